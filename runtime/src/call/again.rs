//! Calls that go on from an earlier one: the next page, the next state.

use http::HeaderMap;
use percent_encoding::percent_decode_str;
use uuid::Uuid;

use super::Call;

impl Call {
    /// Makes the same call once more, with new values in the headers that were made up.
    pub(crate) fn again(&self) -> Self {
        let mut call = self.clone();
        for name in &self.generated {
            call.header(name, &Uuid::new_v4());
        }
        call
    }

    /// Makes the call once more, but to another URL and without conditions. Of the query of this call, only the version
    /// goes along; see [`with_version`].
    pub(crate) fn follow(&self, url: &str) -> Self {
        let mut call = self.again();
        call.url = Some(match &self.version {
            Some((name, pair)) => with_version(url, name, pair),
            None => url.to_owned(),
        });
        call.unconditional = true;
        call
    }
}

/// Overwrites the first parameter of that name and takes further ones away; if there is none, appends it. All other
/// text stays as it is. Services do not tell `Api-Version` from `api-version`, so neither does this.
fn with_version(url: &str, name: &str, pair: &str) -> String {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let mut new = Some(pair);
    let mut parameters = Vec::new();
    for parameter in query.split('&') {
        let (named, _) = parameter.split_once('=').unwrap_or((parameter, ""));
        let named = percent_decode_str(named).decode_utf8_lossy();
        if named.eq_ignore_ascii_case(name) { parameters.extend(new.take()) } else { parameters.push(parameter) }
    }
    if query.is_empty() {
        parameters.clear();
    }
    parameters.extend(new);
    format!("{path}?{}", parameters.join("&"))
}

/// Takes the conditions (RFC 9110 section 13.1) away, all of which are called `If-…`.
pub(crate) fn drop_conditions(headers: &mut HeaderMap) {
    let conditions: Vec<_> = headers.keys().filter(|name| name.as_str().starts_with("if-")).cloned().collect();
    for name in conditions {
        headers.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_overwritten_where_it_stands() {
        for (url, expected) in [
            ("https://h/a", "https://h/a?v=2"),
            ("https://h/a?", "https://h/a?v=2"),
            ("https://h/a?v=1", "https://h/a?v=2"),
            ("https://h/a?x=%7e+'&v=1&y&&z=", "https://h/a?x=%7e+'&v=2&y&&z="),
            ("https://h/a?%76=1&V=3&x", "https://h/a?v=2&x"),
            ("https://h/a?vv=1&x=v=1?v=1", "https://h/a?vv=1&x=v=1?v=1&v=2"),
        ] {
            assert_eq!(with_version(url, "v", "v=2"), expected);
        }
    }
}
