//! Requests that cannot be written down.

use std::error::Error as StdError;
use std::fmt;

use http::Method;

use super::Inner;
use crate::operation::Operation;

/// A request, or the configuration of a client, that is not legal. Nothing was sent.
pub struct InvalidRequest(Box<Fields>);

struct Fields {
    operation: Option<&'static Operation>,
    parameter: Option<String>,
    message: String,
}

impl InvalidRequest {
    /// Makes an error from a message in lower case, which must not quote secrets.
    pub fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Fields { operation: None, parameter: None, message: message.into() }))
    }

    pub(crate) fn of_parameter(operation: &'static Operation, parameter: &str, message: &str) -> Self {
        let (operation, parameter) = (Some(operation), Some(parameter.to_owned()));
        Self(Box::new(Fields { operation, parameter, message: message.to_owned() }))
    }

    pub(crate) fn in_operation(mut self, operation: &'static Operation) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// Returns the `operationId`; `None` if no operation is at fault.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.id)
    }

    /// Returns the method of the operation.
    pub fn method(&self) -> Option<&'static Method> {
        self.0.operation.map(|operation| &operation.method)
    }

    /// Returns the path template of the operation.
    pub fn path(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.path)
    }

    /// Returns the name of the parameter at fault, on the wire; `body` for the body.
    pub fn parameter(&self) -> Option<&str> {
        self.0.parameter.as_deref()
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(f, "{} {} was not sent: ", operation.method, operation.path)?;
        }
        if let Some(parameter) = &self.0.parameter {
            write!(f, "`{parameter}` ")?;
        }
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InvalidRequest")
            .field("operation", &self.operation())
            .field("parameter", &self.parameter())
            .field("message", &self.0.message)
            .finish()
    }
}

/// For `?` in programs that handle no more than that.
impl StdError for InvalidRequest {}

impl Clone for InvalidRequest {
    fn clone(&self) -> Self {
        let Fields { operation, parameter, message } = &*self.0;
        Self(Box::new(Fields { operation: *operation, parameter: parameter.clone(), message: message.clone() }))
    }
}

impl Inner for InvalidRequest {
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        None
    }
}
