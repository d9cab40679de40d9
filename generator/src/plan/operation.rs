//! Operations → methods, request types and what they answer.

mod key;

use std::collections::BTreeMap;

use super::name::{Case, Scope, told_apart};
use super::{Planner, report_collisions, report_forgone, report_refused};
use crate::ir::{self, ListStyle, ParameterPlace, ParameterRole};
use crate::lock::{OperationPins, Pin};
use crate::rust::{Answers, Body, Delivery, Docs, Operation, Parameter, Supply, Ty};
use crate::source::Pointer;
pub(crate) use key::{BODY, key, parameter_key};
use key::{arguments, place_word, types};

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
    pub(super) fn operations(&mut self, group: &str, handle: &str, handles_were: &[String]) -> Vec<Operation> {
        let (api, all_pins) = (self.api, self.pins);
        let members: Vec<&ir::Operation> = api.operations.iter().filter(|operation| operation.group == group).collect();
        let keys = unique_names(&members);
        let module = self.module(group);
        let pins: Vec<Option<&OperationPins>> = members.iter().map(|member| all_pins.operation(&key(member))).collect();
        let pinned = keys.iter().zip(&pins).map(|(key, pins)| (key.as_str(), pins.and_then(|p| p.method.as_ref())));
        let methods = Scope::new(Case::Value).reserve(&HANDLE_MEMBERS).pin(pinned);
        let methods = methods.assign(keys.iter().map(String::as_str));
        report_refused(&methods, &mut self.diagnostics);
        // What goes with an operation is called after what that is called, and not after what it would be.
        let requests = pins.iter().map(|pins| Some(pins.as_ref()?.request.as_ref()?.ident.as_str()));
        let stems = told_apart(keys.iter().map(String::as_str).zip(requests));
        let words: Vec<String> = stems.iter().map(|stem| super::model::ascii(stem)).collect();
        let files = Scope::new(Case::Value).reserve(&[&module]).assign(words.iter().map(String::as_str));
        let types: Vec<[(String, Option<&Pin>); 4]> =
            stems.iter().zip(&pins).map(|(stem, pins)| types(stem, *pins)).collect();
        let all = || types.iter().flatten().map(|(words, pin)| (words.as_str(), *pin));
        let handles: Vec<&str> = handles_were.iter().map(String::as_str).chain([handle]).collect();
        let scope = Scope::new(Case::Type).reserve(&handles).reserve(&super::model::TAKEN_TYPES).pin(all());
        let type_names = scope.assign(all().map(|(words, _)| words));
        report_refused(&type_names, &mut self.diagnostics);
        let places: BTreeMap<&str, &Pointer> =
            keys.iter().map(String::as_str).zip(members.iter().map(|o| &o.at)).collect();
        report_collisions(&methods, |name| places.get(name).map(|at| (*at).clone()), &mut self.diagnostics);
        let mut planned = Vec::with_capacity(members.len());
        for (index, operation) in members.into_iter().enumerate() {
            let (key, of) = (&keys[index], &types[index]);
            let names = OperationNames {
                module: files.get(&words[index]).into_owned(),
                method: methods.get(key).into_owned(),
                types: of.each_ref().map(|(words, _)| type_names.get(words).into_owned()),
            };
            let mut operation = self.operation(operation, names);
            operation.was = methods.were(key);
            operation.types_were = of
                .iter()
                .flat_map(|(words, _)| {
                    let (were, is) = (type_names.were(words), type_names.get(words).into_owned());
                    were.into_iter().map(move |was| (was, is.clone()))
                })
                .collect();
            planned.push(operation);
        }
        planned.sort_by(|a, b| a.method.cmp(&b.method));
        planned
    }

    fn operation(&mut self, operation: &ir::Operation, names: OperationNames) -> Operation {
        let OperationNames { module, method, types: [request, headers, output, failure] } = names;
        let pins = self.pins.operation(&key(operation));
        let idents = self.idents(operation, pins);
        let parameters: Vec<Parameter> = operation
            .parameters
            .iter()
            .zip(&idents)
            .map(|(parameter, (ident, was))| self.parameter(parameter, ident, was))
            .collect();
        let body = operation.body.as_ref().map(|body| self.body(body));
        let common = self.facts.errors.common.map_or(Ty::Unit, |id| self.model_ty(id));
        let success = self.success(operation, output);
        let failure = self.failure(operation, failure, common);
        let headers = self.headers(operation, headers, pins);
        let error_fields = self.error_fields(operation);
        let arguments = arguments(&parameters, body.as_ref(), pins);
        let example = self.example(operation, &parameters, body.as_ref(), &arguments);
        Operation {
            id: operation.id.clone(),
            module,
            method,
            request,
            was: Vec::new(),
            types_were: Vec::new(),
            http_method: operation.method.clone(),
            path_text: operation.path_text.clone(),
            path: operation.path.clone(),
            accept: accept(operation),
            security: operation.security.clone(),
            request_id: operation.request_id.clone(),
            error_fields,
            parameters,
            body,
            arguments,
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

    /// An identifier for each parameter, and what it was before. Two that share a name are told apart by their places.
    fn idents(&mut self, operation: &ir::Operation, pins: Option<&OperationPins>) -> Vec<(String, Vec<String>)> {
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
        let pinned = operation.parameters.iter().map(|p| pins?.parameters.get(&parameter_key(p.place, &p.name)));
        let scope = Scope::new(Case::Value).reserve(&REQUEST_MEMBERS).reserve(&OPERATORS).reserve(body.as_slice());
        let scope = scope.pin(keys.iter().map(String::as_str).zip(pinned));
        let names = scope.assign(keys.iter().map(String::as_str));
        report_refused(&names, &mut self.diagnostics);
        let at =
            |key: &str| keys.iter().position(|other| other == key).map(|index| operation.parameters[index].at.clone());
        report_collisions(&names, at, &mut self.diagnostics);
        keys.iter().map(|key| (names.get(key).into_owned(), names.were(key))).collect()
    }

    /// Whether a type is an enum with an empty text.
    fn may_be_empty(&self, ty: &ir::Type) -> bool {
        let ir::Type::Named(id) = ty else { return false };
        matches!(&self.api.def(*id).shape, ir::Shape::Enum(values) if values.iter().any(|one| one.value.is_empty()))
    }

    fn parameter(&self, parameter: &ir::Parameter, ident: &str, was: &[String]) -> Parameter {
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
            was: was.to_vec(),
            ty,
            place: parameter.place,
            list: list.filter(|_| parameter.styled.is_none()),
            styled: parameter.styled,
            may_be_empty: self.may_be_empty(&parameter.ty),
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
            ir::Codec::Json | ir::Codec::Form | ir::Codec::Multipart => self.ty(&body.content.ty),
            ir::Codec::Text => Ty::String,
            // Requests come in neither of the other two.
            ir::Codec::Bytes | ir::Codec::Events | ir::Codec::JsonLines => Ty::Bytes,
        };
        Body {
            ident: "body".to_owned(),
            ty,
            codec: body.content.codec,
            encoding: body.content.encoding.clone(),
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
        ir::Delivery::Whole if success.arms.iter().any(|arm| arm.reading.is_stream()) => Delivery::Stream,
        ir::Delivery::Whole => Delivery::Whole,
    }
}

/// The identifiers of what an operation emits.
struct OperationNames {
    module: String,
    method: String,
    /// Request, headers, good and bad answers.
    types: [String; 4],
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
        for content in response.content.iter().chain(&response.stream) {
            if !types.contains(&content.media_type.as_str()) {
                types.push(&content.media_type);
            }
        }
    }
    (!types.is_empty()).then(|| types.join(", "))
}
