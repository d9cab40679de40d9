//! In which order the members of an object are written.
//!
//! Fixed fields come in one order. Names come by the alphabet where there are many and nobody reads them in turn; the
//! others as in the previous version, and new ones behind what they follow upstream.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::bundle::Whole;
use super::yaml::Node;
use crate::locate::Positions;
use crate::normalize::{Kind, Shape};
use crate::source::{FileId, Pointer, Sources};

/// The order of fixed fields; that of an object without a line here is the order of its table in `normalize`.
const FIELDS: [(&str, &[&str]); 7] = [
    ("an OpenAPI object", &["openapi", "info", "externalDocs", "servers", "security", "tags", "paths", "components"]),
    ("an info object", &["title", "description", "termsOfService", "contact", "license", "version"]),
    (
        "a components object",
        &["parameters", "headers", "requestBodies", "responses", "schemas", "securitySchemes", "links", "callbacks"],
    ),
    (
        "a path item",
        &[
            "summary",
            "description",
            "servers",
            "parameters",
            "get",
            "post",
            "put",
            "delete",
            "head",
            "patch",
            "options",
            "trace",
        ],
    ),
    (
        "an operation",
        &[
            "tags",
            "operationId",
            "summary",
            "description",
            "externalDocs",
            "parameters",
            "requestBody",
            "deprecated",
            "responses",
            "callbacks",
            "security",
            "servers",
        ],
    ),
    ("a request body", &["description", "required", "content"]),
    (
        "a schema",
        &[
            "title",
            "type",
            "allOf",
            "oneOf",
            "anyOf",
            "not",
            "discriminator",
            "format",
            "description",
            "externalDocs",
            "deprecated",
            "nullable",
            "readOnly",
            "writeOnly",
            "additionalProperties",
            "default",
            "multipleOf",
            "minimum",
            "exclusiveMinimum",
            "maximum",
            "exclusiveMaximum",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "items",
            "enum",
            "required",
            "properties",
            "xml",
            "example",
        ],
    ),
];

/// The order of the members of `x-ms-enum` and of its values.
const ENUM: [&str; 5] = ["name", "modelAsString", "values", "value", "description"];

/// Where the order of names is looked up.
pub(super) struct Orders<'v> {
    previous: Option<Written<'v>>,
    upstream: Written<'v>,
}

/// A document and the texts that it was read from.
pub(super) struct Written<'v> {
    whole: &'v Whole,
    files: BTreeMap<FileId, Positions<'v>>,
}

impl<'v> Written<'v> {
    pub(super) fn new(whole: &'v Whole, sources: &'v Sources) -> Self {
        let parts = sources.parts().filter_map(|(file, part)| Some((file.clone(), part.ok()?)));
        let sources = std::iter::once((FileId::ENTRY, sources.entry())).chain(parts);
        Self { whole, files: sources.map(|(file, source)| (file, Positions::new(source))).collect() }
    }

    /// The keys of the object at a place of the whole document, as they are written.
    fn keys(&self, here: &Pointer) -> Vec<&str> {
        let mut place = here.clone();
        let mut behind = Vec::new();
        // A component that was made of something in place leads there, and that perhaps on.
        for _ in 0..100 {
            match (self.whole.origins.get(&place), place.parent()) {
                (Some(origin), _) if *origin != place => {
                    let tail: Vec<String> = behind.iter().rev().cloned().collect();
                    let origin = origin.keys(tail.iter().map(String::as_str));
                    let found = self.written(&origin);
                    if !found.is_empty() || *origin.file() != FileId::ENTRY {
                        return found;
                    }
                    (place, behind) = (origin, Vec::new());
                }
                (_, Some(parent)) => {
                    behind.push(place.last().unwrap_or_default());
                    place = parent;
                }
                (_, None) => break,
            }
        }
        self.written(here)
    }

    /// The keys of the object at a place of the documents.
    fn written(&self, place: &Pointer) -> Vec<&str> {
        let place = self.whole.places.original(place);
        self.files.get(place.file()).map(|file| file.keys(&place)).unwrap_or_default()
    }
}

impl<'v> Orders<'v> {
    pub(super) fn new(previous: Option<Written<'v>>, upstream: Written<'v>) -> Self {
        Self { previous, upstream }
    }

