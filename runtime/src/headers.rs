//! Typed response headers.

use std::fmt;

use http::HeaderMap;

use crate::text::{FromText, TextError};

/// The typed headers of a response; emitted code implements it with [`read_headers`].
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

/// A place for a header: `Option` of a value, or of a list of values. It stays `None` when the header is not there.
pub trait HeaderSlot {
    /// Reads the header of that name into the place.
    ///
    /// # Errors
    /// It is not of its type.
    fn fill(&mut self, name: &str, headers: &HeaderMap) -> Result<(), HeaderError>;
}

impl<T: FromText> HeaderSlot for Option<T> {
    fn fill(&mut self, name: &str, headers: &HeaderMap) -> Result<(), HeaderError> {
        *self = header(headers, name)?;
        Ok(())
    }
}

impl<T: FromText> HeaderSlot for Option<Vec<T>> {
    fn fill(&mut self, name: &str, headers: &HeaderMap) -> Result<(), HeaderError> {
        *self = header_list(headers, name)?;
        Ok(())
    }
}

/// Reads headers into the places of their names, for [`FromHeaders`]: by one loop that is not generic, so that a field
/// costs a line of emitted code and no function of its own.
///
/// ```
/// # use bindery_runtime as rt;
/// #[derive(Default)]
/// struct Headers { etag: Option<String>, length: Option<i64> }
///
/// impl rt::FromHeaders for Headers {
///     fn from_headers(headers: &rt::http::HeaderMap) -> Result<Self, rt::HeaderError> {
///         let mut out = Self::default();
///         rt::read_headers(headers, &mut [("ETag", &mut out.etag), ("Content-Length", &mut out.length)])?;
///         Ok(out)
///     }
/// }
/// ```
///
/// # Errors
/// As [`header`] and [`header_list`], for the first place that cannot be filled.
pub fn read_headers(headers: &HeaderMap, places: &mut [(&str, &mut dyn HeaderSlot)]) -> Result<(), HeaderError> {
    places.iter_mut().try_for_each(|(name, place)| place.fill(name, headers))
}

/// Reads a header. One that is missing is `None`, and so is an empty one that is no value of the type; of several the
/// first counts.
///
/// # Errors
/// It is not of its type.
pub fn header<T: FromText>(headers: &HeaderMap, name: &str) -> Result<Option<T>, HeaderError> {
    let Some(value) = headers.get(name) else { return Ok(None) };
    match str::from_utf8(value.as_bytes()) {
        Ok("") => Ok(T::from_text("").ok()),
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
        assert_eq!(date.timestamp().as_second(), 1_487_289_600);
        assert_eq!(header::<i32>(&headers, "n"), Ok(None));
        assert_eq!(header::<String>(&headers, "n"), Ok(Some(String::new())));
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

    #[test]
    fn places_are_filled_in_one_go() {
        let headers = headers(&[("a", "x"), ("n", "1, 2"), ("m", "7")]);
        let (mut a, mut n, mut m, mut missing) = (None::<String>, None::<Vec<i32>>, None::<i64>, Some(true));
        let places: &mut [(&str, &mut dyn HeaderSlot)] =
            &mut [("A", &mut a), ("N", &mut n), ("M", &mut m), ("missing", &mut missing)];
        assert_eq!(read_headers(&headers, places), Ok(()));
        assert_eq!((a.as_deref(), n, m, missing), (Some("x"), Some(vec![1, 2]), Some(7), None));
        let (mut wrong, mut never) = (None::<i32>, None::<i32>);
        let error = read_headers(&headers, &mut [("a", &mut wrong), ("n", &mut never)]).unwrap_err();
        assert_eq!(error.name(), "a");
    }
}
