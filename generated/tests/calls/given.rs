//! Arguments of a call as text.

use std::collections::BTreeMap;

use azure_batch_client::runtime::{FromJson, json};
use azure_batch_client::types::{HttpDate, Timestamp, Uuid};

use crate::support::Result;

/// What a call is given. Each argument is taken once, by its name on the wire; [`finish`](Self::finish) says whether
/// any was left.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Path parameters, decoded.
    pub path: BTreeMap<String, String>,
    /// Query parameters, decoded.
    pub query: BTreeMap<String, String>,
    /// Headers that are parameters, by their names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The JSON of the body.
    pub body: Option<Vec<u8>>,
}

/// The type of an argument.
pub trait Argument: Sized {
    /// Reads the text of the wire.
    ///
    /// # Errors
    /// It is no text of this type.
    fn read(text: &str) -> Result<Self>;
}

macro_rules! arguments {
    ($($type:ty),*) => {$(
        impl Argument for $type {
            fn read(text: &str) -> Result<Self> {
                Ok(text.parse()?)
            }
        }
    )*};
}

arguments!(String, bool, i32, Uuid, Timestamp, HttpDate);

impl Given {
    /// Takes a path parameter.
    ///
    /// # Errors
    /// It was not given.
    pub fn segment(&mut self, name: &str) -> Result<String> {
        self.path.remove(name).ok_or_else(|| format!("path parameter {name} is not given").into())
    }

    /// Takes a query parameter.
    ///
    /// # Errors
    /// It is not of its type.
    pub fn query<T: Argument>(&mut self, name: &str) -> Result<Option<T>> {
        read(name, self.query.remove(name))
    }

    /// Takes a header.
    ///
    /// # Errors
    /// It is not of its type.
    pub fn header<T: Argument>(&mut self, name: &str) -> Result<Option<T>> {
        read(name, self.headers.remove(&name.to_ascii_lowercase()))
    }

    /// Takes the body.
    ///
    /// # Errors
    /// It is not of its type.
    pub fn body<T: FromJson>(&mut self) -> Result<Option<T>> {
        let body = self.body.take().map(|body| json::from_slice(&body)).transpose();
        body.map_err(|error| format!("body: {error}").into())
    }

    /// Takes the body of an operation that needs one.
    ///
    /// # Errors
    /// It was not given, or is not of its type.
    pub fn required_body<T: FromJson>(&mut self) -> Result<T> {
        self.body()?.ok_or_else(|| "the body is not given".into())
    }

    /// Makes sure that every argument was taken.
    ///
    /// # Errors
    /// Some were not: the operation has no parameters of these names.
    pub fn finish(&self) -> Result {
        let names = self.path.keys().chain(self.query.keys()).chain(self.headers.keys()).map(String::as_str);
        let left: Vec<_> = names.chain(self.body.as_ref().map(|_| "the body")).collect();
        if left.is_empty() { Ok(()) } else { Err(format!("no parameter takes {}", left.join(", ")).into()) }
    }
}

fn read<T: Argument>(name: &str, text: Option<String>) -> Result<Option<T>> {
    let value = text.as_deref().map(T::read).transpose();
    value.map_err(|error| format!("{name}: {error}").into())
}
