//! Typed response headers.

use std::fmt;

use http::HeaderMap;

use crate::text::{FromText, TextError};

/// The typed headers of a response; emitted code implements it with [`header`] and [`header_list`].
pub trait FromHeaders: Sized {
    /// Reads the headers it knows.
    ///
    /// # Errors
    /// One of them is not of its type.
    fn from_headers(headers: &HeaderMap) -> Result<Self, HeaderError>;
}

/// For responses that declare no headers.
impl FromHeaders for () {
    fn from_headers(_: &HeaderMap) -> Result<Self, HeaderError> {
        Ok(())
    }
}

/// A response header that is not of its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderError {
    name: String,
    error: TextError,
}

impl HeaderError {
    /// Returns the name of the header, as the description of the service spells it.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "header `{}`: {}", self.name, self.error)
    }
}

impl std::error::Error for HeaderError {}

/// Reads a header. One that is missing or empty is `None`; of several the first counts.
///
/// # Errors
/// It is not of its type.
pub fn header<T: FromText>(headers: &HeaderMap, name: &str) -> Result<Option<T>, HeaderError> {
    let Some(value) = headers.get(name) else { return Ok(None) };
    match str::from_utf8(value.as_bytes()) {
        Ok("") => Ok(None),
        Ok(text) => T::from_text(text).map(Some).map_err(|error| wrong(name, error)),
        Err(_) => Err(wrong(name, TextError::new("expected UTF-8"))),
    }
}

/// Reads a list header: all fields of that name, items separated by commas (RFC 9110 section 5.6.1). `None` if there
/// is no such field; empty items do not count.
///
/// # Errors
/// An item is not of its type.
pub fn header_list<T: FromText>(headers: &HeaderMap, name: &str) -> Result<Option<Vec<T>>, HeaderError> {
    let mut items = None;
    for value in headers.get_all(name) {
        let text = str::from_utf8(value.as_bytes()).map_err(|_| wrong(name, TextError::new("expected UTF-8")))?;
        let items = items.get_or_insert_with(Vec::new);
        for item in text.split(',').map(str::trim).filter(|item| !item.is_empty()) {
            items.push(T::from_text(item).map_err(|error| wrong(name, error))?);
        }
    }
    Ok(items)
}

fn wrong(name: &str, error: TextError) -> HeaderError {
    HeaderError { name: name.to_owned(), error }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::HttpDate;

    fn headers(fields: &[(&'static str, &'static str)]) -> HeaderMap {
        fields.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn headers_have_types() {
        let headers = headers(&[("last-modified", "Fri, 17 Feb 2017 00:00:00 GMT"), ("n", ""), ("x", "a")]);
        let date = header::<HttpDate>(&headers, "Last-Modified").unwrap().unwrap();
        assert_eq!(date.as_second(), 1_487_289_600);
        assert_eq!(header::<i32>(&headers, "n"), Ok(None));
        assert_eq!(header::<i32>(&headers, "missing"), Ok(None));
        let error = header::<i32>(&headers, "x").unwrap_err();
        assert_eq!(error.to_string(), "header `x`: expected an integer in the range of i32");
    }

    #[test]
    fn lists_are_collected_from_all_fields() {
        let headers = headers(&[("n", "1, 2,"), ("n", "3"), ("empty", "")]);
        assert_eq!(header_list::<i32>(&headers, "n"), Ok(Some(vec![1, 2, 3])));
        assert_eq!(header_list::<i32>(&headers, "empty"), Ok(Some(vec![])));
        assert_eq!(header_list::<i32>(&headers, "missing"), Ok(None));
        assert_eq!(header_list::<bool>(&headers, "n").unwrap_err().name(), "n");
    }
}
