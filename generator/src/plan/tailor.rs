//! What the configuration says of types besides their names: what they derive, and which have no other values.

use crate::config::{Config, DerivePath, Pattern};
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::rust::{Model, ModelKind, Presence};
use crate::spelling::nearest;

/// Tailors the types. Lines of the configuration that do nothing are reported.
pub(super) fn tailor(models: &mut [Model], config: &Config, diagnostics: &mut Diagnostics) {
    close(models, "enums", &config.closed.enums, diagnostics);
    close(models, "unions", &config.closed.unions, diagnostics);
    for (index, path) in config.derives.all.iter().enumerate() {
        let given = models.iter_mut().filter_map(|model| derive(model, path)).count();
        if given == 0 {
            let message = format!("every type has `{}` already, or there is none", path.as_str());
            let at = Config::element(["derives", "all"], index);
            diagnostics.push(Diagnostic::new(&code::CONFIG_UNUSED, at, message).help("remove it"));
        }
    }
    for (name, paths) in &config.derives.types {
        derive_one(models, name, paths, diagnostics);
    }
}

fn close(models: &mut [Model], key: &str, patterns: &[Pattern], diagnostics: &mut Diagnostics) {
    for (index, pattern) in patterns.iter().enumerate() {
        let mut matched = false;
        for model in models.iter_mut().filter(|model| pattern.matches(&model.name)) {
            let fallback = match (&mut model.kind, key) {
                (ModelKind::Enum(choices), "enums") => &mut choices.fallback,
                (ModelKind::Union(union), "unions") => &mut union.fallback,
                _ => continue,
            };
            (*fallback, matched) = (None, true);
        }
        if !matched {
            let what = key.trim_end_matches('s');
            let message = format!("`{}` of `closed.{key}` matches no {what}", pattern.as_str());
            let at = Config::element(["closed", key], index);
            let help = format!("write the name of an {what} as the document does; `*` stands for any characters");
            diagnostics.push(Diagnostic::new(&code::CONFIG_UNUSED, at, message).help(help.replace("an un", "a un")));
        }
    }
}

fn derive_one(models: &mut [Model], name: &str, paths: &[DerivePath], diagnostics: &mut Diagnostics) {
    let names: Vec<String> = models.iter().map(|model| model.name.clone()).collect();
    let Some(index) = names.iter().position(|known| known == name) else {
        let message = format!("`derives.types.{name}` is about a type that the document does not have");
        let help = match nearest(name, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the name of a schema as the document does, or that of `bindery.lock`".to_owned(),
        };
        let at = Config::place(["derives", "types", name]);
        return diagnostics.push(Diagnostic::new(&code::CONFIG_UNUSED, at, message).help(help));
    };
    for (number, path) in paths.iter().enumerate() {
        if derive(&mut models[index], path).is_none() {
            let what =
                if matches!(models[index].kind, ModelKind::Alias(_)) { "is only a name" } else { "has it already" };
            let message = format!("`{name}` cannot derive `{}`: it {what}", path.as_str());
            let at = Config::element(["derives", "types", name], number);
            diagnostics.push(Diagnostic::new(&code::CONFIG_UNUSED, at, message).help("remove it"));
        }
    }
}

/// Lets a type derive something; `None` if it cannot or has it already.
fn derive(model: &mut Model, path: &DerivePath) -> Option<()> {
    let has: &[&str] = match &model.kind {
        ModelKind::Alias(_) => return None,
        ModelKind::Struct(structure) => match structure.fields.iter().all(|field| field.presence == Presence::Optional)
        {
            true => &["Clone", "Debug", "Default", "PartialEq"],
            false => &["Clone", "Debug", "PartialEq"],
        },
        ModelKind::Union(_) => &["Clone", "Debug", "PartialEq"],
        ModelKind::Enum(choices) => match choices.fallback {
            Some(_) => &["Clone", "Debug", "Display", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"],
            None => &["Clone", "Copy", "Debug", "Display", "Eq", "FromStr", "Hash", "Ord", "PartialEq", "PartialOrd"],
        },
    };
    let known = model.derives.iter().any(|other| other == path);
    (!known && !has.contains(&path.name())).then(|| model.derives.push(path.clone()))
}
