//! What of an API is settled besides names: which group an operation is in, and what stays a plain text.

use std::collections::BTreeMap;

use super::Pins;
use crate::ir::{Api, Delivery, Group, Header, Operation, ParameterRole, Polling, Shape, StringFormat, Type};
use crate::plan::{operation_key, parameter_key, unique_keys};

/// The API as the lock would have it.
pub(crate) fn arrange(mut api: Api, pins: &Pins) -> Api {
    for (index, key) in unique_keys(&api.types).into_iter().enumerate() {
        let Some(pins) = pins.of_type(&key) else { continue };
        match &mut api.types[index].shape {
            Shape::Alias(ty) if pins.plain_alias => *ty = plain(ty),
            Shape::Object(object) => {
                object.properties.iter_mut().filter(|p| pins.plain.contains(&p.name)).for_each(|p| p.ty = plain(&p.ty));
            }
            _ => {}
        }
    }
    let described: BTreeMap<String, Option<String>> =
        api.groups.iter().map(|group| (group.name.clone(), group.description.clone())).collect();
    let mut operations = std::mem::take(&mut api.operations);
    for operation in &mut operations {
        let Some(pins) = pins.operation(&operation_key(operation)) else { continue };
        for parameter in &mut operation.parameters {
            if pins.plain_parameters.contains(&parameter_key(parameter.place, &parameter.name)) {
                parameter.ty = plain(api.resolve(&parameter.ty).0);
            }
        }
        for header in headers(operation).filter(|header| pins.plain_fields.contains(&header.name)) {
            header.ty = plain(api.resolve(&header.ty).0);
        }
        operation.group = pins.group.clone().unwrap_or(std::mem::take(&mut operation.group));
    }
    api.operations = operations;
    agree(&mut api.operations);
    let mut names: Vec<&String> = api.operations.iter().map(|operation| &operation.group).collect();
    names.sort();
    names.dedup();
    let description = |name: &String| described.get(name).cloned().flatten();
    api.groups = names.into_iter().map(|name| Group { name: name.clone(), description: description(name) }).collect();
    api
}

/// An operation that is watched hands its parameters on to the one that reads its state. Where one of the two takes a
/// plain text for what the other has a format for, both take texts.
fn agree(operations: &mut [Operation]) {
    for index in 0..operations.len() {
        let Delivery::Polling(Polling { state, arguments, .. }) = operations[index].delivery.clone() else { continue };
        let needed = operations[state].parameters.iter().enumerate();
        let needed = needed.filter(|(_, wanted)| wanted.required && wanted.role == ParameterRole::Argument);
        let needed: Vec<usize> = needed.map(|(position, _)| position).collect();
        for (wanted, own) in needed.into_iter().zip(arguments) {
            if operations[state].parameters[wanted].ty != operations[index].parameters[own].ty {
                let text = Type::String(StringFormat::Plain);
                operations[state].parameters[wanted].ty.clone_from(&text);
                operations[index].parameters[own].ty = text;
            }
        }
    }
}

fn headers(operation: &mut Operation) -> impl Iterator<Item = &mut Header> {
    operation.success.iter_mut().flat_map(|response| &mut response.headers)
}

/// The type with plain texts in it.
fn plain(ty: &Type) -> Type {
    let inside = |inner: &Type| Box::new(plain(inner));
    match ty {
        Type::String(_) => Type::String(StringFormat::Plain),
        Type::Array(item) => Type::Array(inside(item)),
        Type::Map(value) => Type::Map(inside(value)),
        Type::Nullable(inner) => Type::Nullable(inside(inner)),
        other => other.clone(),
    }
}
