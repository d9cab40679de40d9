use std::collections::BTreeMap;

use super::batch::unharmed;
use super::*;

/// Debug builds hold emitted text against `prettyplease`, so this also says that what comes out is Rust.
#[test]
fn changed_documents_do_not_panic() {
    let mut candidates = Vec::new();
    for folder in ["generator/tests/fixtures", "generator/tests/diagnostics", "spec"] {
        candidates.extend(find::candidates(&workspace::root().join(folder)).expect("documents"));
    }
    assert!(candidates.len() > 100, "{}", candidates.len());
    let run = |candidate: &Candidate| {
        let original = Original::read(&candidate.path)?;
        let mut parts = BTreeMap::new();
        let mutant = original.mutant(1, 0);
        unharmed(|| original.run(&mutant, &mut parts)).map_err(|message| {
            let text = String::from_utf8_lossy(&mutant.text).into_owned();
            anyhow::anyhow!("{}: {message}\n{text}", candidate.name)
        })
    };
    if let Err(error) = in_parallel(None, &candidates, run) {
        panic!("{error}");
    }
}

#[test]
fn small_documents_get_most() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, size) in [("a", 10), ("b", 40_000), ("c", 400_000)] {
        let text = format!("openapi: 3.0.3\npaths: {{}}\n# {}\n", "x".repeat(size));
        std::fs::write(folder.path().join(format!("{name}.yaml")), text).expect("written");
    }
    let candidates = find::candidates(folder.path()).expect("documents");
    let shares = shares(&candidates, 1_000).expect("sizes");
    assert!(shares[0] > 800 && shares[1] > 80 && shares[2] >= LEAST, "{shares:?}");
}
