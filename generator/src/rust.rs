//! The Rust crate as it will be: every name, type and derive decided, nothing spelled yet.

mod example;
mod model;
mod operation;
mod ty;

use std::collections::BTreeMap;

use crate::ir::{Bounds, SchemeKind, TemplatePart};
use crate::source::Pointer;

pub use example::*;
pub use model::*;
pub use operation::*;
pub use ty::*;

/// A whole client crate.
#[derive(Clone, Debug)]
pub struct Crate {
    /// What goes into `Cargo.toml`.
    pub manifest: Manifest,
    /// Whether there are only types: no client, groups, servers and headers.
    pub types_only: bool,
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
