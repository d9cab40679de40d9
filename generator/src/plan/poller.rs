//! Operations that are watched to their end.
//!
//! They refer to the operation that reads their state, and so are finished when all have their names.

use std::collections::BTreeMap;

use crate::ir::{self, Api};
use crate::rust::{Argument, Delivery, Group, Operation, Polling, Reading, Ty};

/// What there is to know of an operation that reads states.
struct State {
    group: (String, String),
    operation: (String, String),
    success: Ty,
    failure: Ty,
    /// Where in its order each argument stands, in the order of the parameters.
    positions: Vec<usize>,
}

/// Gives each operation that is watched what watches it.
pub(super) fn finish(api: &Api, groups: &mut [Group]) {
    let watched: BTreeMap<&str, &ir::Polling> = api
        .operations
        .iter()
        .filter_map(|operation| match &operation.delivery {
            ir::Delivery::Polling(polling) => Some((operation.id.as_str(), polling)),
            _ => None,
        })
        .collect();
    let ids = watched.values().map(|polling| api.operations[polling.state].id.as_str());
    let states: BTreeMap<&str, State> = ids.filter_map(|id| Some((id, state(id, groups)?))).collect();
    for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
        if let Some(polling) = watched.get(operation.id.as_str())
            && let Some(state) = states.get(api.operations[polling.state].id.as_str())
        {
            watch(operation, polling, state);
        }
    }
}

fn state(id: &str, groups: &[Group]) -> Option<State> {
    groups.iter().find_map(|group| {
        let operation = group.operations.iter().find(|operation| operation.id == id)?;
        let failure = match &operation.failure.ty {
            Ty::Local(name) => Ty::Beside(group.module.clone(), name.clone()),
            ty => ty.clone(),
        };
        Some(State {
            group: (group.module.clone(), group.handle.clone()),
            operation: (operation.method.clone(), operation.request.clone()),
            success: operation.success.ty.clone(),
            failure,
            positions: positions(operation),
        })
    })
}

/// The positions of the arguments that are parameters.
fn positions(operation: &Operation) -> Vec<usize> {
    let mut arguments: Vec<(usize, usize)> = Vec::new();
    for (position, argument) in operation.arguments.iter().enumerate() {
        if let Argument::Parameter(index) = argument {
            arguments.push((*index, position));
        }
    }
    arguments.sort_unstable();
    arguments.into_iter().map(|(_, position)| position).collect()
}

fn watch(operation: &mut Operation, polling: &ir::Polling, state: &State) {
    operation.success.ty = Ty::Poller(Box::new(state.success.clone()), Box::new(state.failure.clone()));
    operation.success.arms.iter_mut().for_each(|arm| arm.reading = Reading::Watch);
    let mut arguments: Vec<(usize, &usize)> = state.positions.iter().copied().zip(&polling.arguments).collect();
    arguments.sort();
    let arguments = arguments.into_iter().map(|(_, index)| operation.parameters[*index].ident.clone());
    operation.delivery = Delivery::Polling(Polling {
        group: state.group.clone(),
        operation: state.operation.clone(),
        arguments: arguments.collect(),
        property: polling.property.clone(),
        succeeded: polling.succeeded.clone(),
        failed: polling.failed.clone(),
        gone: polling.gone,
    });
}

/// The groups that operations of `group` read states from, except itself.
pub(super) fn other_groups(group: &Group) -> Vec<String> {
    let mut others: Vec<String> = group
        .operations
        .iter()
        .filter_map(|operation| match &operation.delivery {
            Delivery::Polling(polling) => Some(polling.group.0.clone()),
            _ => None,
        })
        .filter(|module| *module != group.module)
        .collect();
    others.sort();
    others.dedup();
    others
}
