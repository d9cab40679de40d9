//! Positions in YAML: of what is ordinary from our own reader, of all else from the events of `saphyr-parser`.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::lines::{Cursor, Lines};
use super::tree::{Builder, Tree};
use crate::read::block::{self, Make};

/// Scans the first document; says also whether it was followed to its end.
pub(super) fn scan(text: &str, lines: &Lines<'_>) -> (Tree, bool) {
    scan_ordinary(text).map_or_else(|| scan_any(text, lines), |tree| (tree, true))
}

/// Scans a text that is ordinary.
pub(super) fn scan_ordinary(text: &str) -> Option<Tree> {
    let mut builder = Builder::default();
    block::make(text, &mut builder).map(|()| builder.finish())
}

impl Make for Builder {
    type Node = ();
    type List = ();
    type Map = ();

    fn scalar(&mut self, text: Cow<'_, str>, _: bool, at: Range<usize>) -> Option<()> {
        self.scalar(&text, at, 0);
        Some(())
    }

    fn nothing(&mut self, in_list: bool) -> Option<()> {
        // An element has no key to be found by.
        (!in_list).then(|| self.scalar("", 0..0, 0))
    }

    fn list(&mut self, at: Range<usize>) {
        self.open_array(at, 0);
    }

    fn item(&mut self, (): &mut (), (): ()) {}

    fn end_list(&mut self, (): ()) {
        self.close();
    }

    fn map(&mut self, at: Range<usize>) {
        self.open_object(at, 0);
    }

    fn key(&mut self, key: &str, at: Range<usize>) {
        self.scalar(key, at, 0);
    }

    fn member(&mut self, (): &mut (), _: Cow<'_, str>, (): ()) -> Option<()> {
        Some(())
    }

    fn end_map(&mut self, (): ()) {
        self.close();
    }
}

/// Scans any text.
pub(super) fn scan_any(text: &str, lines: &Lines<'_>) -> (Tree, bool) {
    let mut builder = Builder::default();
    let mut complete = false;
    let mut cursor = lines.cursor();
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        let range = bytes(text, &mut cursor, span);
        match event {
            Event::Scalar(value, _, anchor, _) => builder.scalar(&value, range, anchor),
            Event::Alias(anchor) => builder.alias(anchor, range),
            Event::MappingStart(anchor, _) => builder.open_object(range, anchor),
            Event::SequenceStart(anchor, _) => builder.open_array(range, anchor),
            Event::MappingEnd | Event::SequenceEnd => builder.close(),
            Event::DocumentEnd => {
                complete = true;
                break;
            }
            Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::Nothing => {}
        }
    }
    (builder.finish(), complete)
}

/// The parser counts characters, and lets an anchor's token reach to the value behind it.
fn bytes(text: &str, cursor: &mut Cursor<'_>, span: Span) -> std::ops::Range<usize> {
    let start = cursor.byte_of(span.start.index());
    let end = cursor.byte_of(span.end.index()).max(start);
    start..start + text.get(start..end).map_or(0, |token| token.trim_end().len())
}
