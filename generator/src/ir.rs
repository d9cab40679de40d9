//! The API as Bindery understands it: no JSON Schema keywords left, no Rust names yet.

use crate::source::Pointer;

mod mentions;
mod operation;
mod places;
mod schema;

pub use operation::*;
pub use schema::*;

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
