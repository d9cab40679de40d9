//! Finds the files of a description: from the entry document on, references say which others there are.
//!
//! Nothing is read here. Whoever calls fetches the bytes, and each file is asked for and parsed once.

use std::collections::{BTreeSet, HashSet};

use crate::diagnostic::Diagnostics;
use crate::link;
use crate::normalize::{self, ENTRY, Kind, Reference, references};
use crate::read::{self, Values};
use crate::source::{FileId, Pointer, Source, Sources};
use crate::stack::with_stack;

/// A description with all its files.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The files.
    pub sources: Sources,
    /// What they hold; `None` if the entry document is unusable.
    pub values: Option<Values>,
    /// What there is to say about their text.
    pub diagnostics: Diagnostics,
}

/// Loads the description whose entry document is `entry`.
///
/// `fetch` gets the path of each other file from the folder of the entry document, with `/` between its segments and
/// neither `.` nor `..` among them; it answers the content, or a predicate that says why there is none, such as
/// `does not exist`. Files out of that folder are never asked for. What only looks like a reference, such as one in an
/// example, is not followed.
pub fn load(entry: Source, fetch: impl FnMut(&str) -> Result<Vec<u8>, String> + Send) -> Loaded {
    let loaded = Loaded { sources: Sources::new(entry), values: None, diagnostics: Diagnostics::new() };
    let (followed, seen) = (HashSet::new(), BTreeSet::new());
    let mut loader = Loader { loaded, entry: ENTRY, pending: Vec::new(), followed, seen, fetch };
    with_stack(|| {
        loader.run();
        Some(())
    });
    loader.loaded
}

struct Loader<F> {
    loaded: Loaded,
    /// What the entry document is.
    entry: &'static Kind,
    pending: Vec<Reference>,
    /// What was followed already: most references say what others have said before.
    followed: HashSet<(FileId, String, &'static str)>,
    /// Where references led already, and to what.
    seen: BTreeSet<(Pointer, &'static str)>,
    fetch: F,
}

impl<F: FnMut(&str) -> Result<Vec<u8>, String>> Loader<F> {
    fn run(&mut self) {
        let (values, diagnostics) = read::entry(self.loaded.sources.entry());
        self.loaded.diagnostics = diagnostics;
        let Some(mut values) = values else { return };
        self.entry = normalize::kind_of_entry(values.entry());
        self.pending = references(values.entry(), self.entry, &Pointer::root());
        while let Some(reference) = self.pending.pop() {
            let says = (reference.at.file().clone(), reference.target.clone(), reference.shape.name);
            if self.followed.insert(says) {
                self.follow(&reference, &mut values);
            }
        }
        self.loaded.values = Some(values);
    }

    /// Goes where a reference leads, and collects the references there.
    fn follow(&mut self, reference: &Reference, values: &mut Values) {
        let Ok(target) = link::place(&reference.target, reference.at.file(), values.entry_name()) else { return };
        if !values.contains(target.file()) {
            self.fetch(target.file(), values);
        }
        let known = normalize::is_checked(values, self.entry, &target, reference.shape);
        if known || !self.seen.insert((target.clone(), reference.shape.name)) {
            return;
        }
        if let Some(value) = values.get(&target) {
            self.pending.extend(references(value, &Kind::Ref(reference.shape), &target));
        }
    }

    fn fetch(&mut self, file: &FileId, values: &mut Values) {
        let path = file.path().unwrap_or_default();
        self.loaded.sources.add(path, (self.fetch)(path));
        let source = self.loaded.sources.part(file);
        let value = source.and_then(|source| read::part(file, source, &mut self.loaded.diagnostics));
        values.add(file.clone(), value);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// What is asked for, in order, of a description with these files; the first is the entry document.
    fn asked(files: &[(&str, &str)]) -> Vec<String> {
        let contents: BTreeMap<&str, &str> = files.iter().copied().collect();
        let mut asked = Vec::new();
        let entry = Source::new(files[0].0, files[0].1);
        let loaded = load(entry, |path| {
            asked.push(path.to_owned());
            contents.get(path).map(|text| text.as_bytes().to_vec()).ok_or_else(|| "is not there".to_owned())
        });
        assert_eq!(loaded.sources.parts().count(), asked.len());
        asked.sort();
        asked
    }

    #[test]
    fn each_file_is_asked_for_once() {
        let files = [
            ("openapi.yaml", "paths: {/a: {$ref: 'b/a.yaml#/x'}, /b: {$ref: 'b/./a.yaml#/y'}}"),
            (
                "b/a.yaml",
                "x: {get: {responses: {'200': {$ref: '../c.json#/r'}}}}\n\
                 y: {parameters: [{$ref: '../openapi.yaml#/p'}, {$ref: '#/q'}]}\n",
            ),
            ("c.json", r#"{"r": {"content": {"a/b": {"schema": {"$ref": "b/d.yaml"}}}}}"#),
            ("b/d.yaml", "{properties: {next: {$ref: '../c.json#/s'}, self: {$ref: ''}}}"),
        ];
        assert_eq!(asked(&files), ["b/a.yaml", "b/d.yaml", "c.json"]);
    }

    #[test]
    fn what_only_looks_like_a_reference_is_not_followed() {
        let document = "
paths:
  /a:
    get:
      x-ms-examples: {one: {$ref: 'x.json'}}
      responses:
        '200': {description: '', content: {a/b: {example: {$ref: 'y.json'}}}}
components:
  schemas:
    A:
      properties: {example: {$ref: 'a.yaml'}, x-b: {$ref: 'b.yaml'}}
      example: {$ref: 'z.json'}
      default: {$ref: 'z.json'}
    B: {allOf: [{$ref: '../out.yaml'}, {$ref: 'https://example.com/c.yaml'}, {$ref: '/etc/passwd'}, {$ref: 3}]}
";
        assert_eq!(asked(&[("openapi.yaml", document)]), ["a.yaml", "b.yaml"]);
    }

    #[test]
    fn a_circle_of_files_ends() {
        let files: Vec<(String, String)> = (0..50)
            .map(|number| {
                let next = (number + 1) % 50;
                (format!("{number}.yaml"), format!("paths: {{/a: {{$ref: '{next}.yaml#/paths/~1a'}}}}"))
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(asked(&files).len(), 49);
    }
}
