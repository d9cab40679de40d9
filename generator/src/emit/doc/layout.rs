//! How blocks become lines.

use pulldown_cmark::HeadingLevel;

use super::blocks::Block;
use super::{print, wrap};

/// The lines of `blocks`, with an empty line between two unless they are `tight`.
pub(super) fn blocks(blocks: &[Block<'_>], width: usize, tight: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks {
        if !lines.is_empty() && !tight {
            lines.push(String::new());
        }
        lines.extend(self::block(block, width));
    }
    lines
}

/// The lines of one block. The highest heading is that of the page, which is not part of a description.
fn block(block: &Block<'_>, width: usize) -> Vec<String> {
    match block {
        Block::Paragraph(events) => wrap::wrap(&print::paragraph(events), width),
        Block::Heading(level, events) => vec![print::heading((*level).max(HeadingLevel::H2), events)],
        Block::Table(events) => print::table(events).lines().map(str::to_owned).collect(),
        Block::Code(language, code) => self::code(language, code),
        Block::Rule => vec!["---".to_owned()],
        Block::Quote(quoted) => indent(blocks(quoted, width.saturating_sub(2), false), "> ", "> "),
        Block::List(start, items) => list(*start, items, width),
    }
}

/// The lines of a code block.
fn code(language: &str, code: &str) -> Vec<String> {
    let ticks = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(3.max(ticks + 1));
    let code = code.lines().map(|line| line.trim_end().to_owned());
    std::iter::once(format!("{fence}{language}")).chain(code).chain([fence.clone()]).collect()
}

/// The lines of a list: the text of each item is aligned behind its marker.
fn list(start: Option<u64>, items: &[Vec<Block<'_>>], width: usize) -> Vec<String> {
    let tight = items.iter().all(|item| is_tight(item));
    let mut lines = Vec::new();
    for (number, item) in (start.unwrap_or_default()..).zip(items) {
        if !lines.is_empty() && !tight {
            lines.push(String::new());
        }
        let marker = if start.is_some() { format!("{number}. ") } else { "- ".to_owned() };
        let item = blocks(item, width.saturating_sub(marker.len()), tight);
        lines.extend(indent(item, &marker, &" ".repeat(marker.len())));
    }
    lines
}

/// Puts `first` before the first of `lines` and `rest` before the others.
fn indent(lines: Vec<String>, first: &str, rest: &str) -> Vec<String> {
    let before = std::iter::once(first).chain(std::iter::repeat(rest));
    before.zip(lines).map(|(before, line)| format!("{before}{line}").trim_end().to_owned()).collect()
}

/// Whether an item needs no empty lines: a paragraph, and below it only lists of such items.
fn is_tight(item: &[Block<'_>]) -> bool {
    item.iter().enumerate().all(|(index, block)| match block {
        Block::Paragraph(_) => index == 0,
        Block::List(start, items) => start.is_none_or(|start| start == 1) && items.iter().all(|item| is_tight(item)),
        _ => false,
    })
}
