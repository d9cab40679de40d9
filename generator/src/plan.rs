//! `ir::Api` and facts → `rust::Crate`: every name, type, derive and module is decided here.

mod answers;
mod client;
mod example;
mod headers;
mod manifest;
mod model;
mod name;
mod operation;
mod poller;
mod tailor;
mod ty;
mod union;
mod variant;

use crate::analyze::Facts;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::ir::{Api, TypeId};
use crate::lock::Pins;
use crate::rust::{ApiVersion, Client, Crate, Docs, Group, Ty};
use crate::source::{FileId, Pointer};
#[cfg(feature = "cli")]
pub(crate) use manifest::is_package_name;
pub(crate) use model::unique_keys;
use name::{Case, Names, Refusal, Scope};
pub(crate) use operation::{BODY, key as operation_key, parameter_key};

/// Modules and files of the crate's root, crates, and features that a group may not be called.
const ROOT_NAMES: [&str; 17] = [
    "alloc",
    "bin",
    "bindery_runtime",
    "client",
    "core",
    "default",
    "error",
    "headers",
    "hyper",
    "lib",
    "main",
    "models",
    "runtime",
    "serde",
    "server",
    "std",
    "types",
];

/// The module that is written by hand, if there is one.
const CUSTOM: &str = "custom";

/// Methods of the client that a group's accessor may not be called.
const CLIENT_METHODS: [&str; 4] = ["api_version", "builder", "clone", "new"];

/// Decides everything about the crate. `document` is the base name of the entry file.
pub(crate) fn plan(api: &Api, facts: &Facts, config: &Config, pins: &Pins, document: &str) -> (Crate, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let types = model::names(api, pins, &mut diagnostics);
    let mut root_names = ROOT_NAMES.to_vec();
    root_names.extend(config.krate.custom.as_ref().map(|_| CUSTOM));
    let modules = group_modules(api, pins, &root_names);
    report_refused(&modules, &mut diagnostics);
    let api_versions = client::api_versions(api);
    let mut planner =
        Planner { api, facts, pins, root_names, modules, types, api_versions, models: Vec::new(), diagnostics };
    planner.models = planner.models();
    tailor::tailor(&mut planner.models, config, &mut planner.diagnostics);
    let mut groups = planner.groups();
    poller::finish(api, &mut groups);
    let headers = headers::share(&mut groups);
    if config.krate.types_only {
        return (planner.types_only(config, document), planner.diagnostics);
    }
    let krate = Crate {
        types_only: false,
        manifest: manifest::manifest(api, config, &groups, &mut planner.diagnostics),
        custom: config.krate.custom.as_ref().map(|path| path.as_str().to_owned()),
        document: document.to_owned(),
        title: api.title.clone(),
        api_version: api.version.clone(),
        docs: Docs { description: api.description.clone(), ..Docs::default() },
        client: planner.client(),
        servers: planner.servers(),
        error: facts.errors.common.map_or(Ty::Unit, |id| planner.model_ty(id)),
        groups,
        headers,
        models: {
            let mut models = std::mem::take(&mut planner.models);
            models.sort_by(|a, b| a.ident.cmp(&b.ident));
            models
        },
    };
    (krate, planner.diagnostics)
}

struct Planner<'a> {
    api: &'a Api,
    facts: &'a Facts,
    /// What is settled.
    pins: &'a Pins,
    /// What the root has besides the groups.
    root_names: Vec<&'static str>,
    /// The module of each group.
    modules: Names,
    /// The names of each type.
    types: Vec<TypeNames>,
    /// The version parameters, by name.
    api_versions: Vec<ApiVersion>,
    /// The planned types, by id.
    models: Vec<crate::rust::Model>,
    diagnostics: Diagnostics,
}

