//! A crate as a lock: what it calls things, by what these are on the wire.

use super::{Entry, GroupEntry, Lock, NEW, NON_EXHAUSTIVE, OperationEntry, TEXT, TypeEntry};
use crate::ir::{IntegerFormat, ParameterPlace};
use crate::plan::{BODY, parameter_key};
use crate::rust::{Argument, Crate, Group, Model, ModelKind, Operation, Presence, Struct, Supply, Ty, UnionVariant};

/// The lock of a crate.
pub(crate) fn record(krate: &Crate) -> Lock {
    let operations = krate.groups.iter().flat_map(|group| group.operations.iter().map(move |one| (group, one)));
    Lock {
        groups: krate.groups.iter().map(|group| (group.name.clone(), group_entry(group))).collect(),
        operations: operations.map(|(group, one)| (key(one), operation(one, group))).collect(),
        types: krate.models.iter().map(|model| (model.name.clone(), type_entry(model))).collect(),
        servers: krate.servers.iter().map(|server| (server.name.clone(), Entry::new(&server.ident))).collect(),
        source: None,
    }
}

fn key(operation: &Operation) -> String {
    format!("{} {}", operation.http_method, operation.path_text)
}

fn entry(name: &str, was: &[String], ty: Option<String>) -> Entry {
    Entry { name: name.to_owned(), ty, was: was.to_vec() }
}

fn group_entry(group: &Group) -> GroupEntry {
    GroupEntry {
        module: entry(&group.module, &group.was, None),
        handle: entry(&group.handle, &group.handles_were, None),
    }
}

fn operation(operation: &Operation, group: &Group) -> OperationEntry {
    let named = |name: &String| {
        let were = operation.types_were.iter().filter(|(_, is)| is == name);
        entry(name, &were.map(|(was, _)| was.clone()).collect::<Vec<_>>(), None)
    };
    let given = operation.parameters.iter().filter(|parameter| !matches!(parameter.supply, Supply::Client(_)));
    let parameters = given.map(|parameter| {
        let ty = spelled(&parameter.ty);
        let key = parameter_key(parameter.place, &parameter.name);
        (key, entry(&parameter.ident, &parameter.was, Some(ty)))
    });
    let body = operation.body.iter().map(|body| (BODY.to_owned(), entry(&body.ident, &[], Some(spelled(&body.ty)))));
    let fields = operation.headers.iter().flat_map(|headers| &headers.fields);
    let answers = |choice: &Option<crate::rust::Choice>| choice.as_ref().map(|choice| named(&choice.ident));
    OperationEntry {
        id: operation.id.clone(),
        group: group.name.clone(),
        method: entry(&operation.method, &operation.was, None),
        request: named(&operation.request),
        headers: operation.headers.as_ref().map(|headers| named(&headers.ident)),
        output: answers(&operation.success.choice),
        failure: answers(&operation.failure.choice),
        arguments: operation.arguments.iter().map(|argument| argument_key(*argument, operation)).collect(),
        parameters: parameters.chain(body).collect(),
        fields: fields.map(|field| (field.name.clone(), entry(&field.ident, &[], Some(spelled(&field.ty))))).collect(),
    }
}

fn argument_key(argument: Argument, operation: &Operation) -> String {
    match argument {
        Argument::Parameter(index) => {
            parameter_key(operation.parameters[index].place, &operation.parameters[index].name)
        }
        Argument::Body => BODY.to_owned(),
    }
}

/// The names of the parameters in a key of an operation, in their order.
pub(super) fn path_parameters(key: &str) -> Vec<String> {
    let variables = key.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    variables.map(|(name, _)| parameter_key(ParameterPlace::Path, name)).collect()
}

