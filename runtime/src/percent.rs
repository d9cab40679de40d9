//! Percent-encoding (RFC 3986 section 2): values keep nothing but unreserved characters, template text keeps its own.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but ALPHA, DIGIT, `-`, `.`, `_` and `~`.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Query names keep `$` as well: `$filter` is what services document, and not all of them decode it.
const NAME: &AsciiSet = &VALUE.remove(b'$');

/// What can stand in no path: all but `pchar`, `/`, and `%` of what is encoded already.
const TEMPLATE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What a value keeps that is part of a URL already: all that RFC 3986 reserves but `#`, which would end the query.
const RESERVED: &AsciiSet = &VALUE
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// Appends a value as data: `a/b c` becomes `a%2Fb%20c`.
pub(crate) fn push_value(out: &mut String, value: &str) {
    out.extend(utf8_percent_encode(value, VALUE));
}

/// Appends a value that may hold what URLs are made of (OAS `allowReserved`); what is encoded already stays so.
pub(crate) fn push_reserved(out: &mut String, value: &str) {
    push_unless_encoded(out, value, RESERVED);
}

/// Appends the name of a query parameter.
pub(crate) fn push_name(out: &mut String, name: &str) {
    out.extend(utf8_percent_encode(name, NAME));
}

/// Appends path text of a template: what is encoded stays so, a lone `%` becomes `%25`.
pub(crate) fn push_template(out: &mut String, text: &str) {
    push_unless_encoded(out, text, TEMPLATE);
}

fn push_unless_encoded(out: &mut String, text: &str, set: &'static AsciiSet) {
    let mut parts = text.split('%');
    out.extend(parts.next().into_iter().flat_map(|first| utf8_percent_encode(first, set)));
    for part in parts {
        let encoded = part.as_bytes().get(..2).is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit));
        out.push_str(if encoded { "%" } else { "%25" });
        out.extend(utf8_percent_encode(part, set));
    }
}

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;

    use super::*;

    fn encoded(push: fn(&mut String, &str), text: &str) -> String {
        let mut out = String::new();
        push(&mut out, text);
        out
    }

    #[test]
    fn values_are_data() {
        assert_eq!(
            encoded(push_value, r"a/b c+d?%2F..~\:@()*!$',;é"),
            "a%2Fb%20c%2Bd%3F%252F..~%5C%3A%40%28%29%2A%21%24%27%2C%3B%C3%A9"
        );
        assert_eq!(encoded(push_name, "$filter[a b]"), "$filter%5Ba%20b%5D");
    }

    #[test]
    fn template_text_is_left_alone_where_it_can_be() {
        assert_eq!(
            encoded(push_template, "/jobs('a'):x@y/$batch/%2F/100%/%zz/a b?"),
            "/jobs('a'):x@y/$batch/%2F/100%25/%25zz/a%20b%3F"
        );
    }

    proptest! {
        #[test]
        fn decoding_gives_the_value_back(value in any::<String>()) {
            for push in [push_value, push_name] {
                let text = encoded(push, &value);
                prop_assert_eq!(percent_decode_str(&text).decode_utf8().unwrap(), value.as_str());
            }
        }

        #[test]
        fn nothing_but_unreserved_characters_is_left(value in any::<String>()) {
            let text = encoded(push_value, &value);
            let mut bytes = text.bytes();
            while let Some(byte) = bytes.next() {
                if byte == b'%' {
                    prop_assert!(bytes.next().is_some_and(|b| b.is_ascii_hexdigit()));
                    prop_assert!(bytes.next().is_some_and(|b| b.is_ascii_hexdigit()));
                } else {
                    prop_assert!(byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
                }
            }
        }

        #[test]
        fn template_text_makes_a_legal_path(text in any::<String>()) {
            let path = encoded(push_template, &format!("/{text}"));
            prop_assert!(path.parse::<http::Uri>().is_ok());
        }
    }
}
