//! Recursion: a type that contains itself by value has no size, so one of the members on the way is boxed.

use std::collections::BTreeSet;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

use crate::ir::{Api, Shape, Type, TypeId};

/// The members, or branches, that lead back to their owner by value: all of those on a cycle, so that the answer does not depend
/// on where one starts.
pub(super) fn boxed(api: &Api) -> BTreeSet<(TypeId, usize)> {
    let component = components(api);
    let mut boxed = BTreeSet::new();
    for (owner, def) in api.types.iter().enumerate() {
        let members: Vec<&Type> = match &def.shape {
            Shape::Object(object) => object.properties.iter().map(|property| &property.ty).collect(),
            Shape::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
            Shape::Enum(_) | Shape::Alias(_) => continue,
        };
        for (index, ty) in members.into_iter().enumerate() {
            if held(ty).is_some_and(|target| component[target.0] == component[owner]) {
                boxed.insert((TypeId(owner), index));
            }
        }
    }
    boxed
}

/// For each type the number of the cycle it is on; a type on no cycle has a number of its own.
fn components(api: &Api) -> Vec<usize> {
    let mut graph = DiGraph::<(), ()>::new();
    let nodes: Vec<_> = api.types.iter().map(|_| graph.add_node(())).collect();
    let mut on_itself = BTreeSet::new();
    for (owner, def) in api.types.iter().enumerate() {
        let mut edge = |ty: &Type| {
            if let Some(target) = held(ty) {
                graph.add_edge(nodes[owner], nodes[target.0], ());
                if target.0 == owner {
                    on_itself.insert(owner);
                }
            }
        };
        match &def.shape {
            Shape::Object(object) => object.properties.iter().for_each(|property| edge(&property.ty)),
            // A union holds objects in boxes in any case.
            Shape::Union(union) => {
                union.branches.iter().filter(|branch| !api.is_object(&branch.ty)).for_each(|branch| edge(&branch.ty));
            }
            Shape::Alias(ty) => edge(ty),
            Shape::Enum(_) => {}
        }
    }
    let mut component = vec![0; nodes.len()];
    for (number, members) in kosaraju_scc(&graph).into_iter().enumerate() {
        members.into_iter().for_each(|node| component[node.index()] = number);
    }
    component
}

/// The named type that a value of `ty` holds without a list or map between.
fn held(ty: &Type) -> Option<TypeId> {
    match ty.non_null() {
        Type::Named(id) => Some(*id),
        _ => None,
    }
}
