//! Which operations use which types.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Operation, Type, TypeId};
use crate::source::Pointer;

/// For each type, who mentions it.
#[derive(Default)]
pub(super) struct Users {
    places: BTreeMap<Pointer, TypeId>,
    types: BTreeMap<TypeId, BTreeSet<TypeId>>,
    operations: BTreeMap<TypeId, BTreeSet<usize>>,
}

impl Users {
    pub(super) fn of(api: &Api) -> Self {
        let mut users = Self::default();
        for (index, def) in api.types.iter().enumerate() {
            let owner = TypeId(index);
            users.places.insert(def.at.clone(), owner);
            for ty in def.shape.types() {
                ty.for_each_named(&mut |id| {
                    users.types.entry(id).or_default().insert(owner);
                });
            }
        }
        for (index, operation) in api.operations.iter().enumerate() {
            types(operation, &mut |ty| {
                ty.for_each_named(&mut |id| {
                    users.operations.entry(id).or_default().insert(index);
                });
            });
        }
        users
    }

    /// The operations that use the type at a place, directly or through others: indices.
    pub(super) fn operations(&self, at: &Pointer) -> BTreeSet<usize> {
        let mut pending: Vec<TypeId> = self.places.get(at).copied().into_iter().collect();
        let mut seen: BTreeSet<TypeId> = pending.iter().copied().collect();
        let mut operations = BTreeSet::new();
        while let Some(id) = pending.pop() {
            operations.extend(self.operations.get(&id).into_iter().flatten());
            let users = self.types.get(&id).into_iter().flatten().copied();
            pending.extend(users.filter(|user| seen.insert(*user)));
        }
        operations
    }
}

fn types(operation: &Operation, visit: &mut dyn FnMut(&Type)) {
    let responses = || operation.success.iter().chain(&operation.failure);
    operation.parameters.iter().for_each(|parameter| visit(&parameter.ty));
    operation.body.iter().for_each(|body| visit(&body.content.ty));
    responses()
        .flat_map(|response| response.content.iter().chain(&response.stream))
        .for_each(|content| visit(&content.ty));
    responses().flat_map(|response| &response.headers).for_each(|header| visit(&header.ty));
}
