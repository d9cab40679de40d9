//! `bindery.json`: what the crate was generated from, which files are ours, and where each item comes from.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::{HEADERS, Origin, group_path, model_path, operation_path};
use crate::file_set::FileSet;
use crate::rust::{Crate, Docs, Group, Headers, Model, ModelKind, Operation, Supply};
use crate::source::Pointer;

/// The manifest's path.
pub(super) const PATH: &str = "bindery.json";

/// What is in it; members in alphabetical order, as everywhere.
#[derive(Serialize)]
struct Manifest<'c> {
    document: Document<'c>,
    files: Vec<&'c str>,
    generator: &'static str,
    items: Items<'c>,
}

#[derive(Serialize)]
struct Document<'c> {
    name: &'c str,
    sha256: &'c str,
    sources: &'c [&'c str],
}

/// Every item by its path.
#[derive(Default, Serialize)]
struct Items<'c>(BTreeMap<String, Item<'c>>);

#[derive(Serialize)]
struct Item<'c> {
    file: String,
    #[serde(serialize_with = "as_text")]
    pointer: &'c Pointer,
}

fn as_text<S: Serializer>(pointer: &Pointer, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(pointer)
}

/// The manifest, as JSON text.
pub(super) fn manifest(krate: &Crate, origin: &Origin<'_>, files: &FileSet) -> String {
    let mut items = Items::default();
    krate.models.iter().for_each(|model| items.model(model));
    krate.headers.iter().for_each(|headers| items.headers(headers));
    for group in &krate.groups {
        group.operations.iter().for_each(|operation| items.operation(group, operation));
    }
    for version in &krate.client.api_versions {
        items.add(version.constant.clone(), "src/client.rs", &version.source);
    }
    for scheme in &krate.client.schemes {
        items.documented(format!("ClientBuilder::{}", scheme.ident), "src/client.rs", &scheme.docs);
    }
    for server in &krate.servers {
        items.documented(format!("server::{}", server.ident), "src/server.rs", &server.docs);
        for variable in &server.variables {
            items.documented(format!("server::{}::{}", server.ident, variable.ident), "src/server.rs", &variable.docs);
        }
    }
    let manifest = Manifest {
        document: Document { name: &krate.document, sha256: origin.hash, sources: &origin.sources },
        files: files.iter().map(|(path, _)| path).collect(),
        generator: concat!("bindery ", env!("CARGO_PKG_VERSION")),
        items,
    };
    match serde_json::to_string_pretty(&manifest) {
        Ok(text) => text + "\n",
        Err(error) => panic!("the manifest cannot be written as JSON, which is a bug in bindery: {error}"),
    }
}

impl<'c> Items<'c> {
    fn add(&mut self, item: String, file: &str, pointer: &'c Pointer) {
        self.0.insert(item, Item { file: file.to_owned(), pointer });
    }

    fn documented(&mut self, item: String, file: &str, docs: &'c Docs) {
        if let Some(source) = &docs.source {
            self.add(item, file, source);
        }
    }

    fn model(&mut self, model: &'c Model) {
        let (file, name) = (model_path(model), format!("models::{}", model.ident));
        match &model.kind {
            ModelKind::Struct(structure) => {
                structure.fields.iter().for_each(|f| self.add(format!("{name}::{}", f.ident), &file, &f.source));
            }
            ModelKind::Enum(choices) => {
                choices.variants.iter().for_each(|v| self.add(format!("{name}::{}", v.ident), &file, &v.source));
            }
            ModelKind::Union(union) => {
                union.variants.iter().for_each(|v| self.add(format!("{name}::{}", v.ident), &file, &v.source));
            }
            ModelKind::Alias(_) => {}
        }
        self.add(name, &file, &model.source);
    }

    fn headers(&mut self, headers: &'c Headers) {
        for field in &headers.fields {
            self.documented(format!("headers::{}::{}", headers.ident, field.ident), HEADERS, &field.docs);
        }
    }

    fn operation(&mut self, group: &Group, operation: &'c Operation) {
        let file = operation_path(group, operation);
        let module = &group.module;
        let request = format!("{module}::{}", operation.request);
        self.documented(
            format!("{module}::{}::{}", group.handle, operation.method),
            &group_path(group),
            &operation.docs,
        );
        self.documented(request.clone(), &file, &operation.docs);
        let given = operation.parameters.iter().filter(|parameter| !matches!(parameter.supply, Supply::Client(_)));
        for parameter in given {
            self.documented(format!("{request}::{}", parameter.ident), &file, &parameter.docs);
        }
        if let Some(body) = &operation.body {
            self.documented(format!("{request}::{}", body.ident), &file, &body.docs);
        }
        if let Some(headers) = operation.headers.as_ref().filter(|headers| headers.shared.is_none()) {
            for field in &headers.fields {
                self.documented(format!("{module}::{}::{}", headers.ident, field.ident), &file, &field.docs);
            }
        }
        for choice in operation.success.choice.iter().chain(&operation.failure.choice) {
            for variant in &choice.variants {
                self.documented(format!("{module}::{}::{}", choice.ident, variant.ident), &file, &variant.docs);
            }
        }
    }
}
