//! What an operation answers: one type where all answers agree, else an enum with a variant per status.

use super::name::{Case, Scope};
use super::{Planner, report_refused};
use crate::diagnostic::{Diagnostic, code};
use crate::ir::{Codec, Content, Delivery, Operation, Response, Status, Type};
use crate::lock::OperationPins;
use crate::rust::{Answers, Arm, Choice, ChoiceVariant, Docs, ErrorFields, HeaderField, Headers, Reading, Ty};

/// Which answers are meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Success,
    Failure,
}

impl Planner<'_> {
    /// What comes back when it worked.
    pub(super) fn success(&self, operation: &Operation, choice: String) -> Answers {
        let responses = &operation.success;
        if let Delivery::Existence = operation.delivery {
            let is_there = |status| Reading::Is(status != Status::Code(404));
            let arms = responses.iter().map(|response| arm(response, is_there(response.status), None));
            return Answers { ty: Ty::Bool, choice: None, arms: arms.collect() };
        }
        self.answers(operation, responses, Side::Success, choice, Ty::Unit)
    }

    /// What comes back when it did not; `nothing` is the type when no answer has a body.
    pub(super) fn failure(&self, operation: &Operation, choice: String, nothing: Ty) -> Answers {
        self.answers(operation, &operation.failure, Side::Failure, choice, nothing)
    }

    fn answers<'o>(
        &self,
        operation: &Operation,
        responses: &'o [Response],
        side: Side,
        choice: String,
        nothing: Ty,
    ) -> Answers {
        // An error is read as a whole, and pages and states are.
        let streams = side == Side::Success && matches!(operation.delivery, Delivery::Whole);
        let outcomes = responses.iter().flat_map(|response| {
            let stream = response.stream.as_ref().filter(|_| streams);
            let is_text = |content: &Content| matches!(self.api.resolve(&content.ty).0, Type::String(_));
            let outcome = |content: Option<&'o Content>, is_other: bool| Outcome {
                response,
                content,
                is_text: content.is_some_and(is_text),
                is_other,
            };
            let first = outcome(response.content.as_ref(), false);
            std::iter::once(first).chain(stream.map(|stream| outcome(Some(stream), true)))
        });
        let outcomes: Vec<Outcome<'_>> = outcomes.collect();
        let bodies: Vec<Option<Ty>> = outcomes.iter().map(|outcome| self.body_ty(outcome, side)).collect();
        let mut distinct: Vec<&Option<Ty>> = Vec::new();
        for body in bodies.iter().filter(|body| side == Side::Success || body.is_some()) {
            if !distinct.contains(&body) {
                distinct.push(body);
            }
        }
        match distinct.as_slice() {
            [] => Answers { ty: nothing, choice: None, arms: arms(&outcomes, side, &[]) },
            [only] => {
                let ty = (*only).clone().unwrap_or(nothing);
                Answers { ty, choice: None, arms: arms(&outcomes, side, &[]) }
            }
            _ => choice_of(operation, &outcomes, &bodies, choice, side),
        }
    }

    /// The type of a body. Bytes that are wanted are handed on as they come, those that tell of an error are few.
    fn body_ty(&self, outcome: &Outcome<'_>, side: Side) -> Option<Ty> {
        let content = outcome.content?;
        let item = || Box::new(self.ty(&content.ty));
        Some(match content.codec {
            Codec::Json => self.ty(&content.ty),
            Codec::Events if side == Side::Success && outcome.is_text => Ty::Events(Box::new(Ty::String)),
            Codec::Events if side == Side::Success => Ty::Events(item()),
            Codec::JsonLines if side == Side::Success => Ty::JsonLines(item()),
            Codec::Text | Codec::Events | Codec::JsonLines => Ty::String,
            _ if side == Side::Success => Ty::Stream,
            // Answers come in neither of the other two.
            Codec::Bytes | Codec::Form | Codec::Multipart => Ty::Bytes,
        })
    }

    /// The headers of all successes in one struct.
    pub(super) fn headers(
        &mut self,
        operation: &Operation,
        ident: String,
        pins: Option<&OperationPins>,
    ) -> Option<Headers> {
        let mut headers: Vec<crate::ir::Header> = Vec::new();
        for header in operation.success.iter().flat_map(|response| &response.headers) {
            match headers.iter_mut().find(|other| other.name.eq_ignore_ascii_case(&header.name)) {
                None => headers.push(header.clone()),
                Some(other) if other.ty == header.ty => {}
                Some(other) => {
                    let message = format!("header `{}` has another type in another response", header.name);
                    self.diagnostics.push(
                        Diagnostic::new(&code::HEADER_CONFLICT, &header.at, message)
                            .related(&other.at, "the other type")
                            .instead("the text of the header"),
                    );
                    other.ty = Type::String(crate::ir::StringFormat::Plain);
                }
            }
        }
        headers.sort_by_key(|header| header.name.to_ascii_lowercase());
        let pinned = headers.iter().map(|header| (header.name.as_str(), pins.and_then(|p| p.fields.get(&header.name))));
        let scope = Scope::new(Case::Value).pin(pinned);
        let names = scope.assign(headers.iter().map(|header| header.name.as_str()));
        report_refused(&names, &mut self.diagnostics);
        let fields = headers.iter().map(|header| HeaderField {
            name: header.name.clone(),
            ident: names.get(&header.name).into_owned(),
            ty: self.resolved_ty(&header.ty),
            docs: Docs { description: header.description.clone(), source: Some(header.at.clone()), ..Docs::default() },
        });
        let fields: Vec<HeaderField> = fields.collect();
        (!fields.is_empty()).then_some(Headers { ident, shared: None, fields })
    }

    /// Where the error bodies of an operation have their code and message.
    pub(super) fn error_fields(&self, operation: &Operation) -> ErrorFields {
        let mut fields = ErrorFields::default();
        for response in &operation.failure {
            let Some(Type::Named(id)) = response.content.as_ref().map(|content| content.ty.non_null()) else {
                continue;
            };
            let Some((code, message)) = self.facts.errors.fields.get(id) else { continue };
            for (list, pointer) in [(&mut fields.code, code), (&mut fields.message, message)] {
                list.extend(pointer.iter().filter(|pointer| !list.contains(pointer)).cloned().collect::<Vec<_>>());
            }
        }
        fields
    }
}

