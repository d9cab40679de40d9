//! Rust types, as they are mentioned.

use crate::ir::IntegerFormat;

/// A Rust type.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names say all")]
pub enum Ty {
    Unit,
    Bool,
    Integer(IntegerFormat),
    F32,
    F64,
    String,
    Bytes,
    /// Bytes as they come.
    Stream,
    Base64,
    Date,
    DateTime,
    HttpDate,
    Duration,
    Uuid,
    Uri,
    Secret,
    /// A file in a body of parts.
    File,
    /// A type that is written by hand, by its path.
    Foreign(String),
    /// Any JSON value.
    Any,
    /// A type in the crate's `models`.
    Model(String),
    /// A type beside the operation.
    Local(String),
    /// A type beside an operation, by the module of its group.
    Beside(String, String),
    /// Events as they come, by the type of their data.
    Events(Box<Ty>),
    /// JSON texts as they come, by their type.
    JsonLines(Box<Ty>),
    /// What watches an operation: by the type of its state, and the body of an error in reading it.
    Poller(Box<Ty>, Box<Ty>),
    Vec(Box<Ty>),
    Map(Box<Ty>),
    Option(Box<Ty>),
    /// Absent, null or a value.
    Maybe(Box<Ty>),
    Boxed(Box<Ty>),
    /// A value that is not shown.
    Redacted(Box<Ty>),
}

impl Ty {
    /// Calls `visit` with each model that the type mentions.
    pub fn for_each_model(&self, visit: &mut dyn FnMut(&str)) {
        match self {
            Ty::Model(name) => visit(name),
            Ty::Vec(inner) | Ty::Map(inner) | Ty::Option(inner) => inner.for_each_model(visit),
            Ty::Maybe(inner) | Ty::Boxed(inner) | Ty::Redacted(inner) => inner.for_each_model(visit),
            _ => {}
        }
    }

    /// Whether the type is one that is written by hand, or holds one.
    pub fn is_foreign(&self) -> bool {
        match self {
            Ty::Foreign(_) => true,
            Ty::Vec(inner) | Ty::Map(inner) | Ty::Option(inner) => inner.is_foreign(),
            Ty::Maybe(inner) | Ty::Boxed(inner) | Ty::Redacted(inner) => inner.is_foreign(),
            _ => false,
        }
    }

    /// Whether a value of the type is taken as it comes, once.
    pub fn is_stream(&self) -> bool {
        matches!(self, Ty::Stream | Ty::Events(_) | Ty::JsonLines(_))
    }

    /// `Option<self>`.
    #[must_use]
    pub fn optional(self) -> Ty {
        Ty::Option(Box::new(self))
    }
}
