//! What errors look like: the body that most of them share, and where a body has its code and its message.

use std::collections::BTreeMap;

use crate::ir::{Api, Codec, Shape, Type, TypeId};

/// Paths of an error code, the usual one first.
const CODES: [&[&str]; 6] =
    [&["code"], &["error", "code"], &["errorCode"], &["error_code"], &["error", "type"], &["type"]];

/// Paths of an error message.
const MESSAGES: [&[&str]; 9] = [
    &["message"],
    &["message", "value"],
    &["error", "message"],
    &["error", "message", "value"],
    &["detail"],
    &["error_description"],
    &["title"],
    &["description"],
    &["error"],
];

/// What errors look like.
#[derive(Clone, Debug, Default)]
pub(crate) struct ErrorFacts {
    /// The JSON body that most failures have.
    pub common: Option<TypeId>,
    /// For each named type that is an error body, the JSON Pointers of its code and of its message.
    pub fields: BTreeMap<TypeId, (Option<String>, Option<String>)>,
}

/// Looks at the failures of all operations.
pub(super) fn errors(api: &Api) -> ErrorFacts {
    let mut count: BTreeMap<TypeId, usize> = BTreeMap::new();
    for response in api.operations.iter().flat_map(|operation| &operation.failure) {
        if let Some(content) = response.content.as_ref().filter(|content| content.codec == Codec::Json)
            && let Type::Named(id) = content.ty.non_null()
        {
            *count.entry(*id).or_default() += 1;
        }
    }
    let fields = count.keys().map(|id| {
        let ty = Type::Named(*id);
        (*id, (find(api, &ty, &CODES), find(api, &ty, &MESSAGES)))
    });
    ErrorFacts {
        fields: fields.collect(),
        // Of two that are equally common, the first by name.
        common: count.iter().min_by_key(|(id, count)| (std::cmp::Reverse(**count), **id)).map(|(id, _)| *id),
    }
}

/// The first of `paths` that leads to a text.
fn find(api: &Api, ty: &Type, paths: &[&[&str]]) -> Option<String> {
    let path = paths.iter().find(|path| is_text(api, ty, path))?;
    Some(path.iter().map(|key| format!("/{key}")).collect())
}

fn is_text(api: &Api, ty: &Type, path: &[&str]) -> bool {
    match (api.resolve(ty).0, path) {
        (Type::String(_), []) => true,
        (Type::Named(id), path) => match (&api.def(*id).shape, path) {
            (Shape::Enum(_), []) => true,
            (Shape::Object(object), [key, path @ ..]) => {
                object.properties.iter().any(|property| property.name == *key && is_text(api, &property.ty, path))
            }
            (Shape::Union(union), path) => {
                let mut objects = union.branches.iter().filter(|branch| api.is_object(&branch.ty));
                objects.any(|branch| is_text(api, &branch.ty, path))
            }
            _ => false,
        },
        _ => false,
    }
}
