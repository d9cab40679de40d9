//! Who uses a type: which groups, and in which direction.

use std::collections::BTreeSet;

use crate::ir::{Api, Codec, Operation, Shape, Type, TypeId};

/// Who uses a type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Usage {
    /// The groups whose operations mention it.
    pub groups: BTreeSet<String>,
    /// Whether callers send it.
    pub request: bool,
    /// Whether callers receive it.
    pub response: bool,
    /// Whether the crate's error type mentions it, which is there whatever groups are.
    pub error: bool,
    /// Whether it stands in parameters or header fields, as text.
    pub text: bool,
    /// Whether its members are the parts of a body.
    pub parts: bool,
}

/// The usage of every type; `error` is the body of the crate's error type.
pub(super) fn usage(api: &Api, error: Option<TypeId>) -> Vec<Usage> {
    let mut usage = vec![Usage::default(); api.types.len()];
    let error = error.map(Type::Named);
    for id in api.reachable(error.iter()) {
        usage[id.0].error = true;
    }
    for id in api.reachable(api.operations.iter().flat_map(Operation::request_types)) {
        usage[id.0].request = true;
    }
    for id in api.reachable(api.operations.iter().flat_map(Operation::response_types)) {
        usage[id.0].response = true;
    }
    for id in api.reachable(api.operations.iter().flat_map(text_types)) {
        usage[id.0].text = true;
    }
    for body in api.operations.iter().filter_map(|operation| operation.body.as_ref()) {
        if body.content.codec == Codec::Multipart {
            mark_parts(api, &body.content.ty, &mut usage);
        }
    }
    for group in &api.groups {
        let operations = api.operations.iter().filter(|operation| operation.group == group.name);
        let types = operations.flat_map(|operation| operation.request_types().chain(operation.response_types()));
        for id in api.reachable(types) {
            usage[id.0].groups.insert(group.name.clone());
        }
    }
    usage
}

/// Marks the type of a body of parts; of a union all that it can be.
fn mark_parts(api: &Api, ty: &Type, usage: &mut [Usage]) {
    let Type::Named(id) = api.resolve(ty).0 else { return };
    if std::mem::replace(&mut usage[id.0].parts, true) {
        return;
    }
    if let Shape::Union(union) = &api.def(*id).shape {
        union.branches.iter().for_each(|branch| mark_parts(api, &branch.ty, usage));
    }
}

fn text_types(operation: &Operation) -> impl Iterator<Item = &Type> {
    let responses = operation.success.iter().chain(&operation.failure);
    let headers = responses.flat_map(|response| response.headers.iter().map(|header| &header.ty));
    let texts = operation.parameters.iter().filter(|parameter| parameter.styled.is_none());
    texts.map(|parameter| &parameter.ty).chain(headers)
}
