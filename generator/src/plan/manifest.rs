//! `Cargo.toml`: what is emitted, and what the configuration adds for code written by hand.

use std::collections::BTreeMap;

use super::name::{self, Case};
use super::poller;
use crate::config::{Config, CrateConfig};
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::ir::Api;
use crate::rust::{Group, Manifest, Target};

/// The dependency that every crate has.
const RUNTIME: &str = "bindery-runtime";

/// The feature with the HTTP client.
const HYPER: &str = "hyper";

pub(super) fn manifest(api: &Api, config: &Config, groups: &[Group], diagnostics: &mut Diagnostics) -> Manifest {
    let krate = &config.krate;
    let title = if api.title.trim().is_empty() { "API" } else { api.title.trim() };
    let what = if krate.types_only { "Types" } else { "Client" };
    let is_usable = |name: &&String| {
        let usable = is_package_name(name);
        if !usable {
            let message = format!("`{name}` is not a package name");
            conflict(["crate", "name"], message, "use letters, digits, `-` and `_`, a letter first", diagnostics);
        }
        usable
    };
    let name = krate.name.as_ref().filter(is_usable).cloned().unwrap_or_else(|| package_name(title, what));
    let mut dependencies = krate.dependencies.clone();
    if dependencies.remove(RUNTIME).is_some() {
        let message = format!("the configuration has a dependency `{RUNTIME}`, which every crate has");
        conflict(
            ["crate", "dependencies", RUNTIME],
            message,
            "name its features in a feature of your own",
            diagnostics,
        );
    }
    let (default, own_features) = features(krate, groups, diagnostics);
    Manifest {
        name,
        version: krate.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
        description: krate.description.clone().unwrap_or_else(|| format!("{what} of {title} {}", api.version)),
        license: krate.license.clone(),
        repository: krate.repository.clone(),
        homepage: krate.homepage.clone(),
        documentation: krate.documentation.clone(),
        keywords: krate.keywords.clone(),
        categories: krate.categories.clone(),
        readme: krate.readme.as_ref().map(|path| path.as_str().to_owned()),
        runtime_path: config.runtime_path.clone(),
        dependencies: entries(&dependencies),
        dev_dependencies: entries(&krate.dev_dependencies),
        default,
        features: groups.iter().flat_map(group_features).collect(),
        own_features,
        targets: targets(krate),
        metadata: metadata(krate),
    }
}

/// Whether Cargo takes a name, and registries do.
pub(crate) fn is_package_name(name: &str) -> bool {
    let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
    starts_well && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// What the crate is called after the title of the API. Cargo takes no name that begins with a digit.
fn package_name(title: &str, what: &str) -> String {
    let words = heck::ToKebabCase::to_kebab_case(name::identifier(title, Case::Value).as_str());
    let begins = if words.starts_with(unicode_ident::is_xid_start) { "" } else { "api-" };
    format!("{begins}{words}-{}", what.to_lowercase())
}

/// What is on by default, and the features that the configuration adds.
fn features(
    krate: &CrateConfig,
    groups: &[Group],
    diagnostics: &mut Diagnostics,
) -> (Vec<String>, BTreeMap<String, Vec<String>>) {
    let mut own = krate.features.clone();
    let mut default = if krate.types_only { Vec::new() } else { vec![HYPER.to_owned()] };
    default.extend(groups.iter().map(|group| group.module.clone()));
    for feature in default.iter().chain(groups.iter().flat_map(|group| &group.was)) {
        if own.remove(feature).is_some() {
            let message = format!("the configuration has a feature `{feature}`, which is emitted");
            conflict(["crate", "features", feature], message, "give it another name", diagnostics);
        }
    }
    for feature in own.remove("default").into_iter().flatten() {
        if !default.contains(&feature) {
            default.push(feature);
        }
    }
    (default, own)
}

/// The feature of a group with what it needs, and the names that it had.
fn group_features(group: &Group) -> impl Iterator<Item = (String, Vec<String>)> {
    let own = (group.module.clone(), poller::other_groups(group));
    std::iter::once(own).chain(group.was.iter().map(|was| (was.clone(), vec![group.module.clone()])))
}

fn conflict<const N: usize>(place: [&str; N], message: String, help: &str, diagnostics: &mut Diagnostics) {
    let diagnostic = Diagnostic::new(&code::CONFIG_CONFLICT, Config::place(place), message);
    diagnostics.push(diagnostic.help(help).instead("the manifest without this line"));
}

fn targets(krate: &CrateConfig) -> Vec<Target> {
    let of_kind = |kind: &'static str, tables: &[toml::Table]| -> Vec<Target> {
        tables.iter().map(|table| Target { kind, entries: entries(table) }).collect()
    };
    [of_kind("example", &krate.example), of_kind("test", &krate.test)].concat()
}

/// `[package.metadata]` with all tables in it, as TOML text.
fn metadata(krate: &CrateConfig) -> Option<String> {
    let table = |key: &str, value: toml::Table| toml::Table::from_iter([(key.to_owned(), toml::Value::Table(value))]);
    let package = table("package", table("metadata", krate.metadata.clone()));
    (!krate.metadata.is_empty()).then(|| package.to_string().trim_end().to_owned())
}

/// The keys of a table and their values, as TOML text.
fn entries(table: &toml::Table) -> Vec<(String, String)> {
    table.iter().map(|(name, value)| (name.clone(), value.to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_packages_are_those_that_cargo_takes() {
        for (title, expected) in [
            ("Pet Store", "pet-store-client"),
            ("1Password Connect", "api-1password-connect-client"),
            ("\u{1b}", "u1b-client"),
            ("2", "api-2-client"),
            ("crate", "crate-client"),
        ] {
            assert_eq!(package_name(title, "Client"), expected, "{title:?}");
        }
        assert!(!is_package_name("") && !is_package_name("2a") && !is_package_name("a b") && !is_package_name("é"));
    }
}
