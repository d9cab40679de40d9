//! URLs: which may be links, and where they are in text.

use std::ops::Range;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use pulldown_cmark::{LinkType, Tag};

/// What the destination of a link cannot hold, next to what is not ASCII.
const FORBIDDEN: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Whether `destination` leads somewhere from everywhere.
pub(super) fn is_absolute(destination: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| destination.starts_with(scheme))
}

/// `url` with everything that a link's destination cannot hold percent-encoded.
pub(super) fn encode(url: &str) -> String {
    utf8_percent_encode(url, FORBIDDEN).to_string()
}

/// Whether `url` is complete: `https://{account}.example` is not.
pub(super) fn is_complete(url: &str) -> bool {
    let host = url.split_once("://").map_or("", |(_, host)| host);
    encode(url) == url && host.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// The start of a link.
pub(super) fn link<'t>(link_type: LinkType, destination: &str) -> Tag<'t> {
    Tag::Link { link_type, dest_url: encode(destination).into(), title: "".into(), id: "".into() }
}

/// Where the first URL of `text` is, without the punctuation of the sentence around it.
pub(super) fn find(text: &str) -> Option<Range<usize>> {
    let is_start = |&start: &usize| ["http://", "https://"].iter().any(|scheme| text[start..].starts_with(scheme));
    let start = text.match_indices("http").map(|(start, _)| start).find(is_start)?;
    let url = &text[start..];
    let mut open = 0;
    let end = url.find(|c| {
        open += i32::from(matches!(c, '(' | '[' | '{')) - i32::from(matches!(c, ')' | ']' | '}'));
        open < 0 || !c.is_ascii() || matches!(c, ' ' | '<' | '>' | '"' | '`')
    });
    let url = &url[..end.unwrap_or(url.len())];
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '\\']);
    Some(start..start + url.len())
}
