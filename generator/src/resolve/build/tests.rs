//! What is built is what serde gives: for all objects of all documents there are, whatever they are meant to be, and for
//! random ones.

use std::fmt::Debug;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::*;
use crate::source::{Source, Sources};

#[track_caller]
fn agrees<T: Build + PartialEq + Debug>(value: &Value) -> bool {
    let built = T::build(value);
    if let Some(built) = &built {
        match T::deserialize(value) {
            Ok(given) => assert_eq!(*built, given, "{value}"),
            Err(error) => panic!("{error}: {value}"),
        }
    }
    built.is_some()
}

/// Compares all that an object can be taken for; answers whether it is a schema.
#[track_caller]
fn all_agree(value: &Value) -> bool {
    agrees::<oas::Parameter>(value);
    agrees::<oas::Header>(value);
    agrees::<oas::RequestBody>(value);
    agrees::<oas::Response>(value);
    agrees::<oas::ReferenceOr<oas::Schema>>(value)
}

fn for_each_object(value: &Value, visit: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(members) => {
            visit(value);
            members.values().for_each(|member| for_each_object(member, visit));
        }
        Value::Array(items) => items.iter().for_each(|item| for_each_object(item, visit)),
        _ => {}
    }
}

/// The files of a folder and those below it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// How many objects of the documents in a folder were compared.
fn compare(folder: &Path) -> usize {
    let mut count = 0;
    for path in files(folder) {
        let is_document = path.extension().is_some_and(|end| ["yaml", "yml", "json"].iter().any(|known| end == *known));
        // The larger ones have no other objects, only more of them.
        let bytes = std::fs::read(&path).unwrap_or_default();
        if !is_document || bytes.len() > 300_000 {
            continue;
        }
        let (values, _) = crate::read::read(&Sources::new(Source::new(path.display().to_string(), bytes)));
        for (_, value) in values.iter().flat_map(|values| values.iter()) {
            for_each_object(value, &mut |object| count += usize::from(all_agree(object)));
        }
    }
    count
}

#[test]
fn objects_of_documents_are_built_as_serde_does() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(compare(&here.join("tests/fixtures")) > 1_000);
    assert!(compare(&here.join("tests/split")) > 10);
    match here.join("../../shared/corpus/documents") {
        corpus if corpus.is_dir() => assert!(compare(&corpus) > 1_000),
        _ => println!("skipped: no documents of others"),
    }
}

/// A stream of numbers that is the same in every run.
struct Random(fastrand::Rng);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0.usize(..end)
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    /// An object with some members that mean something somewhere.
    fn object(&mut self, depth: usize) -> Value {
        let names = "$ref type format enum pattern minimum maximum multipleOf exclusiveMinimum exclusiveMaximum \
            properties required additionalProperties minProperties maxProperties items minItems maxItems uniqueItems \
            minLength maxLength oneOf allOf anyOf not nullable readOnly writeOnly deprecated externalDocs example title \
            description discriminator default x-a unknown name in schema content style explode allowReserved \
            allowEmptyValue examples headers links encoding";
        let names: Vec<&str> = names.split(' ').collect();
        let count = self.below(5);
        let members = (0..count).map(|_| (self.pick(&names).to_owned(), self.value(depth)));
        Value::Object(members.collect())
    }

    fn value(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 8 } else { 12 }) {
            0 => json!(self.pick(&["string", "number", "integer", "boolean", "object", "array", "other"])),
            1 => json!(self.pick(&["date-time", "int32", "double", "query", "path", "header", "form", "simple"])),
            2 => json!(self.pick(&[true, false])),
            3 => json!(self.pick(&[0_i64, 1, -1, i64::MIN])),
            4 => self.pick(&[json!(u64::MAX), json!(0.5), json!(3.0)]),
            5 => Value::Null,
            6 => self.pick(&[json!([]), json!(["a", null]), json!([1, 2]), json!([true]), json!([0.5, "a"])]),
            7 => json!({}),
            8 => json!([self.object(depth - 1)]),
            9 => json!({ "a": self.object(depth - 1) }),
            _ => self.object(depth - 1),
        }
    }
}

#[test]
fn random_objects_are_built_as_serde_does() {
    let mut random = Random(fastrand::Rng::with_seed(0x0a5));
    let count = (0..20_000).filter(|_| all_agree(&random.object(3))).count();
    assert!(count > 2_000, "{count}");
}