/// One of the things that an operation may answer.
struct Outcome<'o> {
    response: &'o Response,
    content: Option<&'o Content>,
    /// Whether that holds texts.
    is_text: bool,
    /// Whether the same response has another body first.
    is_other: bool,
}

impl Outcome<'_> {
    /// Words for the variant: the status, and what tells the body from the other one.
    fn words(&self) -> String {
        let status = status_words(self.response.status);
        match self.content.map(|content| content.codec) {
            Some(Codec::Events) if self.is_other => format!("{status} events"),
            Some(Codec::JsonLines) if self.is_other => format!("{status} lines"),
            _ => status,
        }
    }
}

fn choice_of(
    operation: &Operation,
    outcomes: &[Outcome<'_>],
    bodies: &[Option<Ty>],
    ident: String,
    side: Side,
) -> Answers {
    let words: Vec<String> = outcomes.iter().map(Outcome::words).collect();
    let names = Scope::new(Case::Type).assign(words.iter().map(String::as_str));
    let idents: Vec<String> = words.iter().map(|words| names.get(words).into_owned()).collect();
    let variants =
        outcomes.iter().zip(bodies).zip(&idents).filter(|((_, body), _)| side == Side::Success || body.is_some());
    let variants = variants.map(|((Outcome { response, .. }, body), ident)| ChoiceVariant {
        ident: ident.clone(),
        status: response.status,
        ty: body.clone().map(boxed),
        docs: Docs { description: response.description.clone(), source: Some(response.at.clone()), ..Docs::default() },
    });
    let variants = variants.collect();
    Answers {
        ty: Ty::Local(ident.clone()),
        choice: Some(Choice { ident, operation: operation.id.clone(), variants }),
        arms: arms(outcomes, side, &idents),
    }
}

fn arms(outcomes: &[Outcome<'_>], side: Side, variants: &[String]) -> Vec<Arm> {
    let arms = outcomes.iter().enumerate().map(|(index, outcome)| {
        let reading = match outcome.content {
            None => Reading::Nothing,
            Some(content) => match content.codec {
                Codec::Bytes if side == Side::Success => Reading::Stream,
                Codec::Events if side == Side::Success && outcome.is_text => Reading::TextEvents,
                Codec::Events if side == Side::Success => Reading::Events,
                Codec::JsonLines if side == Side::Success => Reading::JsonLines,
                Codec::Events | Codec::JsonLines => Reading::Body(Codec::Text),
                codec => Reading::Body(codec),
            },
        };
        let media_type = outcome.content.map(|content| content.media_type.clone());
        Arm { media_type, ..arm(outcome.response, reading, variants.get(index).cloned()) }
    });
    arms.collect()
}

fn arm(response: &Response, reading: Reading, variant: Option<String>) -> Arm {
    let docs = Docs { description: response.description.clone(), ..Docs::default() };
    Arm { status: response.status, media_type: None, reading, variant, docs }
}

/// Models are boxed in enums, so that a large one does not make all values large.
fn boxed(ty: Ty) -> Ty {
    match ty {
        Ty::Model(_) => Ty::Boxed(Box::new(ty)),
        ty => ty,
    }
}

/// The reason phrase of a status (RFC 9110 section 15) as words for a name.
fn status_words(status: Status) -> String {
    match status {
        Status::Code(code) => {
            match http::StatusCode::from_u16(code).ok().and_then(|status| status.canonical_reason()) {
                Some("OK") => "Ok".to_owned(),
                Some(reason) => reason.to_owned(),
                None => format!("Status {code}"),
            }
        }
        Status::Range(4) => "Client Error".to_owned(),
        Status::Range(5) => "Server Error".to_owned(),
        Status::Range(digit) => format!("Status {digit} xx"),
        Status::OtherSuccess => "Success".to_owned(),
        Status::Other => "Other".to_owned(),
    }
}
