//! The Rust crate as it will be: every name, type and derive decided, nothing spelled yet.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::ir::{
    Bounds, Codec, Encoding, Gone, IntegerFormat, ListStyle, ParameterPlace, SchemeKind, Status, Styled, TemplatePart,
};
use crate::source::Pointer;

/// A whole client crate.
#[derive(Clone, Debug)]
pub struct Crate {
    /// What goes into `Cargo.toml`.
    pub manifest: Manifest,
    /// The root of the module that is written by hand, within the crate.
    pub custom: Option<String>,
    /// The base name of the document, for the first line of every file.
    pub document: String,
    /// The API's title.
    pub title: String,
    /// The API's version.
    pub api_version: String,
    /// What the crate is about.
    pub docs: Docs,
    /// The client.
    pub client: Client,
    /// The servers, in the document's order of preference.
    pub servers: Vec<Server>,
    /// The body type of most errors; unit if none is typed.
    pub error: Ty,
    /// A module per group, by name.
    pub groups: Vec<Group>,
    /// The types of the API, by name.
    pub models: Vec<Model>,
    /// The headers that several operations have alike, by name.
    pub headers: Vec<Headers>,
}

/// What goes into `Cargo.toml`.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The package name.
    pub name: String,
    /// The package version.
    pub version: String,
    /// One line about the package.
    pub description: String,
    /// SPDX licence expression.
    pub license: Option<String>,
    /// Where the source is kept.
    pub repository: Option<String>,
    /// The project's page.
    pub homepage: Option<String>,
    /// Where the documentation is.
    pub documentation: Option<String>,
    /// Words that the package is found by.
    pub keywords: Vec<String>,
    /// Categories of the registry.
    pub categories: Vec<String>,
    /// The README that is written by hand; without it one is emitted.
    pub readme: Option<String>,
    /// The path of the runtime, if it is not used by version.
    pub runtime_path: Option<String>,
    /// `[dependencies]` besides the runtime: names, and TOML values.
    pub dependencies: Vec<(String, String)>,
    /// `[dev-dependencies]`: names, and TOML values.
    pub dev_dependencies: Vec<(String, String)>,
    /// The features that are on by default.
    pub default: Vec<String>,
    /// The features of the groups, and the others that each needs.
    pub features: Vec<(String, Vec<String>)>,
    /// The features that the configuration adds, each with what it turns on.
    pub own_features: BTreeMap<String, Vec<String>>,
    /// Examples and tests that have to be described.
    pub targets: Vec<Target>,
    /// `[package.metadata]`, as TOML.
    pub metadata: Option<String>,
}

/// An example or test that is written by hand and described in `Cargo.toml`.
#[derive(Clone, Debug)]
pub struct Target {
    /// `example` or `test`.
    pub kind: &'static str,
    /// Keys, and TOML values.
    pub entries: Vec<(String, String)>,
}

/// What a doc comment says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// One line, as Markdown of the document.
    pub summary: Option<String>,
    /// More, as Markdown of the document.
    pub description: Option<String>,
    /// Whether it should no longer be used and only the comment can say so.
    pub deprecated: bool,
    /// What values are allowed.
    pub bounds: Bounds,
    /// The values themselves, if they are few.
    pub values: Vec<String>,
    /// Whether a value is made up for every call when none is given.
    pub made_up: bool,
    /// Where it comes from.
    pub source: Option<Pointer>,
}

/// The client and its builder.
#[derive(Clone, Debug)]
pub struct Client {
    /// The versions that requests carry, usually one.
    pub api_versions: Vec<ApiVersion>,
    /// A setter per security scheme.
    pub schemes: Vec<Scheme>,
}

/// A version parameter that the client fills in.
#[derive(Clone, Debug)]
pub struct ApiVersion {
    /// The parameter's name.
    pub name: String,
    /// Accessor, setter and field.
    pub ident: String,
    /// The constant.
    pub constant: String,
    /// Its value.
    pub value: String,
    /// Where the parameter is declared.
    pub source: Pointer,
}

/// A security scheme's setter.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// The scheme's name.
    pub name: String,
    /// The setter.
    pub ident: String,
    /// What it takes.
    pub kind: SchemeKind,
    /// About the scheme.
    pub docs: Docs,
}

