//! The API as Bindery understands it: no JSON Schema keywords left, no Rust names yet.

use serde_json::Value;

pub use crate::config::Gone;
use crate::source::Pointer;

mod places;

/// Everything a client needs to know of an API. Frozen once `lower` has made it.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// Where the API is served.
    pub servers: Vec<Server>,
    /// The security schemes that an operation asks for, by name.
    pub schemes: Vec<SecurityScheme>,
    /// Operations that belong together, by name.
    pub groups: Vec<Group>,
    /// All operations, by path and method.
    pub operations: Vec<Operation>,
    /// All types; a [`TypeId`] is an index into these.
    pub types: Vec<TypeDef>,
}

/// A server URL with variables (OAS Server Object).
#[derive(Clone, Debug)]
pub struct Server {
    /// The URL template, cut at its variables.
    pub url: Vec<TemplatePart<String>>,
    /// What the document says of it.
    pub description: Option<String>,
    /// The variables in the order of the template.
    pub variables: Vec<ServerVariable>,
    /// Where it is declared.
    pub at: Pointer,
}

/// A variable of a server URL.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// Its name in the template.
    pub name: String,
    /// The value used when none is given.
    pub default: String,
    /// The values allowed; empty if all are.
    pub values: Vec<String>,
    /// What the document says of it.
    pub description: Option<String>,
    /// Where it is declared.
    pub at: Pointer,
}

/// A piece of a template: text, or a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplatePart<V> {
    /// Text that stands for itself.
    Literal(String),
    /// A place to fill in.
    Variable(V),
}

/// A way to prove who is calling (OAS Security Scheme Object).
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: String,
    /// What goes over the wire.
    pub kind: SchemeKind,
    /// What the document says of it.
    pub description: Option<String>,
    /// Where it is declared.
    pub at: Pointer,
}

/// What a security scheme puts into a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`: HTTP bearer, OAuth 2 and OpenID Connect.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// A header of this name.
    HeaderKey(String),
    /// A query parameter of this name.
    QueryKey(String),
    /// A cookie of this name.
    CookieKey(String),
    /// Something else, for which the caller brings a credential.
    Other(String),
}

/// Operations that share a tag or the first part of their operationIds.
#[derive(Clone, Debug)]
pub struct Group {
    /// The tag, as the document spells it.
    pub name: String,
    /// What the document says of it.
    pub description: Option<String>,
}

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
    /// The operation that reads the state, an index into [`Api::operations`].
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

/// An index into [`Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// The type of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Type {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(IntegerFormat),
    /// A number.
    Number(NumberFormat),
    /// Text, or something written as text.
    String(StringFormat),
    /// A list.
    Array(Box<Type>),
    /// An object whose members all have this type.
    Map(Box<Type>),
    /// A type with a definition.
    Named(TypeId),
    /// The type, or null.
    Nullable(Box<Type>),
    /// Any JSON value.
    #[default]
    Any,
}

/// The range of a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say all")]
pub enum IntegerFormat {
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
}

/// The precision of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFormat {
    /// IEEE 754 binary32.
    Float,
    /// IEEE 754 binary64.
    Double,
}

/// What a text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StringFormat {
    /// Itself.
    Plain,
    /// Base64 of bytes.
    Byte,
    /// RFC 3339 full-date.
    Date,
    /// RFC 3339 date-time.
    DateTime,
    /// RFC 9110 HTTP-date.
    DateTimeRfc1123,
    /// ISO 8601 duration.
    Duration,
    /// RFC 9562.
    Uuid,
    /// RFC 3986.
    Uri,
    /// Bytes, where there is a way to hold them.
    Binary,
    /// Something that must not be shown.
    Password,
}

/// A type with a name.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// The name of the component, or words that say where the type is used.
    pub name: String,
    /// What it looks like.
    pub shape: Shape,
    /// Its title, or one line about it.
    pub title: Option<String>,
    /// What the document says of it.
    pub description: Option<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Where it is.
    pub at: Pointer,
}

/// What a named type looks like.
#[derive(Clone, Debug)]
pub enum Shape {
    /// An object with known members.
    Object(Object),
    /// One of some texts, or one that the document does not know yet.
    Enum(Vec<EnumValue>),
    /// A value of one of several types, or one that the document does not know yet.
    Union(Union),
    /// Another name for a type.
    Alias(Type),
}

/// A value of an enum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnumValue {
    /// The text on the wire.
    pub value: String,
    /// What clients should call it, if not by its text.
    pub client_name: Option<String>,
    /// What the document says of it.
    pub description: Option<String>,
    /// Other texts that mean the same when they are read.
    pub aliases: Vec<String>,
    /// Where it is.
    pub at: Pointer,
}

