//! Where the lines of a printed paragraph end.

use std::ops::Range;

use super::print::{piece_length, pieces};

/// Shortened words whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &["approx.", "cf.", "eg.", "excl.", "fig.", "ie.", "incl.", "no.", "resp.", "vs."];

/// Quotes, brackets and emphasis around words.
const WRAPPERS: &[char] = &['*', '_', '~', '"', '\'', '(', ')', '[', ']', '\\', '“', '”', '‘', '’'];

/// Breaks a printed paragraph: at its hard breaks, after each sentence, and where lines get longer than `width`.
pub(super) fn wrap(printed: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in printed.split("  \n") {
        if let Some(before) = lines.last_mut() {
            before.push('\\');
        }
        let mut line = 0..0;
        let mut filled = 0;
        for word in words(part) {
            let text = &part[word.clone()];
            let length = text.chars().count();
            let full = filled + 1 + length > width;
            if !line.is_empty() && (full || (starts_sentence(text) && ends_sentence(&part[line.clone()]))) {
                lines.push(part[line].to_owned());
                line = 0..0;
                filled = 0;
            }
            match line.is_empty() {
                true => line.start = word.start,
                false => filled += 1,
            }
            line.end = word.end;
            filled += length;
        }
        lines.push(part[line].to_owned());
    }
    lines
}

/// The first `length` characters of a printed line or a few less, cut between words if that is possible.
pub(super) fn cut(printed: &str, length: usize) -> String {
    if printed.chars().count() <= length {
        return printed.to_owned();
    }
    let mut end = 0;
    let mut characters = 0;
    for (start, piece) in pieces(printed) {
        characters += piece.chars().count();
        if characters > length {
            break;
        }
        end = start + piece.len();
    }
    let space = breaks(printed).into_iter().take_while(|&space| space < end).last();
    format!("{}…", printed[..space.unwrap_or(end)].trim_end_matches([' ', ',', ';', ':']))
}

/// Where the words of a line are between which it may be broken.
fn words(line: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    breaks(line).into_iter().chain([line.len()]).map(move |end| std::mem::replace(&mut start, end + 1)..end)
}

/// The spaces of a printed line at which it may be broken: not in code, and not where a block would seem to start.
fn breaks(line: &str) -> Vec<usize> {
    let mut breaks = Vec::new();
    let mut place = 0;
    // All other pieces are characters.
    while let Some(next) = line[place..].bytes().position(|byte| matches!(byte, b' ' | b'\\' | b'`' | b'<')) {
        place += next;
        if !line[place..].starts_with(' ') {
            place += piece_length(&line[place..]);
            continue;
        }
        if place > 0 && !starts_block(&line[place + 1..]) {
            breaks.push(place);
        }
        place += 1;
    }
    breaks
}

/// Whether a line that starts with `text` would not be read as part of a paragraph.
pub(super) fn starts_block(text: &str) -> bool {
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let word = text.split(' ').next().unwrap_or_default();
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = digits.len() < word.len() && matches!(digits, "." | ")");
    let rule = word.chars().all(|c| matches!(c, '-' | '+' | '*' | '=' | '_' | ':' | '|' | '#'));
    number || rule || word.starts_with('>') || word.starts_with("```") || word.starts_with("~~~")
}

/// Whether a sentence ends at the end of `text`.
fn ends_sentence(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or_default().trim_matches(WRAPPERS);
    // `e.g.`, `U.S.` and the initial of a name.
    let letters = word.split_terminator('.').all(|part| part.chars().count() == 1);
    let full_stop = word.ends_with('.') && !letters && !ABBREVIATIONS.contains(&word.to_lowercase().as_str());
    full_stop || word.ends_with(['?', '!'])
}

/// Whether a sentence can start at the start of `text`: with a capital, code or a link.
fn starts_sentence(text: &str) -> bool {
    if text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return false;
    }
    text.trim_start_matches(WRAPPERS).starts_with(|c: char| c.is_uppercase() || c == '`' || c == '<')
}