impl Planner<'_> {
    /// The crate without what makes calls.
    fn types_only(&mut self, config: &Config, document: &str) -> Crate {
        let mut models = std::mem::take(&mut self.models);
        models.iter_mut().for_each(|model| model.features.clear());
        models.sort_by(|a, b| a.ident.cmp(&b.ident));
        Crate {
            manifest: manifest::manifest(self.api, config, &[], &mut self.diagnostics),
            types_only: true,
            custom: config.krate.custom.as_ref().map(|path| path.as_str().to_owned()),
            document: document.to_owned(),
            title: self.api.title.clone(),
            api_version: self.api.version.clone(),
            docs: Docs { description: self.api.description.clone(), ..Docs::default() },
            client: Client { api_versions: Vec::new(), schemes: Vec::new() },
            servers: Vec::new(),
            error: Ty::Unit,
            groups: Vec::new(),
            headers: Vec::new(),
            models,
        }
    }

    fn groups(&mut self) -> Vec<Group> {
        let api = self.api;
        let files: Vec<String> = api.groups.iter().map(|group| model::ascii(&self.module(&group.name))).collect();
        let names = Scope::new(Case::Value).reserve(&self.root_names).assign(files.iter().map(String::as_str));
        let groups = api.groups.iter().zip(&files).map(|(group, file)| {
            let (handle, handles_were) = self.handle(&group.name);
            Group {
                name: group.name.clone(),
                module: self.module(&group.name),
                file: names.get(file).into_owned(),
                operations: self.operations(&group.name, &handle, &handles_were),
                was: self.modules.were(&group.name),
                handle,
                handles_were,
                docs: Docs { description: group.description.clone(), ..Docs::default() },
            }
        });
        let mut groups: Vec<Group> = groups.collect();
        groups.sort_by(|a, b| a.module.cmp(&b.module));
        groups
    }

    fn module(&self, group: &str) -> String {
        self.modules.get(group).into_owned()
    }

    /// The handle of a group, and what it was before.
    fn handle(&mut self, group: &str) -> (String, Vec<String>) {
        let pin = self.pins.groups.get(group).map(|(_, handle)| handle);
        let names = Scope::new(Case::Type).pin([(group, pin)]).assign([group]);
        report_refused(&names, &mut self.diagnostics);
        (names.get(group).into_owned(), names.were(group))
    }

    fn model_ty(&self, id: TypeId) -> Ty {
        Ty::Model(self.types[id.0].ident.clone())
    }
}

/// The names of a type.
struct TypeNames {
    /// Its key, which nothing else has.
    key: String,
    ident: String,
    /// What it was before.
    was: Vec<String>,
}

/// The module of each group, by the group's name.
fn group_modules(api: &Api, pins: &Pins, root_names: &[&str]) -> Names {
    let taken: Vec<&str> = root_names.iter().copied().chain(CLIENT_METHODS).collect();
    let names = || api.groups.iter().map(|group| group.name.as_str());
    let pinned = names().map(|name| (name, pins.groups.get(name).map(|(module, _)| module)));
    Scope::new(Case::Value).reserve(&taken).pin(pinned).assign(names())
}

/// Reports the names of lock and configuration that cannot be had.
fn report_refused(names: &Names, diagnostics: &mut Diagnostics) {
    for Refusal { pin, name, problem } in names.refused() {
        let code = if *pin.at.file() == FileId::LOCK { &code::LOCK_CONFLICT } else { &code::CONFIG_CONFLICT };
        let instead = match *name == pin.ident {
            true => "the name that the document gives",
            false => "no alias of this name",
        };
        let message = format!("`{name}` cannot be a name here: {problem}");
        diagnostics.push(Diagnostic::new(code, pin.at.clone(), message).instead(instead));
    }
}

/// Reports the names that had to be changed because another has them.
fn report_collisions(names: &Names, place: impl Fn(&str) -> Option<Pointer>, diagnostics: &mut Diagnostics) {
    for collision in names.collisions() {
        let (Some(at), Some(other)) = (place(collision.name), place(collision.other)) else { continue };
        let message = format!("`{}` and `{}` become the same Rust name", collision.name, collision.other);
        diagnostics.push(
            Diagnostic::new(&code::NAME_COLLISION, at, message)
                .related(other, "this one keeps it")
                .instead(format!("the name `{}`", collision.identifier)),
        );
    }
}

/// Reports the names for clients that could not be used: `things` have one, the key they got instead, and a place.
fn report_forgone<'n>(
    things: impl Iterator<Item = (&'n Option<String>, &'n String, &'n Pointer)>,
    diagnostics: &mut Diagnostics,
) {
    for (name, key, at) in things {
        if let Some(name) = name.as_ref().filter(|name| *name != key) {
            let message = format!("another is called `{name}` too");
            let diagnostic = Diagnostic::new(&code::NAME_COLLISION, at, message);
            diagnostics.push(diagnostic.instead(format!("a name from `{key}`")));
        }
    }
}
