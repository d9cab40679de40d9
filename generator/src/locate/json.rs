//! Positions in JSON, from the pull parser `jiter`.

use std::ops::Range;

use jiter::{Jiter, JiterResult, Peek};

use super::tree::{Builder, Tree};

/// Scans the text; says also whether it was followed to its end.
pub(super) fn scan(text: &str) -> (Tree, bool) {
    let mut scan = Scan { text, reader: Jiter::new(text.as_bytes()), builder: Builder::default(), open: Vec::new() };
    let complete = scan.run().is_ok();
    (scan.builder.finish(), complete)
}

struct Scan<'a> {
    text: &'a str,
    reader: Jiter<'a>,
    builder: Builder,
    /// What is open, so that depth costs no stack.
    open: Vec<Container>,
}

#[derive(Clone, Copy)]
enum Container {
    Object,
    Array,
}

impl Scan<'_> {
    fn run(&mut self) -> JiterResult<()> {
        let mut next = Some(self.reader.peek()?);
        loop {
            next = match next {
                Some(Peek::Object) => {
                    self.builder.open_object(self.token(), 0);
                    self.open.push(Container::Object);
                    self.key(true)?
                }
                Some(Peek::Array) => {
                    self.builder.open_array(self.token(), 0);
                    self.open.push(Container::Array);
                    self.reader.known_array()?
                }
                Some(peek) => {
                    self.scalar(peek)?;
                    self.sibling()?
                }
                None => {
                    self.builder.close();
                    self.open.pop();
                    self.sibling()?
                }
            };
            if next.is_none() && self.open.is_empty() {
                return self.reader.finish();
            }
        }
    }

    /// Goes on after a value; `None` at the end of what holds it.
    fn sibling(&mut self) -> JiterResult<Option<Peek>> {
        match self.open.last() {
            Some(Container::Object) => self.key(false),
            Some(Container::Array) => self.reader.array_step(),
            None => Ok(None),
        }
    }

    /// Reads a key up to its value; `None` at the end of the object.
    fn key(&mut self, first: bool) -> JiterResult<Option<Peek>> {
        let before = self.reader.current_index();
        let key = if first { self.reader.known_object()? } else { self.reader.next_key()? };
        let Some(key) = key.map(str::to_owned) else { return Ok(None) };
        let passed = self.text.get(before..self.reader.current_index()).unwrap_or_default();
        let start = before + passed.find('"').unwrap_or(0);
        let end = before + passed.strip_suffix(':').unwrap_or(passed).trim_end().len();
        self.builder.scalar(&key, start..end.max(start), 0);
        self.reader.peek().map(Some)
    }

    fn scalar(&mut self, peek: Peek) -> JiterResult<()> {
        let start = self.reader.current_index();
        self.reader.known_skip(peek)?;
        self.builder.scalar("", start..self.reader.current_index(), 0);
        Ok(())
    }

    /// The bracket that comes next.
    fn token(&self) -> Range<usize> {
        let start = self.reader.current_index();
        start..start + 1
    }
}