/// A server with its variables.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its URL in the document.
    pub name: String,
    /// The type.
    pub ident: String,
    /// The URL; a variable is an index into `variables`.
    pub url: Vec<TemplatePart<usize>>,
    /// The variables.
    pub variables: Vec<ServerVariable>,
    /// About the server.
    pub docs: Docs,
}

/// A variable of a server.
#[derive(Clone, Debug)]
pub struct ServerVariable {
    /// Field and setter.
    pub ident: String,
    /// The value used when none is given.
    pub default: String,
    /// About the variable.
    pub docs: Docs,
}

/// A module with the operations of a group.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name in the document.
    pub name: String,
    /// The module, the client's accessor and the feature.
    pub module: String,
    /// The file and the folder of its operations: the module, in ASCII.
    pub file: String,
    /// The type that has a method per operation.
    pub handle: String,
    /// Deprecated names of the module.
    pub was: Vec<String>,
    /// Deprecated names of the handle.
    pub handles_were: Vec<String>,
    /// About the group.
    pub docs: Docs,
    /// The operations, by name.
    pub operations: Vec<Operation>,
}

impl Group {
    /// The path of the file, if it is not that of a module of its name.
    pub fn path(&self) -> Option<String> {
        (self.file != self.module).then(|| format!("{}.rs", self.file))
    }
}

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
    /// Its status, which means yes or no.
    Is(bool),
    /// Nothing: it is watched what comes after.
    Watch,
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

/// A type of the API.
#[derive(Clone, Debug)]
pub struct Model {
    /// The name of its schema, or the words made up for one without.
    pub name: String,
    /// The type.
    pub ident: String,
    /// Deprecated names of it.
    pub was: Vec<String>,
    /// The file, without extension.
    pub module: String,
    /// What it is.
    pub kind: ModelKind,
    /// The features of the groups that use it; empty for one that is always there.
    pub features: Vec<String>,
    /// About the type.
    pub docs: Docs,
    /// Where it comes from.
    pub source: Pointer,
}

/// What a model is.
#[derive(Clone, Debug)]
pub enum ModelKind {
    /// An object.
    Struct(Struct),
    /// One of some texts.
    Enum(Enum),
    /// A value of one of several types.
    Union(Union),
    /// Another name for a type.
    Alias(Ty),
}

/// A value of one of several types, or another.
#[derive(Clone, Debug)]
pub struct Union {
    /// The member whose text tells which.
    pub tag: Option<String>,
    /// A variant per type.
    pub variants: Vec<UnionVariant>,
    /// The variant that holds any other value.
    pub fallback: String,
}

/// One of the types of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant {
    /// What identifies it.
    pub name: String,
    /// The variant.
    pub ident: String,
    /// Deprecated names of it.
    pub was: Vec<String>,
    /// What it holds.
    pub ty: Ty,
    /// Whether no other variant holds a value of the same type.
    pub only_of_type: bool,
    /// The texts of the tag that stand for it.
    pub values: Vec<String>,
    /// The text of the tag that is written beside the value, if that has none itself.
    pub written: Option<String>,
    /// About it, as Markdown of the document.
    pub description: Option<String>,
    /// Where it comes from.
    pub source: Pointer,
}

/// An object.
#[derive(Clone, Debug)]
pub struct Struct {
    /// The members, by wire name.
    pub fields: Vec<Field>,
    /// The field and value type of all other members.
    pub rest: Option<(String, Ty)>,
    /// What is where in it, if it is a page of a list.
    pub page: Option<Page>,
    /// Whether callers only read it, so that it may grow.
    pub non_exhaustive: bool,
    /// Whether it has a constructor with the required fields.
    pub constructor: bool,
    /// The required fields in the order in which a constructor takes them: indices.
    pub arguments: Vec<usize>,
}

/// What is where in a page of a list.
#[derive(Clone, Debug)]
pub struct Page {
    /// What the list is made of.
    pub item: Ty,
    /// The field with the items, an index.
    pub items: usize,
    /// The field with the link to the next page, an index.
    pub next_link: Option<usize>,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name on the wire.
    pub name: String,
    /// The field.
    pub ident: String,
    /// Its whole type.
    pub ty: Ty,
    /// How it may be missing.
    pub presence: Presence,
    /// Whether it is only read.
    pub read_only: bool,
    /// About the member.
    pub docs: Docs,
    /// Where it comes from.
    pub source: Pointer,
}

