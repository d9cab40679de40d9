//! Words joined in the case of an identifier.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use super::Case;

/// Joins words in `case`.
pub(super) fn convert(words: &str, case: Case) -> String {
    match case {
        _ if words.is_ascii() => ascii(words.as_bytes(), case),
        Case::Type => words.to_upper_camel_case(),
        Case::Value => words.to_snake_case(),
        Case::Constant => words.to_shouty_snake_case(),
    }
}

/// What `heck` does, for ASCII alone: nearly all names are, and its way through a formatter is long.
fn ascii(words: &[u8], case: Case) -> String {
    let mut joined = String::with_capacity(words.len() + 8);
    for word in words.split(|byte| !byte.is_ascii_alphanumeric()) {
        let mut start = 0;
        // Whether the last letter of the word is a capital, once there is one.
        let mut capital = None;
        for index in 0..word.len().saturating_sub(1) {
            let (byte, next) = (word[index], word[index + 1]);
            let is = if byte.is_ascii_alphabetic() { Some(byte.is_ascii_uppercase()) } else { capital };
            let end = match (capital, is) {
                (_, Some(false)) if next.is_ascii_uppercase() => Some(index + 1),
                (Some(true), _) if byte.is_ascii_uppercase() && next.is_ascii_lowercase() => Some(index),
                _ => None,
            };
            capital = is;
            if let Some(end) = end {
                push(&mut joined, &word[start..end], case);
                (start, capital) = (end, None);
            }
        }
        push(&mut joined, &word[start..], case);
    }
    joined
}

/// Adds a word.
fn push(joined: &mut String, word: &[u8], case: Case) {
    if case != Case::Type && !joined.is_empty() && !word.is_empty() {
        joined.push('_');
    }
    joined.extend(word.iter().enumerate().map(|(index, byte)| {
        let is_capital = case == Case::Constant || (case == Case::Type && index == 0);
        char::from(if is_capital { byte.to_ascii_uppercase() } else { byte.to_ascii_lowercase() })
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_is_joined_as_by_heck() {
        let letters = ["a", "B", "1", " ", "bc", "DE", "_", "-"];
        for number in 0..8_usize.pow(6) {
            let words: String = (0..6).map(|place| letters[number / 8_usize.pow(place) % 8]).collect();
            assert_eq!(ascii(words.as_bytes(), Case::Type), words.to_upper_camel_case(), "{words}");
            assert_eq!(ascii(words.as_bytes(), Case::Value), words.to_snake_case(), "{words}");
            assert_eq!(ascii(words.as_bytes(), Case::Constant), words.to_shouty_snake_case(), "{words}");
        }
    }
}
