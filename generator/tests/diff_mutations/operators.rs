//! All ways to change a document.

mod api;
mod message;
mod operation;
mod schema;
mod values;

use super::mutation::Operator;

/// All of them.
pub(crate) fn operators() -> Vec<Operator> {
    [api::operators(), operation::operators(), message::operators(), schema::operators(), values::operators()]
        .into_iter()
        .flatten()
        .collect()
}
