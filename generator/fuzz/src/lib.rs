//! What the fuzz targets share: everything is done with an input that would be done with a document.

use bindery::diagnostic::render::Renderer;
use bindery::{Config, Source, Sources, generate, load};

/// Generates from a description, and shows what there is to say about it in every format.
pub fn whole(sources: &Sources, config: &Config) {
    let sources = sources.clone().beside(config);
    let generated = generate(&sources, config);
    let renderer = Renderer::new(&sources);
    let found = &generated.diagnostics;
    assert!(!renderer.text(found, false).contains('\u{1b}'), "an escape code");
    assert!(renderer.github(found).lines().all(|line| line.starts_with("::")), "more than commands");
    assert!(serde_json::from_str::<serde_json::Value>(&renderer.sarif(found)).is_ok(), "no JSON");
    assert_eq!(renderer.json(found).len(), found.iter().count());
    assert!(generated.files.is_some() || found.has_errors(), "nothing is said about a document that cannot be used");
}

/// One file, by that name.
pub fn document(name: &str, text: &[u8]) {
    whole(&Sources::new(Source::new(name, text)), &Config::default());
}

/// A description in several files: what is behind each `\0` is a file, `a.yaml` and so on, and the first the entry.
pub fn parts(data: &[u8]) -> Sources {
    let mut files = data.split(|byte| *byte == 0);
    let entry = Source::new("openapi.yaml", files.next().unwrap_or_default());
    let files: Vec<&[u8]> = files.take(4).collect();
    let read = |path: &str| {
        let index = path.strip_suffix(".yaml")?.bytes().next()?.checked_sub(b'a')?;
        files.get(usize::from(index)).map(|text| text.to_vec())
    };
    load(entry, |path| read(path).ok_or_else(|| "does not exist".to_owned())).sources
}

/// A document that configurations and locks are about.
pub const API: &str = include_str!("../../tests/lock.yaml");
