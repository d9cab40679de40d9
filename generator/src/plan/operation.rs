//! Operations → methods, request types and what they answer.

use std::collections::BTreeMap;

use super::name::{Case, Scope, told_apart};
use super::{Planner, report_collisions, report_forgone};
use crate::ir::{self, ListStyle, ParameterPlace, ParameterRole};
use crate::rust::{Answers, Body, Delivery, Docs, Operation, Parameter, Reading, Supply, Ty};
use crate::source::Pointer;

/// What the request type has besides the parameters.
const REQUEST_MEMBERS: [&str; 12] = [
    "call",
    "client",
    "clone",
    "from_arguments",
    "into_future",
    "into_pages",
    "items",
    "options",
    "read",
    "resume_from",
    "send",
    "to_http",
];

/// Names of methods by value that stand for operators (clippy's `should_implement_trait`).
const OPERATORS: [&str; 14] =
    ["add", "bitand", "bitor", "bitxor", "div", "drop", "into_iter", "mul", "neg", "not", "rem", "shl", "shr", "sub"];

/// Names of methods by reference that stand for traits.
const HANDLE_MEMBERS: [&str; 10] =
    ["as_mut", "as_ref", "borrow", "borrow_mut", "client", "clone", "deref", "hash", "index", "new"];

impl Planner<'_> {
    /// The operations of a group.
    pub(super) fn operations(&mut self, group: &str) -> Vec<Operation> {
        let api = self.api;
        let members: Vec<&ir::Operation> = api.operations.iter().filter(|operation| operation.group == group).collect();
        let keys = unique_names(&members);
        let handle = super::name::identifier(group, Case::Type);
        let module = self.module(group);
        let methods = Scope::new(Case::Value).reserve(&HANDLE_MEMBERS).assign(keys.iter().map(String::as_str));
        let words: Vec<String> = keys.iter().map(|key| super::model::ascii(key)).collect();
        let files = Scope::new(Case::Value).reserve(&[&module]).assign(words.iter().map(String::as_str));
        let roles = ["headers", "output", "failure"];
        let types: Vec<String> = keys
            .iter()
            .flat_map(|key| std::iter::once(key.clone()).chain(roles.iter().map(move |role| format!("{key} {role}"))))
            .collect();
        let types = Scope::new(Case::Type)
            .reserve(&[&handle])
            .reserve(&super::model::TAKEN_TYPES)
            .assign(types.iter().map(String::as_str));
        let places: BTreeMap<&str, &Pointer> =
            keys.iter().map(String::as_str).zip(members.iter().map(|o| &o.at)).collect();
        report_collisions(&methods, |name| places.get(name).map(|at| (*at).clone()), &mut self.diagnostics);
        let planned = members.into_iter().zip(&keys).zip(&words).map(|((operation, key), words)| {
            let names = OperationNames {
                module: files.get(words).into_owned(),
                method: methods.get(key).into_owned(),
                request: types.get(key).into_owned(),
                headers: types.get(&format!("{key} headers")).into_owned(),
                output: types.get(&format!("{key} output")).into_owned(),
                failure: types.get(&format!("{key} failure")).into_owned(),
            };
            self.operation(operation, names)
        });
        let mut planned: Vec<Operation> = planned.collect();
        planned.sort_by(|a, b| a.method.cmp(&b.method));
        planned
    }

    fn operation(&mut self, operation: &ir::Operation, names: OperationNames) -> Operation {
        let idents = self.idents(operation);
        let parameters: Vec<Parameter> = operation
            .parameters
            .iter()
            .zip(&idents)
            .map(|(parameter, ident)| self.parameter(parameter, ident))
            .collect();
        let body = operation.body.as_ref().map(|body| self.body(body));
        let common = self.facts.errors.common.map_or(Ty::Unit, |id| self.model_ty(id));
        let success = self.success(operation, names.output);
        let failure = self.failure(operation, names.failure, common);
        let headers = self.headers(operation, names.headers);
        let error_fields = self.error_fields(operation);
        let example = self.example(operation, &parameters, body.as_ref());
        Operation {
            id: operation.id.clone(),
            module: names.module,
            method: names.method,
            request: names.request,
            http_method: operation.method.clone(),
            path_text: operation.path_text.clone(),
            path: operation.path.clone(),
            accept: accept(operation),
            security: operation.security.clone(),
            request_id: operation.request_id.clone(),
            error_fields,
            parameters,
            body,
            delivery: delivery(operation, &success),
            success,
            headers,
            failure,
            deprecated: operation.deprecated,
            docs: Docs {
                summary: operation.summary.clone(),
                description: operation.description.clone(),
                source: Some(operation.at.clone()),
                ..Docs::default()
            },
            example,
        }
    }

    /// An identifier for each parameter. Two that share a name are told apart by their places.
    fn idents(&mut self, operation: &ir::Operation) -> Vec<String> {
        let twice = |name: &str| operation.parameters.iter().filter(|p| p.name == name).count() > 1;
        let names: Vec<String> = operation
            .parameters
            .iter()
            .map(|parameter| match twice(&parameter.name) {
                true => format!("{} {}", place_word(parameter.place), parameter.name),
                false => parameter.name.clone(),
            })
            .collect();
        let client_names = operation.parameters.iter().map(|parameter| parameter.client_name.as_deref());
        let keys = told_apart(names.iter().map(String::as_str).zip(client_names));
        let chosen = operation.parameters.iter().zip(&keys).map(|(p, key)| (&p.client_name, key, &p.at));
        report_forgone(chosen, &mut self.diagnostics);
        let body = operation.body.as_ref().map(|_| "body");
        let scope = Scope::new(Case::Value).reserve(&REQUEST_MEMBERS).reserve(&OPERATORS).reserve(body.as_slice());
        let names = scope.assign(keys.iter().map(String::as_str));
        let at =
            |key: &str| keys.iter().position(|other| other == key).map(|index| operation.parameters[index].at.clone());
        report_collisions(&names, at, &mut self.diagnostics);
        keys.iter().map(|key| names.get(key).into_owned()).collect()
    }

    fn parameter(&self, parameter: &ir::Parameter, ident: &str) -> Parameter {
        let ty = self.resolved_ty(&parameter.ty);
        let supply = match &parameter.role {
            ParameterRole::ApiVersion(_) => {
                let version = self.api_versions.iter().find(|version| version.name == parameter.name);
                Supply::Client(version.map(|version| version.ident.clone()).unwrap_or_default())
            }
            ParameterRole::RequestId => Supply::SetterOrUuid,
            ParameterRole::Argument if parameter.required => Supply::Argument,
            ParameterRole::Argument => Supply::Setter,
        };
        let list = matches!(ty, Ty::Vec(_)).then(|| match parameter.place {
            ParameterPlace::Path | ParameterPlace::Header => ListStyle::Simple,
            _ => parameter.style,
        });
        Parameter {
            name: parameter.name.clone(),
            ident: ident.to_owned(),
            ty,
            place: parameter.place,
            list,
            supply,
            deprecated: parameter.deprecated,
            docs: Docs {
                description: parameter.description.clone(),
                bounds: parameter.bounds.clone(),
                made_up: parameter.role == ParameterRole::RequestId,
                source: Some(parameter.at.clone()),
                ..Docs::default()
            },
        }
    }

    /// The type of a parameter or header: aliases of primitives and lists are seen through.
    pub(super) fn resolved_ty(&self, ty: &ir::Type) -> Ty {
        match self.api.resolve(ty).0 {
            ir::Type::Array(item) => Ty::Vec(Box::new(self.resolved_ty(item))),
            ty => self.ty(ty),
        }
    }

    fn body(&self, body: &ir::Body) -> Body {
        let ty = match body.content.codec {
            ir::Codec::Json => self.ty(&body.content.ty),
            ir::Codec::Text => Ty::String,
            ir::Codec::Bytes => Ty::Bytes,
        };
        Body {
            ident: "body".to_owned(),
            ty,
            codec: body.content.codec,
            media_type: body.content.media_type.clone(),
            required: body.required,
            media_type_always: body.media_type_always,
            docs: Docs { description: body.description.clone(), source: Some(body.at.clone()), ..Docs::default() },
        }
    }
}

