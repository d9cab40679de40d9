//! Types that are written by hand: `[replace]` of the configuration.

use std::collections::{BTreeMap, BTreeSet};

use super::Coverage;
use super::schema::Schemas;
use super::select::leave_out;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::ir::{Api, Type, TypeId};
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
    let paths = replaced(api, config, diagnostics);
    if paths.is_empty() {
        return;
    }
    let replaced: Vec<Type> = paths.keys().copied().map(Type::Named).collect();
    let below = api.reachable(replaced.iter());
    api.for_each_type(&mut |ty| {
        if let Type::Named(id) = ty
            && let Some(path) = paths.get(id)
        {
            *ty = Type::Foreign(path.clone());
        }
    });
    let others: Vec<Type> =
        (0..api.types.len()).map(TypeId).filter(|id| !below.contains(id)).map(Type::Named).collect();
    let kept = &api.used() | &api.reachable(others.iter());
    let reason = |id| match paths.contains_key(&id) {
        true => "`[replace.types]` has another type for it",
        false => "only what `[replace.types]` replaces uses it",
    };
    leave_out(api, &kept, reason, (BTreeSet::new(), coverage, diagnostics));
}

/// The types that are replaced, and the paths of others. Names that no type has are reported.
fn replaced(api: &Api, config: &Config, diagnostics: &mut Diagnostics) -> BTreeMap<TypeId, String> {
    let keys = if config.replace.types.is_empty() { Vec::new() } else { unique_keys(&api.types) };
    let mut paths = BTreeMap::new();
    for (name, path) in &config.replace.types {
        match keys.iter().position(|key| key == name) {
            Some(index) => _ = paths.insert(TypeId(index), path.as_str().to_owned()),
            None => diagnostics.push(no_type(["replace", "types", name], &keys)),
        }
    }
    paths
}

/// A line of the configuration is about a type that is not there; the last of its keys names it.
fn no_type(place: [&str; 3], keys: &[String]) -> Diagnostic {
    let message = format!("`{}` is about a type that the document does not have", place.join("."));
    let help = match nearest(place[2], keys.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write the name of a schema as the document does, or that of `bindery.lock`".to_owned(),
    };
    Diagnostic::new(&code::CONFIG_UNUSED, Config::place(place), message).help(help)
}
