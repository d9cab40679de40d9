//! Operations: a method, a request type, and what comes back.

use super::{Docs, Example, Ty};
use crate::ir::{Codec, Encoding, Gone, ListStyle, ParameterPlace, Status, Styled, TemplatePart};

/// An operation: a method, a request type, and what comes back.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The operationId, or method and path.
    pub id: String,
    /// The file.
    pub module: String,
    /// The method of the group's handle.
    pub method: String,
    /// The request type.
    pub request: String,
    /// Deprecated names of the method.
    pub was: Vec<String>,
    /// Deprecated names of the types beside it, each with the type.
    pub types_were: Vec<(String, String)>,
    /// The HTTP method.
    pub http_method: String,
    /// The path as the document spells it.
    pub path_text: String,
    /// The path; a variable is an index into `parameters`.
    pub path: Vec<TemplatePart<usize>>,
    /// What may be asked for.
    pub accept: Option<String>,
    /// Alternatives of sets of schemes.
    pub security: Vec<Vec<String>>,
    /// The response header that names the request.
    pub request_id: Option<String>,
    /// Pointers to code and message in error bodies.
    pub error_fields: ErrorFields,
    /// The parameters, required ones first.
    pub parameters: Vec<Parameter>,
    /// The body.
    pub body: Option<Body>,
    /// What the method takes, in this order.
    pub arguments: Vec<Argument>,
    /// What callers make of a success.
    pub delivery: Delivery,
    /// What comes back when it worked.
    pub success: Answers,
    /// The typed headers of a success.
    pub headers: Option<Headers>,
    /// What comes back when it did not.
    pub failure: Answers,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// About the operation.
    pub docs: Docs,
    /// A call with the document's example values, if there can be one.
    pub example: Option<Example>,
}

/// An argument of a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// A parameter, by its index.
    Parameter(usize),
    /// The body.
    Body,
}

/// What callers make of a success.
#[derive(Clone, Debug, PartialEq)]
pub enum Delivery {
    /// What it holds.
    Whole,
    /// Whether something is there.
    Existence,
    /// Its body as it comes, for one of the answers at least.
    Stream,
    /// What is in the pages of a list.
    Pages,
    /// What watches the work that goes on.
    Polling(Polling),
}

/// How to see that an operation is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Polling {
    /// The group of the operation that reads the state: module and handle.
    pub group: (String, String),
    /// That operation: method and request type.
    pub operation: (String, String),
    /// The fields that fill its arguments.
    pub arguments: Vec<String>,
    /// A JSON Pointer to the state in its answer.
    pub property: String,
    /// The states that end it well.
    pub succeeded: Vec<String>,
    /// The states that end it badly.
    pub failed: Vec<String>,
    /// What it means that there is no state any more.
    pub gone: Gone,
}

/// Where an error body has its code and its message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ErrorFields {
    /// JSON Pointers; the first that leads to a string counts.
    pub code: Vec<String>,
    /// The same for the message.
    pub message: Vec<String>,
}

/// A parameter of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Field, argument and setter.
    pub ident: String,
    /// Deprecated names of the setter.
    pub was: Vec<String>,
    /// Its type.
    pub ty: Ty,
    /// Where it goes.
    pub place: ParameterPlace,
    /// How it is written if it is an array.
    pub list: Option<ListStyle>,
    /// How it is written if it is more than a text or an array of texts, or in an unusual way.
    pub styled: Option<Styled>,
    /// Whether one of its values is empty, so that its segment of the path may be.
    pub may_be_empty: bool,
    /// Who supplies it.
    pub supply: Supply,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// About the parameter.
    pub docs: Docs,
}

/// Who supplies a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Supply {
    /// An argument of the method.
    Argument,
    /// A setter.
    Setter,
    /// A setter, else a fresh UUID.
    SetterOrUuid,
    /// The client's field of this name.
    Client(String),
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Field, argument and setter.
    pub ident: String,
    /// Its type.
    pub ty: Ty,
    /// How it is written.
    pub codec: Codec,
    /// How its members are written, if not as most are.
    pub encoding: Vec<Encoding>,
    /// Its media type.
    pub media_type: String,
    /// Whether it is an argument of the method.
    pub required: bool,
    /// Whether the media type is sent without it.
    pub media_type_always: bool,
    /// About the body.
    pub docs: Docs,
}

/// The answers of one kind, success or failure.
#[derive(Clone, Debug)]
pub struct Answers {
    /// What the caller gets.
    pub ty: Ty,
    /// The enum to emit, if the answers differ.
    pub choice: Option<Choice>,
    /// How each status is read, most specific first.
    pub arms: Vec<Arm>,
}

/// An enum of answers.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its name.
    pub ident: String,
    /// The operation it belongs to, for its docs.
    pub operation: String,
    /// A variant per answer.
    pub variants: Vec<ChoiceVariant>,
}

/// A variant of an enum of answers.
#[derive(Clone, Debug)]
pub struct ChoiceVariant {
    /// Its name.
    pub ident: String,
    /// The statuses.
    pub status: Status,
    /// What it holds, if the answer has a body.
    pub ty: Option<Ty>,
    /// About the answer.
    pub docs: Docs,
}

/// How the answer of a status is read.
#[derive(Clone, Debug)]
pub struct Arm {
    /// The statuses.
    pub status: Status,
    /// The media type of the body, which tells it from others of the same statuses.
    pub media_type: Option<String>,
    /// What is read.
    pub reading: Reading,
    /// The variant of the choice.
    pub variant: Option<String>,
    /// About the answer.
    pub docs: Docs,
}

/// What is read of an answer besides its headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing.
    Nothing,
    /// The whole body, written so.
    Body(Codec),
    /// The body as it comes.
    Stream,
    /// The events in it as they come, with JSON in them.
    Events,
    /// The events in it as they come, with text in them.
    TextEvents,
    /// The JSON texts in it as they come.
    JsonLines,
    /// Its status, which means yes or no.
    Is(bool),
    /// Nothing: it is watched what comes after.
    Watch,
}

impl Reading {
    /// Whether the body is taken as it comes.
    pub fn is_stream(self) -> bool {
        matches!(self, Reading::Stream | Reading::Events | Reading::TextEvents | Reading::JsonLines)
    }
}

/// The typed headers of an operation's success, or of several.
#[derive(Clone, Debug)]
pub struct Headers {
    /// The struct, or the name that the operation has for it.
    pub ident: String,
    /// The struct in the crate's `headers`, if several operations have one together.
    pub shared: Option<String>,
    /// Its fields.
    pub fields: Vec<HeaderField>,
}

/// A typed header.
#[derive(Clone, Debug)]
pub struct HeaderField {
    /// Its name on the wire.
    pub name: String,
    /// The field.
    pub ident: String,
    /// Its type without `Option`; a `Vec` is a list.
    pub ty: Ty,
    /// About the header.
    pub docs: Docs,
}
