//! Operations (OAS 3.0.3 section 4.7.10).

mod name;
mod path;
mod response;

use std::collections::BTreeSet;

use serde_json::Value;

use super::Lowerer;
use super::content::{Direction, Lowered};
use crate::description::{self, At};
use crate::diagnostic::{Diagnostic, code};
use crate::ir::{Body, Operation, Response};
use crate::report::{LeftOut, SkippedOperation};
use crate::source::Pointer;
use name::Name;
pub(crate) use name::group;
pub(super) use path::template;

/// Response headers that name the request in a service's logs, if the document marks none.
const REQUEST_ID_HEADERS: [&str; 4] = ["request-id", "x-request-id", "x-ms-request-id", "x-amzn-requestid"];

impl Lowerer<'_> {
    /// All operations that can be called.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let description = self.description;
        let names = self.names(&description.operations);
        let selection = self.selection();
        let mut operations = Vec::new();
        for ((object, name), left_out) in description.operations.iter().zip(names).zip(selection) {
            if let Some(reason) = left_out {
                self.left_out.push(LeftOut { name: name.id, pointer: object.at.clone(), reason });
                continue;
            }
            let id = name.id.clone();
            let types = self.schemas.count();
            match self.operation(object, name) {
                Ok(operation) => operations.push(operation),
                Err(problems) => {
                    self.schemas.forget(types);
                    self.skip(id, &object.at, problems);
                }
            }
        }
        operations
    }

    /// Reports why an operation is left out.
    fn skip(&mut self, operation: String, at: &Pointer, problems: Vec<Diagnostic>) {
        if let Some(first) = problems.first() {
            self.skipped.push(SkippedOperation {
                operation,
                pointer: at.clone(),
                code: first.code.name.to_owned(),
                reason: first.message.clone(),
            });
        }
        problems.into_iter().for_each(|problem| self.report(problem));
    }

    /// One operation, or everything that keeps it from being called.
    fn operation(&mut self, operation: &description::Operation, name: Name) -> Result<Operation, Vec<Diagnostic>> {
        let object = &operation.object;
        let words = &name.words;
        let mut problems = Vec::new();
        let mut parameters = Vec::new();
        for parameter in &operation.parameters {
            match self.parameter(parameter, words) {
                Ok(parameter) => parameters.extend(parameter),
                Err(problem) => problems.push(*problem),
            }
        }
        let path = self.path(operation, &mut parameters).unwrap_or_else(|problem| {
            // A variable whose parameter could not be used is no problem of its own.
            problems.extend(problem.map(|problem| *problem));
            Vec::new()
        });
        let body = self.body(operation, words).unwrap_or_else(|problem| {
            problems.push(*problem);
            None
        });
        let (mut success, mut failure) = self.responses(operation, words);
        let delivery = response::existence(operation.method, &mut success, &mut failure);
        let request_id = request_id(operation, success.iter().chain(&failure));
        let security = self.requirement(operation);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Operation {
            id: name.id,
            group: name.group,
            name: name.own,
            method: operation.method.to_ascii_uppercase(),
            path,
            path_text: operation.path.clone(),
            summary: object.summary.clone(),
            description: object.description.clone(),
            deprecated: object.deprecated,
            parameters,
            body,
            success,
            failure,
            delivery: delivery.unwrap_or_default(),
            security,
            request_id,
            at: operation.at.clone(),
        })
    }

    fn body(&mut self, operation: &description::Operation, words: &str) -> Result<Option<Body>, Box<Diagnostic>> {
        let skip = "nothing: the operation is skipped";
        let unsupported = |at: &Pointer, message: &str| Diagnostic::new(&code::BODY_UNSUPPORTED, at, message);
        let Some(At { value, at }) = &operation.body else {
            let lost = operation.at.key("requestBody");
            return match operation.body_lost {
                true => Err(Box::new(unsupported(&lost, "the request body cannot be read").instead(skip))),
                false => Ok(None),
            };
        };
        let lowered = self.content(&value.content, Direction::Request, at, &format!("{words} body"));
        let Some(Lowered { content, example, .. }) = lowered else {
            let media_types = value.content.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let message = match media_types.as_str() {
                "" => "the request body has no media type".to_owned(),
                media_types => format!("request bodies of type {media_types} cannot be written yet"),
            };
            let problem = unsupported(&at.key("content"), &message);
            if value.required {
                return Err(Box::new(problem.instead(skip)));
            }
            self.report(problem.instead("the operation without its optional body"));
            return Ok(None);
        };
        Ok(Some(Body {
            content,
            required: value.required,
            media_type_always: self.config.requests.content_type_without_body,
            description: value.description.clone(),
            example,
            at: at.clone(),
        }))
    }
}

/// The header that names the request: the one that is marked, else a described one with a usual name.
fn request_id<'r>(operation: &description::Operation, responses: impl Iterator<Item = &'r Response>) -> Option<String> {
    if let Some(Value::String(marked)) = operation.object.extensions.get("x-ms-request-id") {
        return Some(marked.clone());
    }
    let described: BTreeSet<String> =
        responses.flat_map(|response| &response.headers).map(|header| header.name.to_ascii_lowercase()).collect();
    REQUEST_ID_HEADERS.iter().find(|name| described.contains(**name)).map(|name| (*name).to_owned())
}
