//! Positions in YAML, from the events of `saphyr-parser`.

use saphyr_parser::{Event, Parser, Span};

use super::lines::{Cursor, Lines};
use super::tree::{Builder, Tree};

/// Scans the first document; says also whether it was followed to its end.
pub(super) fn scan(text: &str, lines: &Lines<'_>) -> (Tree, bool) {
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