fn delivery(operation: &ir::Operation, success: &Answers) -> Delivery {
    match operation.delivery {
        ir::Delivery::Existence => Delivery::Existence,
        ir::Delivery::Pages => Delivery::Pages,
        // Made what it is when all operations have their names.
        ir::Delivery::Polling(_) => Delivery::Whole,
        ir::Delivery::Whole if success.arms.iter().any(|arm| arm.reading == Reading::Stream) => Delivery::Stream,
        ir::Delivery::Whole => Delivery::Whole,
    }
}

/// The identifiers of what an operation emits.
struct OperationNames {
    module: String,
    method: String,
    request: String,
    headers: String,
    output: String,
    failure: String,
}

/// The names of operations; those that are spelled the same are told apart by their ids.
fn unique_names(operations: &[&ir::Operation]) -> Vec<String> {
    let count = |name: &str| operations.iter().filter(|operation| operation.name == name).count();
    let names = operations.iter().map(|operation| match count(&operation.name) {
        1 => operation.name.clone(),
        _ => format!("{} {} {}", operation.name, operation.method.to_lowercase(), operation.path_text),
    });
    names.collect()
}

/// The media types that the answers of an operation come in, the wanted ones first.
fn accept(operation: &ir::Operation) -> Option<String> {
    let mut types: Vec<&str> = Vec::new();
    for response in operation.success.iter().chain(&operation.failure) {
        if let Some(content) = &response.content
            && !types.contains(&content.media_type.as_str())
        {
            types.push(&content.media_type);
        }
    }
    (!types.is_empty()).then(|| types.join(", "))
}

fn place_word(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    }
}
