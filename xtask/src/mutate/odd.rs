//! Values that nobody expects where they are.

use fastrand::Rng;
use serde_json::{Value, json};

/// Words of OpenAPI, and some of Rust.
const WORDS: &[&str] = &[
    "$ref",
    "additionalProperties",
    "allOf",
    "allowEmptyValue",
    "anyOf",
    "array",
    "binary",
    "body",
    "boolean",
    "byte",
    "components",
    "const",
    "content",
    "cookie",
    "crate",
    "date-time",
    "deepObject",
    "default",
    "delete",
    "deprecated",
    "description",
    "discriminator",
    "encoding",
    "enum",
    "example",
    "examples",
    "explode",
    "form",
    "format",
    "formData",
    "get",
    "head",
    "header",
    "headers",
    "in",
    "info",
    "int32",
    "integer",
    "items",
    "mapping",
    "match",
    "maximum",
    "maxLength",
    "minItems",
    "minimum",
    "multipart/form-data",
    "name",
    "not",
    "null",
    "nullable",
    "number",
    "object",
    "oneOf",
    "openapi",
    "operationId",
    "parameters",
    "password",
    "path",
    "paths",
    "pattern",
    "post",
    "prefixItems",
    "properties",
    "propertyName",
    "put",
    "query",
    "r#type",
    "readOnly",
    "required",
    "requestBody",
    "responses",
    "schema",
    "schemas",
    "security",
    "Self",
    "self",
    "servers",
    "string",
    "style",
    "tags",
    "text/plain",
    "title",
    "trace",
    "type",
    "url",
    "uuid",
    "variables",
    "version",
    "writeOnly",
    "x-ms-client-name",
    "x-ms-enum",
    "x-ms-pageable",
    "x-ms-secret",
    "application/json",
    "200",
    "204",
    "2XX",
    "default",
    "3.0.3",
    "3.1.0",
    "2.0",
];

/// Texts that are hard to name, to quote or to read.
const TEXTS: &[&str] = &[
    "",
    " ",
    "_",
    "-",
    "0",
    "1a",
    "é",
    "名前",
    "😀",
    "\u{0}",
    "\u{7}",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{feff}",
    "\u{2028}",
    "\"",
    "\\",
    "\"#",
    "*/",
    "/*",
    "//",
    "`",
    "```",
    "{",
    "}",
    "{{}}",
    "/{a}{b}",
    "/{",
    "/{}",
    "%",
    "%zz",
    "#",
    "#/",
    "~",
    "~2",
    "[x](y)",
    "<b>",
    "&a",
    "*a",
    "!!x",
    "a: b",
    "- a",
    "a\nb",
    "\r\n",
    "\t",
    "true",
    "null",
    "1e400",
    "http://",
    "https://example.com/{x}",
    "//h",
    "application/*",
    "*/*",
    ";",
    "a/b; c=\"d",
    "::error::x",
    "NaN",
];

/// What a `$ref` may say that leads nowhere.
const REFERENCES: &[&str] = &[
    "",
    "#",
    "#/",
    "#/components/schemas",
    "#/%",
    "#/~2",
    "a.yaml",
    "../a.yaml",
    "/a",
    "http://a/b",
    "\\a",
    "a#b",
    "#//",
];

pub(super) fn word(random: &mut Rng) -> String {
    pick(random, WORDS).to_owned()
}

pub(super) fn reference(random: &mut Rng) -> String {
    pick(random, REFERENCES).to_owned()
}

/// A text: strange, a word, or long.
pub(super) fn text(random: &mut Rng) -> String {
    match random.u8(0..10) {
        0..5 => pick(random, TEXTS).to_owned(),
        5..8 => word(random),
        8 => pick(random, TEXTS).repeat(random.usize(1..200)),
        _ => "long ".repeat(random.usize(1..20_000)),
    }
}

/// Any value.
pub(super) fn value(random: &mut Rng) -> Value {
    match random.u8(0..12) {
        0 => Value::Null,
        1 => random.bool().into(),
        2..5 => number(random),
        5..9 => text(random).into(),
        9 => json!([]),
        10 => json!({}),
        _ => nested(json!({}), random),
    }
}

fn number(random: &mut Rng) -> Value {
    let numbers = [
        json!(0),
        json!(-1),
        json!(i64::MIN),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(1e308),
        json!(-1e-320),
        json!(-0.0),
        json!(0.1),
        json!(1e21),
    ];
    numbers[random.usize(..numbers.len())].clone()
}

/// A value within others that schemas may be in, to some depth.
pub(super) fn nested(value: Value, random: &mut Rng) -> Value {
    let depth = if random.u8(0..8) == 0 { random.usize(1..120) } else { random.usize(1..4) };
    let kind = random.u8(0..6);
    (0..depth).fold(value, |inner, _| match kind {
        0 => json!([inner]),
        1 => json!({ "allOf": [inner] }),
        2 => json!({ "oneOf": [inner, { "type": "string" }] }),
        3 => json!({ "type": "array", "items": inner }),
        4 => json!({ "additionalProperties": inner }),
        _ => json!({ "not": inner }),
    })
}

fn pick<'w>(random: &mut Rng, words: &[&'w str]) -> &'w str {
    words[random.usize(..words.len())]
}
