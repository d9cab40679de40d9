//! The text that a signature covers, for Azure Batch: close to that of the storage services, but not the same.
//!
//! | lines | |
//! |---|---|
//! | 1 | the method |
//! | 2 to 12 | the values of eleven headers; an empty line for each that the request does not have |
//! | then | `name:value` for each header that begins with `ocp-`, by name |
//! | then | `/`, the account, and the path as it is on the wire |
//! | then | `name:value` for each query parameter, decoded, by name; the last without an end of line |
//!
//! Microsoft describes it in *Authenticate Requests to Azure Batch*, and its clients do not always follow. Where they,
//! or the page and its gaps, leave a choice, this is what we do:
//!
//! | case | here | because |
//! |---|---|---|
//! | there is a `Date` | its line is empty | the page wants that with `ocp-date`, and there always is one |
//! | `Content-Length: 0` | signed as `0` | Batch takes it so; storage services want an empty line |
//! | `OCP-Date` | signed, in lower case | the page; header names know no case. Python's client leaves it out |
//! | `x-ocp-date` | not signed | it does not begin with `ocp-`. Python's client looks for `ocp-` anywhere |
//! | white space around a value | not signed | it is no part of a value (RFC 9110 section 5.5) |
//! | a header that comes twice | its values in their order, joined by `, ` | that is its value (RFC 9110 section 5.2) |
//! | `;x` in the path | signed | the page wants the path as it is. Python's client drops it from the last segment |
//! | `timeOut=30` | signed as `timeout:30` | the page. Python's and JavaScript's clients keep the case |
//! | order of parameters | by the bytes of the lower-case names | the page. Python's client puts `B` before `a` |
//! | `a=2&a=1` | signed as `a:1,2` | the page: all values, sorted. Python's client signs the first |
//! | `a=`, `a` | not signed | Python's client leaves them out; the page does not say |
//! | `+` in a query | a space | that is how queries are decoded; data has `%2B` |
//! | bytes that are not UTF-8 | each becomes U+FFFD | the text is UTF-8; emitted requests have none |
//!
//! Nobody has asked the service itself. Of all this, a request of the emitted code can have `Content-Length: 0`, a
//! parameter without a value, and a comma or a space in one; its names are in lower case and come once.

use std::collections::BTreeMap;

use bindery_runtime as rt;
use percent_encoding::percent_decode_str;
use rt::http::HeaderMap;
use rt::http::request::Parts;

/// Whose values have a line each. `None` is the place of `Date`, which is never signed: `ocp-date` is.
const LINES: [Option<&str>; 11] = [
    Some("content-encoding"),
    Some("content-language"),
    Some("content-length"),
    Some("content-md5"),
    Some("content-type"),
    None,
    Some("if-modified-since"),
    Some("if-match"),
    Some("if-none-match"),
    Some("if-unmodified-since"),
    Some("range"),
];

/// Writes down what is signed for a request of this account, which has all its headers but `Authorization`.
pub(super) fn string_to_sign(account: &str, request: &Parts) -> String {
    let headers = &request.headers;
    let mut text = format!("{}\n", request.method);
    for name in LINES {
        text += &name.map(|name| value(headers, name)).unwrap_or_default();
        text.push('\n');
    }
    for name in own_names(headers) {
        text += &format!("{name}:{}\n", value(headers, name));
    }
    text += &format!("/{account}{}", request.uri.path());
    for (name, values) in parameters(request.uri.query().unwrap_or_default()) {
        text += &format!("\n{name}:{}", values.join(","));
    }
    text
}

/// The names of the headers that are peculiar to Batch, sorted, each once.
fn own_names(headers: &HeaderMap) -> Vec<&str> {
    let mut names: Vec<_> = headers.keys().map(|name| name.as_str()).filter(|name| name.starts_with("ocp-")).collect();
    names.sort_unstable();
    names
}

/// The value of a header; empty if there is none.
fn value(headers: &HeaderMap, name: &str) -> String {
    let values = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    values.map(|value| value.trim_matches([' ', '\t']).to_owned()).collect::<Vec<_>>().join(", ")
}

/// The values of the parameters that have any, sorted, by name.
fn parameters(query: &str) -> BTreeMap<String, Vec<String>> {
    let mut parameters = BTreeMap::<_, Vec<_>>::new();
    for (name, value) in query.split('&').filter_map(|parameter| parameter.split_once('=')) {
        if !value.is_empty() {
            parameters.entry(decoded(name).to_ascii_lowercase()).or_default().push(decoded(value));
        }
    }
    parameters.values_mut().for_each(|values| values.sort_unstable());
    parameters
}

fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}
