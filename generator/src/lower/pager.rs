//! Lists in pages: `x-ms-pageable`, as AutoRest defines it, or `[pagers]` of the configuration.
//!
//! The surprise is that a page is a fact about a type and not about an operation: two operations that answer the same
//! page have to mean the same by it.

use serde_json::Value;

use super::extension::{member, unexpected};
use crate::config::{Config, PagerConfig};
use crate::description::Description;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::ir::{Api, Codec, Delivery, Object, Operation, Page, Response, Shape, StringFormat, Type, TypeId};
use crate::source::{Location, Pointer};
use crate::spelling::nearest;

/// The extension: `nextLinkName`, which is null for a list in one page, `itemName` and `operationName`.
const EXTENSION: &str = "x-ms-pageable";

/// Marks the operations that answer pages, and the types of these.
pub(super) fn pagers(api: &mut Api, description: &Description, config: &Config) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    report_unused(description, config, &mut diagnostics);
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let said = match config.pagers.get(&operation.id) {
            Some(pager) => Some((pager.clone(), Config::place(["pagers", &operation.id]))),
            None => described(operation, description, &mut diagnostics).map(|(pager, at)| (pager, at.into())),
        };
        let Some((pager, at)) = said else { continue };
        match page(api, operation, &pager) {
            Ok((id, page)) => mark(api, (index, id), page, at, &mut diagnostics),
            Err((message, help)) => {
                let problem = unusable(at, format!("there are no pages to follow: {message}"));
                diagnostics.push(help.into_iter().fold(problem, Diagnostic::help));
            }
        }
    }
    diagnostics
}

fn unusable(at: Location, message: String) -> Diagnostic {
    Diagnostic::new(&code::PAGER_UNUSABLE, at, message).instead("an operation that answers its first page")
}

fn report_unused(description: &Description, config: &Config, diagnostics: &mut Diagnostics) {
    for id in config.pagers.keys() {
        super::report_unknown_operation("pagers", id, description, diagnostics);
    }
}

/// What the document says of the pages of an operation, and where.
fn described(
    operation: &Operation,
    description: &Description,
    diagnostics: &mut Diagnostics,
) -> Option<(PagerConfig, Pointer)> {
    let described = description.operations.iter().find(|described| described.at == operation.at)?;
    let value = described.object.extensions.get(EXTENSION)?;
    let at = operation.at.key(EXTENSION);
    let Value::Object(members) = value else {
        unexpected(value, "an object", &at, diagnostics);
        return None;
    };
    if members.contains_key("operationName") {
        let message = "another operation is meant to ask for the pages behind the first one";
        let diagnostic = Diagnostic::new(&code::FEATURE_IGNORED, at.key("operationName"), message);
        diagnostics.push(diagnostic.instead("the links, followed as they are"));
    }
    let mut name = |key: &str| match members.get(key) {
        None | Some(Value::Null) => Some(None),
        Some(_) => member(members, key, &at, diagnostics).map(|name| Some(name.to_owned())),
    };
    let (items, next_link) = (name("itemName")?, name("nextLinkName")?);
    Some((PagerConfig { items: items.unwrap_or_else(PagerConfig::usual_items), next_link }, at))
}

/// Why there are no pages, and what to do about it.
type Problem = (String, Option<String>);

/// The type of a page, and what is where in it.
fn page(api: &Api, operation: &Operation, pager: &PagerConfig) -> Result<(TypeId, Page), Problem> {
    let (id, object) = answered_object(api, &operation.success)
        .ok_or_else(|| (format!("`{}` does not answer one JSON object", operation.id), None))?;
    let items = property(object, &pager.items, api.name(id))?;
    let next_link = pager.next_link.as_ref().map(|name| property(object, name, api.name(id))).transpose()?;
    let is = |index: usize, wanted: fn(&Type) -> bool, what: &str| {
        let property = &object.properties[index];
        match wanted(api.resolve(&property.ty).0) && !property.secret {
            true => Ok(()),
            false => Err((format!("`{}` of `{}` is not {what}", property.name, api.name(id)), None)),
        }
    };
    is(items, |ty| matches!(ty, Type::Array(_)), "an array")?;
    let link = |ty: &Type| matches!(ty, Type::String(StringFormat::Plain | StringFormat::Uri));
    next_link.map_or(Ok(()), |index| is(index, link, "a string"))?;
    Ok((id, Page { items, next_link }))
}

/// The object that all of `responses` hold, if it is one.
pub(super) fn answered_object<'a>(api: &'a Api, responses: &[Response]) -> Option<(TypeId, &'a Object)> {
    let json = |response: &Response| match &response.content {
        Some(content) if content.codec == Codec::Json => Some(content.ty.clone()),
        _ => None,
    };
    let (first, others) = responses.split_first()?;
    let ty = json(first)?;
    let (Type::Named(id), false) = api.resolve(&ty) else { return None };
    let same = others.iter().all(|other| json(other).as_ref() == Some(&ty));
    match &api.def(*id).shape {
        Shape::Object(object) if same => Some((*id, object)),
        _ => None,
    }
}

fn property(object: &Object, name: &str, of: &str) -> Result<usize, Problem> {
    object.properties.iter().position(|property| property.name == name).ok_or_else(|| {
        let near = nearest(name, object.properties.iter().map(|property| property.name.as_str()));
        (format!("`{of}` has no property `{name}`"), near.map(|near| format!("did you mean `{near}`?")))
    })
}

fn mark(api: &mut Api, (operation, id): (usize, TypeId), page: Page, at: Location, diagnostics: &mut Diagnostics) {
    let name = api.name(id).to_owned();
    let Shape::Object(object) = &mut api.types[id.0].shape else { return };
    match &object.page {
        Some(other) if *other != page => {
            let message = format!("another operation finds other things in the pages of type `{name}`");
            diagnostics.push(unusable(at, message).help("let both mean the same, or answer types of their own"));
        }
        _ => {
            object.page = Some(page);
            api.operations[operation].delivery = Delivery::Pages;
        }
    }
}
