//! What is public of the types of an API.

use super::{Member, Names, Thing};
use crate::rust::{Enum, Model, ModelKind, Presence, Struct};

/// A type of the API.
pub(super) fn model(model: &Model, names: &Names) -> Thing {
    let ident = &model.ident;
    let path = format!("models::{ident}");
    let source = Some(model.source.clone());
    match &model.kind {
        ModelKind::Alias(ty) => Thing::new(path, format!("pub type {ident} = {}", names.spell(ty)), source),
        ModelKind::Enum(choices) => {
            let mut thing = Thing::new(path, format!("pub enum {ident}"), source);
            thing.exhaustive = choices.fallback.is_none();
            variants(choices, &mut thing);
            thing
        }
        ModelKind::Union(union) => {
            let mut thing = Thing::new(path, format!("pub enum {ident}"), source);
            thing.exhaustive = union.fallback.is_none();
            for variant in &union.variants {
                let text = format!("{}({})", variant.ident, names.spell(&variant.ty));
                let member = Member::new(&variant.ident, text, Some(variant.source.clone())).listed();
                thing.add(format!("variant {}", variant.ident), member.told(&variant.name));
            }
            thing
        }
        ModelKind::Struct(structure) => {
            let mut thing = Thing::new(path, format!("pub struct {ident}"), source);
            members(structure, names, &mut thing);
            thing
        }
    }
}

fn variants(choices: &Enum, thing: &mut Thing) {
    for variant in &choices.variants {
        let member = Member::new(&variant.ident, &variant.ident, Some(variant.source.clone()));
        thing.add(format!("variant {}", variant.ident), member.listed().told(&variant.value));
    }
    if choices.text {
        thing.add("impl ToText", Member::new("ToText", "impl ToText + FromText", None));
    }
}

fn members(structure: &Struct, names: &Names, thing: &mut Thing) {
    let source = thing.source.clone();
    for field in &structure.fields {
        let text = format!("pub {}: {}", field.ident, names.spell(&field.ty));
        let mut member = Member::new(&field.ident, text, Some(field.source.clone())).listed().told(&field.name);
        member.deprecated = field.docs.deprecated;
        thing.add(format!("field {}", field.ident), member);
    }
    if let Some((ident, ty)) = &structure.rest {
        let text = format!("pub {ident}: BTreeMap<String, {}>", names.spell(ty));
        thing.add(format!("field {ident}"), Member::new(ident, text, source.clone()).listed());
    }
    let required = || structure.fields.iter().filter(|field| field.presence == Presence::Required);
    if required().next().is_none() {
        thing.add("impl Default", Member::new("default", "impl Default", source.clone()));
    }
    if structure.constructor {
        let types: Vec<String> = required().map(|field| names.spell(&field.ty)).collect();
        let arguments = required().zip(&types).map(|(field, ty)| format!("{}: {ty}", field.ident));
        let text = format!("pub fn new({}) -> Self", arguments.collect::<Vec<_>>().join(", "));
        thing.add("fn new", Member::new("new", text, source.clone()).shaped(types.join(", ")));
    }
    if !structure.non_exhaustive {
        thing.add("literal", Member::new("literal", "can be written as a literal", source.clone()));
    }
    if let Some(page) = &structure.page {
        let text = format!("impl Page<Item = {}>", names.spell(&page.item));
        thing.add("impl Page", Member::new("Page", text, source));
    }
}
