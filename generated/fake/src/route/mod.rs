//! Which operation a request asks for.

pub(crate) mod bodies;
pub(crate) mod operation;
pub(crate) mod table;

use http::{Method, StatusCode};
use percent_encoding::percent_decode_str;

pub(crate) use operation::{Operation, Shape};
pub(crate) use table::OPERATIONS;

use crate::problem::Problem;

/// An operation and the values of its path parameters, decoded.
pub(crate) type Route = (&'static Operation, Vec<String>);

/// Finds the operation of a method and a path as it came, percent-encoded.
///
/// # Errors
/// 404 for a path that no operation has, 405 for one that others have.
pub(crate) fn find(method: &Method, path: &str) -> Result<Route, Problem> {
    let mut elsewhere = false;
    for operation in OPERATIONS {
        let Some(params) = match_path(operation.path, path) else { continue };
        if operation.method == *method {
            return Ok((operation, params));
        }
        elsewhere = true;
    }
    Err(if elsewhere {
        let message = "The resource doesn't support the specified HTTP verb.";
        Problem::new(StatusCode::METHOD_NOT_ALLOWED, "UnsupportedHttpVerb", message)
    } else {
        Problem::new(StatusCode::NOT_FOUND, "ResourceNotFound", "The specified resource does not exist.")
    })
}

/// Matches segment by segment, so that an encoded `/` stays data.
fn match_path(template: &str, path: &str) -> Option<Vec<String>> {
    let mut params = Vec::new();
    let (mut templates, mut segments) = (template.split('/'), path.split('/'));
    loop {
        match (templates.next(), segments.next()) {
            (None, None) => return Some(params),
            (Some(template), Some(segment)) => {
                let segment = percent_decode_str(segment).decode_utf8().ok()?;
                match_segment(template, &segment, &mut params)?;
            }
            _ => return None,
        }
    }
}

/// Matches text with any number of `{name}`; a value ends where the text behind it begins, and is never empty.
fn match_segment(mut template: &str, mut segment: &str, params: &mut Vec<String>) -> Option<()> {
    while let Some((before, rest)) = template.split_once('{') {
        let (_, behind) = rest.split_once('}')?;
        let until = behind.split('{').next().unwrap_or_default();
        segment = segment.strip_prefix(before)?;
        let end = if until.is_empty() { segment.len() } else { segment.find(until)? };
        let (value, rest) = segment.split_at_checked(end).filter(|(value, _)| !value.is_empty())?;
        params.push(value.to_owned());
        (template, segment) = (behind, rest);
    }
    (template == segment).then_some(())
}

#[cfg(test)]
mod facts;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_77_operations_and_each_is_found_by_its_own_path() {
        assert_eq!(OPERATIONS.len(), 77);
        for operation in OPERATIONS {
            let path = operation.path.replace('{', "").replace('}', "%2F1");
            let (found, params) = find(&operation.method, &path).unwrap();
            assert_eq!(found.id, operation.id);
            assert_eq!(params.len(), operation.path.matches('{').count());
            assert!(params.iter().all(|value| value.ends_with("/1")), "{params:?}");
        }
    }

    #[test]
    fn text_inside_a_segment_is_matched() {
        let (operation, params) =
            find(&Method::GET, "/certificates(thumbprintAlgorithm=sha1,thumbprint=ab%2Cc)").unwrap();
        assert_eq!((operation.id, params), ("Certificate_Get", vec!["sha1".to_owned(), "ab,c".to_owned()]));
    }

    #[test]
    fn other_paths_and_methods_are_refused() {
        for (method, path, status) in [
            (Method::GET, "/jobs/", 404),
            (Method::GET, "/jobs//tasks", 404),
            (Method::GET, "/nonsense", 404),
            (Method::DELETE, "/jobs", 405),
            (Method::GET, "/jobs/j/terminate", 405),
        ] {
            assert_eq!(find(&method, path).unwrap_err().status(), status, "{method} {path}");
        }
    }
}