/// How a member may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Never.
    Required,
    /// Absent.
    Optional,
}

/// One of some texts, or another.
#[derive(Clone, Debug)]
pub struct Enum {
    /// A variant per value.
    pub variants: Vec<Variant>,
    /// The variant that holds any other text.
    pub fallback: String,
    /// The fields that hold its values: struct and field, in order.
    pub fields: Vec<(String, String)>,
    /// Whether it stands in parameters or header fields.
    pub text: bool,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The text.
    pub value: String,
    /// The variant.
    pub ident: String,
    /// Deprecated names of it.
    pub was: Vec<String>,
    /// About the value, as Markdown of the document.
    pub description: Option<String>,
    /// Other texts that are read as it.
    pub aliases: Vec<String>,
    /// Where it comes from.
    pub source: Pointer,
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names say all")]
pub enum Ty {
    Unit,
    Bool,
    Integer(IntegerFormat),
    F32,
    F64,
    String,
    Bytes,
    /// Bytes as they come.
    Stream,
    Base64,
    Date,
    Timestamp,
    HttpDate,
    Duration,
    Uuid,
    Uri,
    Secret,
    /// A file in a body of parts.
    File,
    /// Any JSON value.
    Any,
    /// A type in the crate's `models`.
    Model(String),
    /// A type beside the operation.
    Local(String),
    /// A type beside an operation, by the module of its group.
    Beside(String, String),
    /// What watches an operation: by the type of its state, and the body of an error in reading it.
    Poller(Box<Ty>, Box<Ty>),
    Vec(Box<Ty>),
    Map(Box<Ty>),
    Option(Box<Ty>),
    /// Absent, null or a value.
    Maybe(Box<Ty>),
    Boxed(Box<Ty>),
    /// A value that is not shown.
    Redacted(Box<Ty>),
}

/// A call of an operation.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// The arguments of the method.
    pub arguments: Vec<Expr>,
    /// The setters called.
    pub setters: Vec<(String, Expr)>,
}

/// A value in an example.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A string literal where `impl Into` takes it.
    Text(String),
    /// An owned string.
    Owned(String),
    /// `true` or `false`.
    Bool(bool),
    /// An integer or float, as its literal.
    Number(String),
    /// A text that is parsed into a type.
    Parse(Ty, String),
    /// Bytes given as text.
    Bytes(String),
    /// A variant of an enum model.
    Variant(String, String),
    /// A variant of a union model, with its value.
    Branch(String, String, Box<Expr>),
    /// A struct model; unset fields come from `Default` or, with arguments, from `new`.
    Struct {
        /// The model.
        model: String,
        /// The fields set.
        fields: Vec<(String, Expr)>,
        /// The arguments of `new`, if it has one.
        arguments: Option<Vec<Expr>>,
        /// Whether it can be written as a literal.
        open: bool,
    },
    /// `vec![…]`, not empty.
    Vec(Vec<Expr>),
    /// A list of these without any.
    Empty(Ty),
    /// A map from pairs.
    Map(Vec<(String, Expr)>),
    /// `Some(…)`.
    Some(Box<Expr>),
    /// `Maybe::Value(…)`.
    Value(Box<Expr>),
    /// `Box::new(…)`.
    Boxed(Box<Expr>),
    /// `….into()`.
    Converted(Box<Expr>),
    /// Any JSON value.
    Json(Value),
}

impl Ty {
    /// Calls `visit` with each model that the type mentions.
    pub fn for_each_model(&self, visit: &mut dyn FnMut(&str)) {
        match self {
            Ty::Model(name) => visit(name),
            Ty::Vec(inner) | Ty::Map(inner) | Ty::Option(inner) => inner.for_each_model(visit),
            Ty::Maybe(inner) | Ty::Boxed(inner) | Ty::Redacted(inner) => inner.for_each_model(visit),
            _ => {}
        }
    }

    /// `Option<self>`.
    #[must_use]
    pub fn optional(self) -> Ty {
        Ty::Option(Box::new(self))
    }
}
