//! What is settled before anything is planned.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::Location;

/// A name that is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pin {
    /// The identifier.
    pub ident: String,
    /// What it was before it was renamed.
    pub was: Vec<String>,
    /// Who says so: a place in the lock or in the configuration.
    pub at: Location,
}

/// What is settled, by the keys that things have in a record of the crate that the document alone would give.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pins {
    /// The module and the handle of groups, by name.
    pub groups: BTreeMap<String, (Pin, Pin)>,
    pub operations: BTreeMap<String, OperationPins>,
    pub types: BTreeMap<String, TypePins>,
    pub servers: BTreeMap<String, Pin>,
    /// Whether anything becomes other than the document alone would have it.
    pub matter: bool,
}

/// What is settled about an operation.
#[derive(Clone, Debug, Default)]
pub(crate) struct OperationPins {
    /// The name of its group.
    pub group: Option<String>,
    pub method: Option<Pin>,
    pub request: Option<Pin>,
    pub headers: Option<Pin>,
    pub output: Option<Pin>,
    pub failure: Option<Pin>,
    /// Known arguments, in their order.
    pub arguments: Vec<String>,
    /// By place and name.
    pub parameters: BTreeMap<String, Pin>,
    /// Fields of the headers.
    pub fields: BTreeMap<String, Pin>,
    /// The parameters that stay texts although they have a format now.
    pub plain_parameters: BTreeSet<String>,
    /// The fields of the headers that do.
    pub plain_fields: BTreeSet<String>,
}

/// What is settled about a type.
#[derive(Clone, Debug, Default)]
pub(crate) struct TypePins {
    pub rust: Option<Pin>,
    pub fields: BTreeMap<String, Pin>,
    pub values: BTreeMap<String, Pin>,
    /// Known arguments of `new`, in their order.
    pub arguments: Vec<String>,
    /// Whether it may grow.
    pub non_exhaustive: Option<bool>,
    /// Whether it has a constructor in any case.
    pub constructor: bool,
    /// Whether it is a text in parameters and headers in any case.
    pub text: bool,
    /// The fields that stay boxed.
    pub boxed: BTreeSet<String>,
    /// The fields that stay texts although they have a format now.
    pub plain: BTreeSet<String>,
    /// Whether an alias stays one of text.
    pub plain_alias: bool,
}

impl Pins {
    /// What is settled about the operation with this key.
    pub(crate) fn operation(&self, key: &str) -> Option<&OperationPins> {
        self.operations.get(key)
    }

    /// What is settled about the type with this key.
    pub(crate) fn of_type(&self, key: &str) -> Option<&TypePins> {
        self.types.get(key)
    }
}

/// Puts what is known into its order, and what is new behind it. `key` is what the order calls a thing.
pub(crate) fn in_order<T: Copy>(mut things: Vec<T>, order: &[String], key: impl Fn(T) -> String) -> Vec<T> {
    things.sort_by_key(|&thing| {
        let key = key(thing);
        order.iter().position(|known| *known == key).unwrap_or(order.len())
    });
    things
}
