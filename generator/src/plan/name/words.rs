//! The words of a name, with a space between two: what is no letter or digit is left out or gets a name of its own.

use std::borrow::Cow;

use unicode_ident::is_xid_continue;

/// Words whose capitals do not start words of their own.
const COMPOUNDS: [&str; 19] = [
    "ETag", "eTag", "GraphQL", "IOps", "IPv4", "IPv6", "IoT", "MySQL", "OAuth", "oAuth", "OData", "VNet", "vNet",
    "gRPC", "iOS", "mTLS", "vCPU", "vTPM", "vTpm",
];

/// Units of information, which also follow an acronym (`readIOGiB`).
const UNITS: [&str; 4] = ["KiB", "MiB", "GiB", "TiB"];

/// The characters of ASCII that are no letters, digits or control characters, each before its name.
const SYMBOLS: &str = "\
    ! not \" quote # hash $ dollar % percent & and ' apostrophe ( open_paren ) close_paren * star + plus , comma \
    - dash . dot / slash : colon ; semicolon < less = equals > greater ? question @ at [ open_bracket \\ backslash \
    ] close_bracket ^ caret _ underscore ` backtick { open_brace | pipe } close_brace ~ tilde";

/// `text` with everything but letters and digits made a space, or spelled out if nothing else would be left.
///
/// A sign before a number is always spelled out: `+1` and `-1` are different things.
pub(super) fn readable(text: &str) -> Cow<'_, str> {
    match text {
        _ if text.is_empty() || !text.contains(is_wordy) => spelled_out(text),
        _ if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) => Cow::Borrowed(text),
        _ => Cow::Owned(spell(text, |_, _| {})),
    }
}

/// `text` with the name of each character that is not a letter or a digit as a word of its own.
pub(super) fn spelled_out(text: &str) -> Cow<'_, str> {
    if text.is_empty() {
        Cow::Borrowed("empty")
    } else {
        Cow::Owned(spell(text, |c, words| words.push_str(&symbol(c))))
    }
}

/// `text` with the letters and digits kept and the others replaced by words.
fn spell(text: &str, word: impl Fn(char, &mut String)) -> String {
    let mut words = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let sign = sign(before, c, rest.as_str());
        before = Some(c);
        if sign.is_none() && is_wordy(c) {
            words.push(c);
            continue;
        }
        words.push(' ');
        match sign {
            Some(sign) => words.push_str(sign),
            None => word(c, &mut words),
        }
        words.push(' ');
    }
    words
}

/// Whether an identifier can hold `c` and the splitting of words leaves it alone.
fn is_wordy(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric() && is_xid_continue(c))
}

/// The name of the sign of a number: a `+` or `-` that follows no word and has a digit behind it.
fn sign(before: Option<char>, c: char, after: &str) -> Option<&'static str> {
    let name = match c {
        '+' => "plus",
        '-' | '\u{2212}' => "minus",
        _ => return None,
    };
    let is_sign = !before.is_some_and(is_wordy) && after.starts_with(|after: char| after.is_ascii_digit());
    is_sign.then_some(name)
}

/// The name of a character that is no letter or digit.
fn symbol(c: char) -> String {
    if c == ' ' {
        return "space".to_owned();
    }
    let mut words = SYMBOLS.split(' ').skip_while(|word| !word.chars().eq([c])).skip(1);
    words.next().map_or_else(|| format!("u{:x}", u32::from(c)), str::to_owned)
}

/// Lowers the capitals that start no word: those of [`COMPOUNDS`] and of plural acronyms (`jobIDs`, `URLs`). All of
/// these have a capital among their first two letters.
pub(super) fn keep_compounds(words: &str) -> Cow<'_, str> {
    if !words.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Borrowed(words);
    }
    let mut kept = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let before = kept.chars().next_back();
        let may_start = rest.as_bytes().iter().take(2).any(u8::is_ascii_uppercase);
        let found = may_start.then(|| compound(before, rest).or_else(|| plural_acronym(before, rest))).flatten();
        let whole = found.unwrap_or(c.len_utf8());
        kept.push(c);
        kept.extend(rest[c.len_utf8()..whole].chars().map(|c| c.to_ascii_lowercase()));
        rest = &rest[whole..];
    }
    Cow::Owned(kept)
}

/// The length of the compound that `rest`, which follows `before`, starts with.
fn compound(before: Option<char>, rest: &str) -> Option<usize> {
    // Most have another letter at their start.
    let first = rest.as_bytes().first();
    let alike = |words: &'static [&'static str]| words.iter().filter(move |word| word.as_bytes().first() == first);
    let unit = alike(&UNITS).find(|unit| rest.strip_prefix(**unit).is_some_and(ends_word));
    let compound = || alike(&COMPOUNDS).find(|compound| starts_with_compound(before, rest, compound));
    unit.or_else(compound).map(|found| found.len())
}

/// Whether `rest`, which follows `before`, starts with all of a compound and not with part of a longer word.
fn starts_with_compound(before: Option<char>, rest: &str, compound: &str) -> bool {
    let Some(behind) = rest.strip_prefix(compound) else { return false };
    let inside = match before {
        Some(before) if compound.starts_with(char::is_lowercase) => before.is_alphanumeric(),
        Some(before) => before.is_uppercase(),
        None => false,
    };
    !inside && ends_word(behind.strip_prefix('s').unwrap_or(behind))
}

/// Whether a word ends before `behind`.
fn ends_word(behind: &str) -> bool {
    !behind.starts_with(char::is_lowercase)
}

/// The length of the plural acronym that `rest`, which follows `before`, starts with: two capitals or more and an `s`.
fn plural_acronym(before: Option<char>, rest: &str) -> Option<usize> {
    let capitals = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let behind = rest[capitals..].strip_prefix('s')?;
    let inside = before.is_some_and(char::is_uppercase);
    let ends = behind.starts_with(char::is_uppercase) || !behind.starts_with(char::is_alphanumeric);
    (capitals >= 2 && !inside && ends).then_some(capitals + 1)
}
