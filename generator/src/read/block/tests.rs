//! What this reads, the other readers read alike, without a finding, and find in the same places.

use super::super::any_yaml;
use super::*;

/// A document with all that is ordinary.
const SAMPLE: &str = "\
---
# What is said about it
openapi: 3.0.3 # and no other
info:
    title: 'It''s \\one'
    'x y': \"1.0\\n \\\"a\\\" \\\\ é\"
tags: [a, 'b: c', \"d\" , 1, 0.5, {e: f g, \"h\": [{}, []] }, é]
paths:
  /jobs/{id}:
    get:
      description: >-
        folded
        text \x20

        more
      summary: |
        lines
          that

        stand

      list:
      - one: 1
        two: ~

      - - nested
        - {}
        -
          - x
      - a b
      plain: on several
        lines, é
        here #no comment
    # a comment
  \"200\": true
  empty:
last: []
";

const PIECES: [&str; 44] = [
    "a", "b", "1", "-1", "0x1F", "00", "1e3", "~", "null", "é", "😀", ":", ": ", "- ", "-", "? ", " ", "  ", "\n",
    "\n  ", "\n    ", "#", " # c", "'", "\"", "\\", "[", "]", "{", "}", ",", ", ", "|", ">", "|2\n", ">-\n", "|+\n",
    "&a ", "*a", "!t ", "<<", "---", "...", "%",
];

/// A stream of numbers that is the same in every run.
struct Random(fastrand::Rng);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0.usize(..end)
    }

    fn piece(&mut self) -> &'static str {
        PIECES[self.below(PIECES.len())]
    }

    /// Pieces alone, or the sample with some of them in it and some of it taken out.
    fn text(&mut self) -> String {
        if self.below(2) == 0 {
            return (0..self.below(12)).map(|_| self.piece()).collect();
        }
        let mut letters: Vec<char> = SAMPLE.chars().collect();
        let from = self.below(letters.len());
        if self.below(2) == 0 {
            letters = letters[from..letters.len().min(from + self.below(120))].to_vec();
        }
        for _ in 0..self.below(3) {
            let at = self.below(letters.len() + 1);
            let end = letters.len().min(at + self.below(4));
            letters.splice(at..end, self.piece().chars());
        }
        letters.into_iter().collect()
    }
}

#[track_caller]
fn agrees(text: &str) -> bool {
    let Some(value) = read(text) else { return false };
    match any_yaml(text) {
        Ok((other, findings)) => {
            assert!(findings.is_empty(), "{text:?}");
            assert_eq!(value, other, "{text:?}");
        }
        Err(failure) => panic!("{text:?}: {}", failure.diagnostic.message),
    }
    crate::locate::tests::places_agree(text, &value);
    true
}

#[test]
fn what_is_ordinary_is_read() {
    assert!(agrees(SAMPLE));
}

#[test]
fn our_documents_are_ordinary() {
    let spec = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let folders = std::fs::read_dir(spec).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    for path in folders.flat_map(|folder| std::fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path()) {
        assert!(agrees(&std::fs::read_to_string(&path).unwrap()), "{}", path.display());
    }
}

#[test]
fn random_texts_are_read_alike_or_not_at_all() {
    let mut random = Random(fastrand::Rng::with_seed(0xbee5));
    let rounds = std::env::var("BINDERY_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(10_000);
    let read = (0..rounds).filter(|_| agrees(&random.text())).count();
    assert!(read > rounds / 10, "{read}");
}