fn type_entry(model: &Model) -> TypeEntry {
    let mut recorded = TypeEntry { rust: entry(&model.ident, &model.was, None), ..TypeEntry::default() };
    match &model.kind {
        ModelKind::Alias(ty) => recorded.rust.ty = Some(spelled(ty)),
        ModelKind::Enum(choices) => {
            recorded.traits = choices.text.then(|| TEXT.to_owned()).into_iter().collect();
            let values = choices.variants.iter();
            recorded.values =
                values.map(|value| (value.value.clone(), entry(&value.ident, &value.was, None))).collect();
        }
        ModelKind::Union(union) => {
            let variants = union.variants.iter();
            let entry = |variant: &UnionVariant| entry(&variant.ident, &variant.was, Some(spelled(&variant.ty)));
            recorded.values = variants.map(|variant| (variant.name.clone(), entry(variant))).collect();
        }
        ModelKind::Struct(structure) => {
            recorded.traits = traits(structure);
            if structure.constructor {
                recorded.arguments =
                    structure.arguments.iter().map(|index| structure.fields[*index].name.clone()).collect();
            }
            let fields = structure.fields.iter();
            recorded.fields =
                fields.map(|field| (field.name.clone(), entry(&field.ident, &[], Some(spelled(&field.ty))))).collect();
        }
    }
    recorded
}

/// What a struct has besides what all have.
fn traits(structure: &Struct) -> Vec<String> {
    let default = structure.fields.iter().all(|field| field.presence == Presence::Optional);
    let traits = [
        ("Default", default),
        ("Page", structure.page.is_some()),
        (NEW, structure.constructor),
        (NON_EXHAUSTIVE, structure.non_exhaustive),
    ];
    traits.into_iter().filter(|(_, has)| *has).map(|(name, _)| name.to_owned()).collect()
}

/// A type as it is written in a lock: those of the document by their names alone, those of others as in the crate's
/// module `types`.
fn spelled(ty: &Ty) -> String {
    let around = |name: &str, inner: &Ty| format!("{name}<{}>", spelled(inner));
    let plain = match ty {
        Ty::Unit => "()",
        Ty::Bool => "bool",
        Ty::Integer(format) => integer(*format),
        Ty::F32 => "f32",
        Ty::F64 => "f64",
        Ty::String => "String",
        Ty::Bytes | Ty::Base64 => "types::Bytes",
        Ty::Stream => "types::ByteStream",
        Ty::Date => "types::Date",
        Ty::DateTime => "types::DateTime",
        Ty::HttpDate => "types::HttpDate",
        Ty::Duration => "types::IsoDuration",
        Ty::Uuid => "types::Uuid",
        Ty::Uri => "types::Uri",
        Ty::Secret => "types::Secret",
        Ty::File => "types::File",
        Ty::Any => "types::Value",
        Ty::Model(name) | Ty::Local(name) | Ty::Beside(_, name) | Ty::Foreign(name) => name,
        Ty::Events(data) => return around("types::EventStream", data),
        Ty::JsonLines(value) => return around("types::JsonLines", value),
        Ty::Poller(state, error) => return format!("types::Poller<{}, {}>", spelled(state), spelled(error)),
        Ty::Vec(inner) => return around("Vec", inner),
        Ty::Map(inner) => return format!("BTreeMap<String, {}>", spelled(inner)),
        Ty::Option(inner) => return around("Option", inner),
        Ty::Maybe(inner) => return around("types::Maybe", inner),
        Ty::Boxed(inner) => return around("Box", inner),
        Ty::Redacted(inner) => return around("types::Redacted", inner),
    };
    plain.to_owned()
}

fn integer(format: IntegerFormat) -> &'static str {
    match format {
        IntegerFormat::Int8 => "i8",
        IntegerFormat::Int16 => "i16",
        IntegerFormat::Int32 => "i32",
        IntegerFormat::Int64 => "i64",
        IntegerFormat::UInt8 => "u8",
        IntegerFormat::UInt16 => "u16",
        IntegerFormat::UInt32 => "u32",
        IntegerFormat::UInt64 => "u64",
        IntegerFormat::Int128 => "i128",
        IntegerFormat::UInt128 => "u128",
    }
}
