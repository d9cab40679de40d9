//! Formats that OpenAPI knows besides those of JSON Schema, and texts of all of them.

use jsonschema::ValidationOptions;

/// Adds the formats of texts that JSON Schema does not know.
pub(super) fn with_those_of_openapi<'i>(options: ValidationOptions<'i>) -> ValidationOptions<'i> {
    options.with_format("byte", is_base64).with_format("date-time-rfc1123", |text: &str| {
        TEXTS.iter().any(|(format, valid, _)| *format == "date-time-rfc1123" && valid.contains(&text))
    })
}

/// Base64 of RFC 4648, with its padding.
fn is_base64(text: &str) -> bool {
    let data = text.trim_end_matches('=');
    let letters = data.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/');
    letters && text.len().is_multiple_of(4) && text.len() - data.len() <= 2 && data.len() % 4 != 1
}

/// A format, texts that have it, and texts that do not. The first is an ordinary one.
pub(super) const TEXTS: &[(&str, &[&str], &[&str])] = &[
    (
        "date-time",
        &[
            "2024-02-29T23:59:59Z",
            "1985-04-12T23:20:50.52Z",
            "2020-01-01T00:00:00.123456789Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "1937-01-01T12:00:27.87+00:20",
            "2024-06-30T18:00:00-08:00",
            "1990-12-31T23:59:60Z",
            "2024-02-29t12:00:00z",
        ],
        &["2024-02-30T00:00:00Z", "2024-01-01", "yesterday", ""],
    ),
    ("date", &["2024-02-29", "0001-01-01", "9999-12-31"], &["2023-02-29", "2024-1-1", "2024-01-01T00:00:00Z"]),
    ("time", &["23:59:59Z", "12:00:00.5+01:00"], &["25:00:00Z"]),
    ("duration", &["P1D", "PT1H30M", "P1Y2M3DT4H5M6S", "P3W", "PT0S", "PT36H"], &["1D", "P", "PT"]),
    (
        "uuid",
        &[
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "00000000-0000-0000-0000-000000000000",
            "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
        ],
        &["f81d4fae", "f81d4fae-7dec-11d0-a765-00a0c91e6bfg"],
    ),
    (
        "uri",
        &["https://example.com/a?b=c&d=%20#e", "urn:isbn:0451450523", "mailto:a@example.com", "http://[::1]:8080/"],
        &["no uri", "/relative"],
    ),
    ("url", &["https://example.com/a"], &[]),
    ("uri-reference", &["/a/b?c", "https://example.com"], &[]),
    ("byte", &["aGVsbG8=", "", "//79", "aGk="], &["!!!!", "aGVsbG8==="]),
    ("date-time-rfc1123", &["Sun, 06 Nov 1994 08:49:37 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"], &["1994-11-06"]),
    ("email", &["a.b+c@example.com"], &["no address"]),
    ("hostname", &["example.com"], &["-a-"]),
    ("ipv4", &["192.0.2.1"], &["300.0.0.1"]),
    ("ipv6", &["2001:db8::1"], &["::g"]),
    ("ip", &["192.0.2.1"], &[]),
    ("json-pointer", &["/a~1b"], &[]),
    ("regex", &["a+"], &[]),
];

/// What is written in place of what was read, where that means the same: a point in time has no offset and no leap
/// second, and hexadecimal digits no case.
pub(super) const RESPELLED: &[(&str, &str)] = &[
    ("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.87Z"),
    ("2024-06-30T18:00:00-08:00", "2024-07-01T02:00:00Z"),
    ("1990-12-31T23:59:60Z", "1990-12-31T23:59:59Z"),
    ("2024-02-29t12:00:00z", "2024-02-29T12:00:00Z"),
    ("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_validator_agrees_on_the_texts() {
        for (format, valid, invalid) in TEXTS {
            let schema = serde_json::json!({ "format": format });
            let options = jsonschema::options().with_draft(jsonschema::Draft::Draft202012);
            let validator = with_those_of_openapi(options.should_validate_formats(true)).build(&schema).unwrap();
            for text in *valid {
                assert!(validator.is_valid(&(*text).into()), "{format}: {text}");
            }
            for text in *invalid {
                assert!(!validator.is_valid(&(*text).into()), "{format}: {text}");
            }
        }
    }
}