    /// Arranges a value that is at `here` in the whole document.
    pub(super) fn arrange(&self, value: &Value, kind: &Kind, here: &Pointer) -> Node {
        match (kind, value) {
            (Kind::List(inner), Value::Array(items)) => {
                let items = items.iter().enumerate();
                Node::List(items.map(|(index, item)| self.arrange(item, inner, &here.index(index))).collect())
            }
            (_, Value::Array(items)) => {
                let items = items.iter().enumerate();
                Node::List(items.map(|(index, item)| self.arrange(item, kind, &here.index(index))).collect())
            }
            (Kind::Map(inner), Value::Object(members)) => {
                let keys = if is_alphabetical(here) { sorted(members) } else { self.names(members, here) };
                self.members(members, keys, |_| Some(inner), here)
            }
            (kind, Value::Object(members)) => match super::walk::shape_of(kind) {
                Some(shape) => self.members(members, fields(members, shape), |key| shape.kind_of(key), here),
                None => self.members(members, self.names(members, here), |_| None, here),
            },
            (_, value) => Node::Scalar(value.clone()),
        }
    }

    fn members<'k>(
        &self,
        members: &Map<String, Value>,
        keys: Vec<&str>,
        kind: impl Fn(&str) -> Option<&'k Kind>,
        here: &Pointer,
    ) -> Node {
        let arrange = |key: &str| {
            let kind = kind(key).unwrap_or(&Kind::Any);
            members.get(key).map(|member| (key.to_owned(), self.arrange(member, kind, &here.key(key))))
        };
        Node::Map(keys.into_iter().filter_map(arrange).collect())
    }

    /// Names in the order of the previous version, with new ones where the upstream has them.
    fn names<'m>(&self, members: &'m Map<String, Value>, here: &Pointer) -> Vec<&'m str> {
        if here.tokens().any(|token| token == "x-ms-enum") {
            let mut keys = sorted(members);
            keys.sort_by_key(|key| ENUM.iter().position(|known| known == key).unwrap_or(ENUM.len()));
            if members.contains_key("value") {
                // `value`, `name`, `description`.
                keys.sort_by_key(|key| *key != "value");
            }
            return keys;
        }
        let own = |keys: Vec<&str>| -> Vec<&'m str> {
            keys.into_iter().filter_map(|key| members.get_key_value(key).map(|(key, _)| key.as_str())).collect()
        };
        let mut order = own(self.previous.as_ref().map(|previous| previous.keys(here)).unwrap_or_default());
        insert(&mut order, &own(self.upstream.keys(here)));
        insert(&mut order, &sorted(members));
        order
    }
}

/// Inserts what is new of `others`, each behind the one that it follows there.
fn insert<'m>(order: &mut Vec<&'m str>, others: &[&'m str]) {
    let mut behind = None;
    for key in others {
        let at = order.iter().position(|known| known == key).unwrap_or_else(|| {
            let at = behind.map_or(0, |at| at + 1);
            order.insert(at, key);
            at
        });
        behind = Some(at);
    }
}

fn sorted(members: &Map<String, Value>) -> Vec<&str> {
    let mut keys: Vec<&str> = members.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// Whether the names of this map come by the alphabet: paths, statuses, and components but security schemes.
fn is_alphabetical(here: &Pointer) -> bool {
    let tokens: Vec<Cow<'_, str>> = here.tokens().collect();
    match tokens.iter().map(|token| &**token).collect::<Vec<_>>().as_slice() {
        ["components", section] => *section != "securitySchemes",
        ["paths"] | ["paths", _, _, "responses"] => true,
        _ => false,
    }
}

/// Fixed fields in their order, others behind them.
fn fields<'m>(members: &'m Map<String, Value>, shape: &Shape) -> Vec<&'m str> {
    let ours = FIELDS.iter().find(|(name, _)| *name == shape.name).map(|(_, fields)| *fields);
    let rank = |key: &str| match ours {
        Some(fields) => fields.iter().position(|field| *field == key).unwrap_or(fields.len()),
        None => shape.fields.iter().position(|field| field.key == key).unwrap_or(shape.fields.len()),
    };
    let mut keys = sorted(members);
    keys.sort_by_key(|key| (rank(key), key.starts_with("x-")));
    keys
}
