//! The round trip of one document that has each feature, with the models as they are emitted, and with mistakes in them
//! that have to be found.

use std::path::Path;

use super::package::{Folder, Kind};
use super::result::{RoundTrip, SchemaResult};
use super::{generate, program, round_trip};

const DOCUMENT: &str = include_str!("tests/features.yaml");
const KRATE: &str = "doc-features";

/// What the emitted types cannot hold: the last day of the calendar as a point in time, and a null that is not declared
/// where there need not be anything.
const KNOWN: [&str; 2] = ["9999-12-31T23:59:59Z", "\"anything\":null"];

struct Features {
    folder: Folder,
    document: std::path::PathBuf,
}

impl Features {
    fn generated() -> Self {
        let folder = Folder::new("test-features").unwrap();
        let client = folder.client(KRATE);
        std::fs::create_dir_all(&client).unwrap();
        let document = client.with_extension("yaml");
        std::fs::write(&document, DOCUMENT).unwrap();
        let arguments = generate::Arguments { document: document.clone(), krate: KRATE.to_owned(), into: Some(client) };
        assert!(generate::generation(&arguments).unwrap().usable);
        program::write(&folder, KRATE).unwrap();
        Self { folder, document }
    }

    fn round_trip(&self) -> RoundTrip {
        assert_eq!(round_trip::compile(&self.folder, &[KRATE]).unwrap(), std::collections::BTreeMap::new());
        let (client, program) = (self.folder.client(KRATE), self.folder.program(KRATE));
        let document = self.document.clone();
        round_trip::round_trip(&round_trip::Arguments { document, client, program, seed: 1, most: 200 }).unwrap()
    }

    /// Puts a mistake into a model.
    fn plant(&self, file: &str, right: &str, wrong: &str) {
        let path = self.folder.of(Kind::Program, KRATE).join("src/models").join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(right), "{right} in {text}");
        // A clock that is too coarse must not hide the change from Cargo.
        write_later(&path, &text.replace(right, wrong));
    }
}

fn write_later(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(2);
    std::fs::File::options().write(true).open(path).unwrap().set_modified(later).unwrap();
}

fn of<'r>(round_trip: &'r RoundTrip, model: &str) -> &'r SchemaResult {
    round_trip.schemas.iter().find(|schema| schema.model == model).unwrap_or_else(|| panic!("no {model}"))
}

#[test]
fn what_is_emitted_is_right_and_what_is_planted_is_found() {
    let features = Features::generated();
    let right = features.round_trip();
    assert_eq!(right.problem, None);
    for schema in &right.schemas {
        let wrong: Vec<_> =
            schema.wrong.iter().filter(|wrong| !KNOWN.iter().any(|one| wrong.instance.contains(one))).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(schema.valid.equal >= 2, "{schema:?}");
    }
    let [valid, forward] = right.tallies();
    assert!(valid.equal > 200 && forward.equal > 5, "{valid:?} {forward:?}");
    assert!(right.schemas.iter().map(|schema| schema.invalid.refused).sum::<usize>() > 20);

    // A member written under another name, one that is too small, and one that nobody expected.
    features.plant("sizes.rs", "(\"count\", &self.count)", "(\"size\", &self.count)");
    features.plant("limits.rs", "i64", "i8");
    features.plant(
        "shape.rs",
        "fn from_json(json: &mut rt::JsonReader<'_>) -> Result<Self, rt::DecodeError> {",
        "fn from_json(json: &mut rt::JsonReader<'_>) -> Result<Self, rt::DecodeError> { panic!(\"planted\");",
    );
    let planted = features.round_trip();
    let sizes = of(&planted, "Sizes");
    assert!(sizes.valid.different > 0 && sizes.valid.refused == 0, "{sizes:?}");
    assert!(sizes.wrong.iter().all(|wrong| wrong.kind == "different" && wrong.at == "/count"), "{sizes:?}");
    let limits = of(&planted, "Limits");
    assert!(limits.valid.refused > 0 && limits.valid.different == 0, "{limits:?}");
    let shape = of(&planted, "Shape");
    assert!(shape.valid.equal == 0 && shape.valid.broken > 0, "{shape:?}");
    assert!(shape.wrong.iter().any(|wrong| wrong.outcome == "panicked: planted"), "{shape:?}");
}
