//! What identifies an operation and its parts, and what is settled about them by that.

use crate::ir::{self, ParameterPlace};
use crate::lock::{OperationPins, Pin, in_order};
use crate::rust::{Argument, Body, Parameter, Supply};

/// What identifies the body among the parameters.
pub(crate) const BODY: &str = "body";

/// What identifies an operation.
pub(crate) fn key(operation: &ir::Operation) -> String {
    format!("{} {}", operation.method, operation.path_text)
}

/// What identifies a parameter within its operation.
pub(crate) fn parameter_key(place: ParameterPlace, name: &str) -> String {
    format!("{} {name}", place_word(place))
}

/// Words for the types of an operation, and what is settled about each.
pub(super) fn types<'p>(stem: &str, pins: Option<&'p OperationPins>) -> [(String, Option<&'p Pin>); 4] {
    let role = |role: &str| format!("{stem} {role}");
    [
        (stem.to_owned(), pins.and_then(|pins| pins.request.as_ref())),
        (role("headers"), pins.and_then(|pins| pins.headers.as_ref())),
        (role("output"), pins.and_then(|pins| pins.output.as_ref())),
        (role("failure"), pins.and_then(|pins| pins.failure.as_ref())),
    ]
}

/// What the method takes: the required parameters and the body, unless another order is settled.
pub(super) fn arguments(parameters: &[Parameter], body: Option<&Body>, pins: Option<&OperationPins>) -> Vec<Argument> {
    let required = (0..parameters.len()).filter(|index| parameters[*index].supply == Supply::Argument);
    let body = body.filter(|body| body.required).map(|_| Argument::Body);
    let arguments: Vec<Argument> = required.map(Argument::Parameter).chain(body).collect();
    let Some(pins) = pins else { return arguments };
    in_order(arguments, &pins.arguments, |argument| match argument {
        Argument::Parameter(index) => parameter_key(parameters[index].place, &parameters[index].name),
        Argument::Body => BODY.to_owned(),
    })
}

pub(super) fn place_word(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    }
}
