//! Calls of operations with values, for the documentation.

use serde_json::Value;

use super::Ty;

/// A call of an operation.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// The arguments of the method.
    pub arguments: Vec<Expr>,
    /// The setters called.
    pub setters: Vec<(String, Expr)>,
}

/// A value in an example.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A string literal where `impl Into` takes it.
    Text(String),
    /// An owned string.
    Owned(String),
    /// `true` or `false`.
    Bool(bool),
    /// An integer or float, as its literal.
    Number(String),
    /// A text that is parsed into a type.
    Parse(Ty, String),
    /// Bytes given as text.
    Bytes(String),
    /// A variant of an enum model.
    Variant(String, String),
    /// A variant of a union model, with its value.
    Branch(String, String, Box<Expr>),
    /// A struct model; unset fields come from `Default` or, with arguments, from `new`.
    Struct {
        /// The model.
        model: String,
        /// The fields set.
        fields: Vec<(String, Expr)>,
        /// The arguments of `new`, if it has one.
        arguments: Option<Vec<Expr>>,
        /// Whether it can be written as a literal.
        open: bool,
    },
    /// `vec![…]`, not empty.
    Vec(Vec<Expr>),
    /// A list of these without any.
    Empty(Ty),
    /// A map from pairs.
    Map(Vec<(String, Expr)>),
    /// `Some(…)`.
    Some(Box<Expr>),
    /// `Maybe::Value(…)`.
    Value(Box<Expr>),
    /// `Box::new(…)`.
    Boxed(Box<Expr>),
    /// `….into()`.
    Converted(Box<Expr>),
    /// Any JSON value.
    Json(Value),
}
