//! `rust::Crate` → files. No decisions here, only spelling: `quote` and `layout` for Rust, `minijinja` for text.

mod alias;
mod answers;
mod client;
mod comment;
pub(crate) mod doc;
mod docs;
mod example;
mod facts;
mod format;
mod group;
mod layout;
mod manifest;
mod model;
mod operation;
mod page;
mod pretty;
mod root;
mod server;
mod text;
mod ty;
mod union;

use proc_macro2::TokenStream;
use rayon::prelude::*;

use self::operation::{Common, Setters};
use crate::file_set::FileSet;
use crate::rust::{Crate, Group, Model, Operation};

/// What the manifest says about the description.
pub(crate) struct Origin<'o> {
    /// Identifies the content.
    pub hash: &'o str,
    /// The files, the entry document first.
    pub sources: Vec<&'o str>,
}

/// Spells out the whole crate.
pub(crate) fn emit(krate: &Crate, origin: &Origin<'_>) -> FileSet {
    let mut units = vec![Unit::Root, Unit::Models];
    if !krate.types_only {
        units.extend([Unit::Client, Unit::Error]);
    }
    if !krate.servers.is_empty() {
        units.push(Unit::Servers);
    }
    if !krate.headers.is_empty() {
        units.push(Unit::Headers);
    }
    units.extend(krate.models.iter().map(Unit::Model));
    for group in &krate.groups {
        units.push(Unit::Group(group));
        units.extend(group.operations.iter().map(|operation| Unit::Operation(group, operation)));
    }
    let (common, setters) = (Common::new(krate), Setters::new(krate));
    let file = |unit: &Unit<'_>| (unit.path(), format::file(&krate.document, || unit.tokens(krate, &common, &setters)));
    let rust: Vec<(String, String)> = units.par_iter().map(file).collect();
    let mut files = FileSet::default();
    rust.into_iter().chain(text::files(krate)).for_each(|(path, text)| files.insert(path, text));
    let manifest = manifest::manifest(krate, origin, &files);
    files.insert(manifest::PATH, manifest);
    files
}

/// The file of the headers that several operations have alike.
const HEADERS: &str = "src/headers.rs";

/// A Rust file.
enum Unit<'c> {
    Root,
    Client,
    Error,
    Servers,
    Headers,
    Models,
    Model(&'c Model),
    Group(&'c Group),
    Operation(&'c Group, &'c Operation),
}

impl Unit<'_> {
    fn path(&self) -> String {
        match self {
            Unit::Root => "src/lib.rs".to_owned(),
            Unit::Client => "src/client.rs".to_owned(),
            Unit::Error => "src/error.rs".to_owned(),
            Unit::Servers => "src/server.rs".to_owned(),
            Unit::Headers => HEADERS.to_owned(),
            Unit::Models => "src/models.rs".to_owned(),
            Unit::Model(model) => model_path(model),
            Unit::Group(group) => group_path(group),
            Unit::Operation(group, operation) => operation_path(group, operation),
        }
    }

    fn tokens(&self, krate: &Crate, common: &Common<'_>, setters: &Setters<'_>) -> TokenStream {
        match self {
            Unit::Root => root::root(krate),
            Unit::Client => client::client(krate, common),
            Unit::Error => root::error(krate),
            Unit::Servers => server::servers(krate),
            Unit::Headers => answers::shared_headers(&krate.headers),
            Unit::Models => root::models(krate),
            Unit::Model(model) => model::model(model),
            Unit::Group(group) => group::group(group, krate),
            Unit::Operation(group, operation) => operation::operation(operation, group, krate, common, setters),
        }
    }
}

fn model_path(model: &Model) -> String {
    format!("src/models/{}.rs", model.module)
}

fn group_path(group: &Group) -> String {
    format!("src/{}.rs", group.file)
}

fn operation_path(group: &Group, operation: &Operation) -> String {
    format!("src/{}/{}.rs", group.file, operation.module)
}
