//! What operations are called, in the words of the document.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::description;
use crate::diagnostic::{Diagnostic, code};
use crate::lower::Lowerer;
use crate::source::Pointer;

/// The group of operations that have neither a tag nor a name with a group in it.
const NO_GROUP: &str = "api";

impl Lowerer<'_> {
    /// Gives groups the names that the configuration has for them.
    fn rename_groups(&mut self, names: &mut [Name]) {
        let config = self.config;
        for key in config.groups.keys().filter(|key| !names.iter().any(|name| name.group == **key)) {
            let message = format!("the configuration renames group `{key}`, which the document does not have");
            let diagnostic = Diagnostic::new(&code::CONFIG_UNUSED, Config::place(["groups", key]), message);
            self.report(diagnostic.help("remove the line"));
        }
        for name in names {
            if let Some(renamed) = config.groups.get(&name.group) {
                name.group.clone_from(renamed);
            }
        }
    }

    /// Names that are unique as the document spells them.
    pub(super) fn names(&mut self, operations: &[description::Operation]) -> Vec<Name> {
        let mut first: BTreeMap<&str, &Pointer> = BTreeMap::new();
        let mut names: Vec<Name> = Vec::new();
        for operation in operations {
            let id = operation.object.operation_id.as_deref().filter(|id| !id.trim().is_empty());
            let tag = operation.object.tags.first().filter(|tag| !tag.trim().is_empty());
            let at = &operation.at;
            names.push(match id {
                Some(id) if !first.contains_key(id) => {
                    first.insert(id, at);
                    Name::of_id(id, tag)
                }
                Some(id) => {
                    let message = format!("there is another operation `{id}`");
                    self.diagnostics.push(
                        Diagnostic::new(&code::DUPLICATE_OPERATION_ID, at.key("operationId"), message)
                            .related(first[id], "the one that keeps the name")
                            .help("give each operation an id of its own")
                            .instead("a name made from method and path"),
                    );
                    Name::of_path(operation, tag)
                }
                None => {
                    let name = Name::of_path(operation, tag);
                    let message = format!("`{}` has no operationId", name.id);
                    self.diagnostics.push(
                        Diagnostic::new(&code::MISSING_OPERATION_ID, at, message)
                            .help("add an `operationId`")
                            .instead("a name made from method and path"),
                    );
                    name
                }
            });
        }
        self.rename_groups(&mut names);
        let renamed = self.rename_operations(&mut names);
        spell_out(&mut names, &renamed);
        names
    }

    /// Gives operations the names that the configuration has for them; answers the ids of those.
    fn rename_operations(&mut self, names: &mut [Name]) -> BTreeSet<String> {
        let config = self.config;
        let mut renamed = BTreeSet::new();
        for (id, own) in &config.operations {
            // A name for a parameter, which is looked for when there are any.
            let of_parameter = |name: &Name| id.strip_prefix(&name.id).is_some_and(|rest| rest.starts_with('.'));
            if !names.iter().any(|name| name.id == *id) && names.iter().any(of_parameter) {
                continue;
            }
            match names.iter_mut().find(|name| name.id == *id) {
                Some(name) => {
                    name.own.clone_from(own);
                    renamed.insert(id.clone());
                }
                None => {
                    let message =
                        format!("the configuration renames operation `{id}`, which the document does not have");
                    let diagnostic = Diagnostic::new(&code::CONFIG_UNUSED, Config::place(["operations", id]), message);
                    self.report(diagnostic.help("write the operationId as the document does, or remove the line"));
                }
            }
        }
        renamed
    }
}

/// What an operation is called.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// The operationId, or method and path.
    pub(super) id: String,
    pub(super) group: String,
    /// The name within the group.
    pub(super) own: String,
    /// The words that types without a name of their own begin with.
    pub(super) words: String,
    /// Whether the part of the id that is left out says no more than the group.
    at_home: bool,
}

impl Name {
    /// `Job_Terminate` is `Terminate` in group `Job`, if no tag names another group; other ids are whole names.
    fn of_id(id: &str, tag: Option<&String>) -> Self {
        let cut = cut(id);
        let (prefix, own) = cut.unwrap_or((NO_GROUP, id));
        let group = tag.map_or(prefix, String::as_str);
        Self {
            id: id.to_owned(),
            group: group.to_owned(),
            own: own.to_owned(),
            words: id.to_owned(),
            at_home: cut.is_some() && essence(prefix) == essence(group),
        }
    }

    /// Method, fixed segments and variables of the path, for an operation without an id.
    fn of_path(operation: &description::Operation, tag: Option<&String>) -> Self {
        let path = operation.path.replace('{', " by ").replace(['/', '}'], " ");
        let words = format!("{} {}", operation.method, path.split_whitespace().collect::<Vec<_>>().join(" "));
        Self {
            id: operation.method_and_path(),
            group: tag.map_or(NO_GROUP, String::as_str).to_owned(),
            own: words.clone(),
            words,
            at_home: false,
        }
    }
}

/// The group of the operation with this id and this first tag, before the configuration renames it.
pub(crate) fn group<'n>(id: &'n str, tag: Option<&'n str>) -> &'n str {
    let tag = tag.filter(|tag| !tag.trim().is_empty());
    tag.unwrap_or_else(|| cut(id).map_or(NO_GROUP, |(group, _)| group))
}

/// `Job_Terminate` is `Terminate` of `Job`.
fn cut(id: &str) -> Option<(&str, &str)> {
    let capital = |text: &str| text.starts_with(|c: char| c.is_ascii_uppercase());
    id.split_once('_').filter(|(group, own)| capital(group) && capital(own))
}

/// Operations that would share a name within their group get their whole ids as names: all but the one whose id begins
/// with the group, and those in `settled`.
fn spell_out(names: &mut [Name], settled: &BTreeSet<String>) {
    let key = |name: &Name| (name.group.clone(), name.own.to_lowercase());
    let mut all: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut at_home = all.clone();
    for name in names.iter() {
        *all.entry(key(name)).or_default() += 1;
        *at_home.entry(key(name)).or_default() += usize::from(name.at_home);
    }
    for name in names.iter_mut().filter(|name| !settled.contains(&name.id)) {
        let stays = name.at_home && at_home[&key(name)] == 1;
        if all[&key(name)] > 1 && !stays {
            name.own.clone_from(&name.words);
        }
    }
}

/// A group's name without what its plural, capitals and separators add: `Job Schedules` and `JobSchedule` are one.
fn essence(group: &str) -> String {
    let letters: String = group.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if let Some(stem) = letters.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let hisses = |stem: &&str| ["s", "x", "z", "ch", "sh"].iter().any(|end| stem.ends_with(end));
    let stem = letters.strip_suffix("es").filter(hisses).or_else(|| letters.strip_suffix('s'));
    stem.filter(|stem| !stem.is_empty() && !letters.ends_with("ss")).unwrap_or(&letters).to_owned()
}

#[cfg(test)]
mod tests {
    use super::essence;

    #[test]
    fn plural_and_spelling_of_a_group_do_not_matter() {
        for (one, many) in [
            ("ComputeNode", "Compute Nodes"),
            ("JobSchedule", "job-schedules"),
            ("Policy", "Policies"),
            ("Address", "Addresses"),
            ("Box", "boxes"),
            ("File", "Files"),
            ("Class", "class"),
        ] {
            assert_eq!(essence(one), essence(many));
        }
        for (one, other) in [("ComputeNode", "ComputeNodeExtension"), ("Pool", "Tool"), ("Pass", "Pa")] {
            assert_ne!(essence(one), essence(other));
        }
    }
}