/// A value of one of several types (OAS 3.0.3 section 4.7.24, `oneOf` and `anyOf`).
#[derive(Clone, Debug, Default)]
pub struct Union {
    /// The member whose text tells which (OAS Discriminator Object). Without it, a value has the type that it fits best.
    pub tag: Option<String>,
    /// The types, in the document's order.
    pub branches: Vec<Branch>,
}

/// One of the types of a union.
#[derive(Clone, Debug)]
pub struct Branch {
    /// Words for it: the name of its schema, else what it looks like. No other branch has the same.
    pub name: String,
    /// The type.
    pub ty: Type,
    /// The texts of the tag that stand for it.
    pub values: Vec<String>,
    /// Whether values of the type hold the tag themselves.
    pub holds_tag: bool,
    /// What the document says of it.
    pub description: Option<String>,
    /// Where it is.
    pub at: Pointer,
}

/// An object with known members.
#[derive(Clone, Debug, Default)]
pub struct Object {
    /// The members, by name.
    pub properties: Vec<Property>,
    /// The type of all other members, if there may be others that matter.
    pub rest: Option<Type>,
    /// What is where in it, if it is a page of a list.
    pub page: Option<Page>,
}

/// What is where in a page of a list: indices of properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The items: an array.
    pub items: usize,
    /// The link to the next page: a string. Without it, there is only one.
    pub next_link: Option<usize>,
}

/// A member of an object.
#[derive(Clone, Debug, Default)]
pub struct Property {
    /// Its name on the wire.
    pub name: String,
    /// What clients should call it, if not by that name.
    pub client_name: Option<String>,
    /// Its type.
    pub ty: Type,
    /// Whether it is always there.
    pub required: bool,
    /// Whether it is only sent by the service.
    pub read_only: bool,
    /// Whether its value must not be shown.
    pub secret: bool,
    /// What the document says of it.
    pub description: Option<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// What values it may have.
    pub bounds: Bounds,
    /// Where it is.
    pub at: Pointer,
}

/// What values are allowed, for the documentation: the service enforces it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds {
    /// What the service takes when nothing is sent.
    pub default: Option<Value>,
    /// The least number, and whether it is itself excluded.
    pub minimum: Option<(String, bool)>,
    /// The greatest number, and whether it is itself excluded.
    pub maximum: Option<(String, bool)>,
    /// The number that values are multiples of.
    pub multiple_of: Option<String>,
    /// The least and the greatest number of characters.
    pub length: (Option<usize>, Option<usize>),
    /// The least and the greatest number of items or members.
    pub count: (Option<usize>, Option<usize>),
    /// Whether items may not repeat.
    pub unique: bool,
    /// The regular expression that texts match.
    pub pattern: Option<String>,
    /// The values themselves, as JSON, if they are not texts: those are an enum.
    pub values: Vec<String>,
}

impl Api {
    /// The definition behind `id`.
    pub fn def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// The name of the definition behind `id`.
    pub fn name(&self, id: TypeId) -> &str {
        &self.def(id).name
    }

    /// Whether values of a type are objects with known members.
    pub fn is_object(&self, ty: &Type) -> bool {
        matches!(self.resolve(ty).0, Type::Named(id) if matches!(self.def(*id).shape, Shape::Object(_)))
    }

    /// The type behind aliases, and whether null was allowed on the way.
    pub fn resolve<'a>(&'a self, ty: &'a Type) -> (&'a Type, bool) {
        match ty {
            Type::Nullable(inner) => (self.resolve(inner).0, true),
            Type::Named(id) => match &self.def(*id).shape {
                Shape::Alias(target) => self.resolve(target),
                _ => (ty, false),
            },
            ty => (ty, false),
        }
    }
}

impl Shape {
    /// The types of what values hold.
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Shape::Object(object) => {
                object.properties.iter().map(|property| &property.ty).chain(&object.rest).collect()
            }
            Shape::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
            Shape::Alias(ty) => vec![ty],
            Shape::Enum(_) => Vec::new(),
        }
    }
}

impl Type {
    /// The type without null.
    pub fn non_null(&self) -> &Type {
        match self {
            Type::Nullable(inner) => inner.non_null(),
            ty => ty,
        }
    }

    /// How many lists and maps stand in each other.
    pub fn layers(&self) -> usize {
        match self {
            Type::Array(inner) | Type::Map(inner) => 1 + inner.layers(),
            Type::Nullable(inner) => inner.layers(),
            _ => 0,
        }
    }

    /// The type, or null.
    #[must_use]
    pub fn or_null(self, nullable: bool) -> Type {
        match self {
            Type::Any | Type::Nullable(_) => self,
            ty if nullable => Type::Nullable(Box::new(ty)),
            ty => ty,
        }
    }

    /// Calls `visit` with each named type that this type mentions.
    pub fn for_each_named(&self, visit: &mut dyn FnMut(TypeId)) {
        match self {
            Type::Named(id) => visit(*id),
            Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => inner.for_each_named(visit),
            _ => {}
        }
    }
}
