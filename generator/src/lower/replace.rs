//! Types that are written by hand: `[replace]` of the configuration.

use std::collections::{BTreeMap, BTreeSet};

use super::Coverage;
use super::schema::Schemas;
use super::select::leave_out;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::ir::{Api, Property, Shape, Type, TypeId};
use crate::plan::unique_keys;
use crate::spelling::nearest;

impl Schemas<'_> {
    /// Reports the formats that the configuration has a type for and that are not there.
    pub(super) fn report_missing_formats(&mut self) {
        for format in self.config.replace.formats.keys().filter(|format| !self.met_formats.contains(format.as_str())) {
            let message = format!("`replace.formats.{format}` is about a format that no string or number has");
            let at = Config::place(["replace", "formats", format]);
            self.diagnostics.push(Diagnostic::new(&code::CONFIG_UNUSED, at, message).help("remove the line"));
        }
    }
}

/// Puts the types of the configuration in place of those of the document, and leaves out what only these used.
pub(super) fn replace(api: &mut Api, config: &Config, coverage: &mut Coverage, diagnostics: &mut Diagnostics) {
    if config.replace.types.is_empty() {
        return;
    }
    let keys = unique_keys(&api.types);
    let mut paths = BTreeMap::new();
    let mut before = Vec::new();
    for (name, path) in &config.replace.types {
        if let Some(index) = keys.iter().position(|key| key == name) {
            paths.insert(TypeId(index), path.as_str());
            before.push(Type::Named(TypeId(index)));
        } else if let Some(property) = property(api, &keys, name) {
            let nullable = property.ty != *property.ty.non_null();
            let ty = Type::Foreign(path.as_str().to_owned()).or_null(nullable);
            before.push(std::mem::replace(&mut property.ty, ty));
        } else {
            diagnostics.push(nothing(name, &keys));
        }
    }
    let below = api.reachable(before.iter());
    api.for_each_type(&mut |ty| {
        if let Type::Named(id) = ty
            && let Some(path) = paths.get(id)
        {
            *ty = Type::Foreign((*path).to_owned());
        }
    });
    let others = (0..api.types.len()).map(TypeId).filter(|id| !below.contains(id));
    let others: Vec<Type> = others.map(Type::Named).collect();
    let kept = &api.used() | &api.reachable(others.iter());
    let reason = |id| match paths.contains_key(&id) {
        true => "`[replace.types]` has another type for it",
        false => "only what `[replace.types]` replaces uses it",
    };
    leave_out(api, &kept, reason, (BTreeSet::new(), coverage, diagnostics));
}

/// What `Schema.property` names, cut at the point where both sides are something.
fn property<'a>(api: &'a mut Api, keys: &[String], name: &str) -> Option<&'a mut Property> {
    let found = name.match_indices('.').find_map(|(point, _)| {
        let index = keys.iter().position(|key| *key == name[..point])?;
        let Shape::Object(object) = &api.types[index].shape else { return None };
        let own = object.properties.iter().position(|property| property.name == name[point + 1..])?;
        Some((index, own))
    });
    let (index, own) = found?;
    match &mut api.types[index].shape {
        Shape::Object(object) => object.properties.get_mut(own),
        _ => None,
    }
}

/// There is nothing of a name.
fn nothing(name: &str, keys: &[String]) -> Diagnostic {
    let message = format!("`replace.types.{name}` is about a type or property that the document does not have");
    let help = match nearest(name, keys.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write `Schema` or `Schema.property` as the document does, or the name in `bindery.lock`".to_owned(),
    };
    Diagnostic::new(&code::CONFIG_UNUSED, Config::place(["replace", "types", name]), message).help(help)
}
