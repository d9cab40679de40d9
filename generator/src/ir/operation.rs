//! Operations: what goes into a request, and what comes back.

use serde_json::Value;

use super::{Bounds, TemplatePart, Type};
pub use crate::config::Gone;
use crate::source::Pointer;

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The operationId, or the name made up for it.
    pub id: String,
    /// The name of its group.
    pub group: String,
    /// Its name within the group.
    pub name: String,
    /// The HTTP method in upper case.
    pub method: String,
    /// The path, cut at its variables; a variable is an index into `parameters`.
    pub path: Vec<TemplatePart<usize>>,
    /// The path as the document spells it.
    pub path_text: String,
    /// One line about it.
    pub summary: Option<String>,
    /// More about it.
    pub description: Option<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// What goes into path, query, header and cookies.
    pub parameters: Vec<Parameter>,
    /// What goes into the body.
    pub body: Option<Body>,
    /// What comes back when it worked.
    pub success: Vec<Response>,
    /// What comes back when it did not.
    pub failure: Vec<Response>,
    /// What callers make of a success.
    pub delivery: Delivery,
    /// The alternatives of schemes that authorize it; empty if nobody needs to be.
    pub security: Vec<Vec<String>>,
    /// The response header that names the request in the service's logs.
    pub request_id: Option<String>,
    /// Where it is.
    pub at: Pointer,
}

/// What callers make of a success.
#[derive(Clone, Debug, Default)]
pub enum Delivery {
    /// What it holds.
    #[default]
    Whole,
    /// Whether something is there: 404, which is among the successes, says no, all others yes.
    Existence,
    /// What is in the pages of a list, the first of which is its body.
    Pages,
    /// What watches the work that goes on behind an answer without a body.
    Polling(Polling),
}

/// How to see that an operation is over.
#[derive(Clone, Debug)]
pub struct Polling {
    /// The operation that reads the state, an index into [`Api::operations`](super::Api::operations).
    pub state: usize,
    /// The parameters that fill the required arguments of that operation, in their order.
    pub arguments: Vec<usize>,
    /// A JSON Pointer to the state in its answer.
    pub property: String,
    /// The states that end it well.
    pub succeeded: Vec<String>,
    /// The states that end it badly.
    pub failed: Vec<String>,
    /// What it means that there is no state any more.
    pub gone: Gone,
}

/// One parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// What clients should call it, if not by that name.
    pub client_name: Option<String>,
    /// Where it goes.
    pub place: ParameterPlace,
    /// Its type.
    pub ty: Type,
    /// How an array is written.
    pub style: ListStyle,
    /// How it is written if it is more than a text or an array of texts, or in an unusual way.
    pub styled: Option<Styled>,
    /// Whether the operation cannot be called without it.
    pub required: bool,
    /// Who supplies it.
    pub role: ParameterRole,
    /// What the document says of it.
    pub description: Option<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// What values it may have.
    pub bounds: Bounds,
    /// A value the document gives as an example.
    pub example: Option<Example>,
    /// Where it is declared.
    pub at: Pointer,
}

/// A value that the document gives as an example.
#[derive(Clone, Debug)]
pub struct Example {
    /// The value.
    pub value: Value,
    /// Where it is.
    pub at: Pointer,
}

/// Where a parameter goes (OAS Parameter Object, `in`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParameterPlace {
    /// A segment of the path.
    Path,
    /// The query string.
    Query,
    /// A header field.
    Header,
    /// The `Cookie` header.
    Cookie,
}

/// How an array is written as text (OAS, style values).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListStyle {
    /// Items with commas between: the only way in paths and headers.
    Simple,
    /// `name=a&name=b` if exploded, else `name=a,b`.
    Form {
        /// Whether each item repeats the name.
        explode: bool,
    },
    /// Items with spaces between.
    SpaceDelimited,
    /// Items with bars between.
    PipeDelimited,
}

/// How a value is put into text whatever its type is (OAS, style values).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Styled {
    /// The style.
    pub style: Style,
    /// Whether items and members are written apart.
    pub explode: bool,
    /// Whether characters stay that RFC 3986 reserves.
    pub reserved: bool,
}

/// A way to put a value into text (OAS, style values).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    /// As JSON text (OAS `content`).
    Json,
}

/// Who supplies a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterRole {
    /// The caller of the operation.
    Argument,
    /// The client: the version of the API, this one unless overridden.
    ApiVersion(String),
    /// The caller, else a fresh UUID for every call.
    RequestId,
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its type and media type.
    pub content: Content,
    /// Whether the operation cannot be called without it.
    pub required: bool,
    /// Whether its media type is sent even if it is not.
    pub media_type_always: bool,
    /// What the document says of it.
    pub description: Option<String>,
    /// A value the document gives as an example.
    pub example: Option<Example>,
    /// Where it is declared.
    pub at: Pointer,
}

/// A body's media type, how it is written, and what it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The media type with its parameters.
    pub media_type: String,
    /// How the value is written.
    pub codec: Codec,
    /// What it holds.
    pub ty: Type,
    /// How members are written in a form or in parts, if not as most are; by name.
    pub encoding: Vec<Encoding>,
}

/// How a member is written in a form or in parts (OAS Encoding Object).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The member.
    pub name: String,
    /// How it is put into text in a form.
    pub styled: Option<Styled>,
    /// Its media type as a part.
    pub media_type: Option<String>,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// JSON text.
    Json,
    /// Server-sent events, one after the other: `text/event-stream`. What it holds is the data of each.
    Events,
    /// A JSON text per line or record. What it holds is each of them.
    JsonLines,
    /// Members as in a query: `application/x-www-form-urlencoded`.
    Form,
    /// Members in parts: `multipart/form-data`.
    Multipart,
    /// Plain text.
    Text,
    /// The bytes as they are.
    Bytes,
}

/// One described response.
#[derive(Clone, Debug)]
pub struct Response {
    /// The statuses it describes.
    pub status: Status,
    /// What the document says of it.
    pub description: Option<String>,
    /// Its header fields.
    pub headers: Vec<Header>,
    /// Its body, if it has one.
    pub content: Option<Content>,
    /// Its body where the service answers piece by piece instead, which it may if callers ask for that.
    pub stream: Option<Content>,
    /// Where it is.
    pub at: Pointer,
}

/// The statuses that a response describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// This one.
    Code(u16),
    /// The hundred that start with this digit.
    Range(u16),
    /// Those in 2xx that nothing else describes.
    OtherSuccess,
    /// Those that nothing else describes.
    Other,
}

/// A response header field.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Its type: a primitive, an enum, or an array of those.
    pub ty: Type,
    /// What the document says of it.
    pub description: Option<String>,
    /// Where it is.
    pub at: Pointer,
}
