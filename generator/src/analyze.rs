//! Facts about a frozen `Api`: which types need a box, who uses a type, and what errors look like.

mod errors;
mod recursion;
mod usage;

use std::collections::BTreeSet;

use crate::ir::{Api, TypeId};
pub(crate) use errors::ErrorFacts;
pub(crate) use usage::Usage;

/// What the later stages ask about an `Api`.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// Members that hold a value of a type that holds this member again: owner and index of the property.
    pub boxed: BTreeSet<(TypeId, usize)>,
    /// Who uses each type.
    pub usage: Vec<Usage>,
    /// What errors look like.
    pub errors: ErrorFacts,
}

/// Finds the facts.
pub(crate) fn analyze(api: &Api) -> Facts {
    let errors = errors::errors(api);
    Facts { boxed: recursion::boxed(api), usage: usage::usage(api, errors.common), errors }
}
