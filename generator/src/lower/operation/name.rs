//! What operations are called, in the words of the document.

use std::collections::BTreeMap;

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
            self.report(Diagnostic::new(&code::CONFIG_UNUSED, Pointer::root(), message).help("remove the line"));
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
        spell_out(&mut names);
        names
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
}

impl Name {
    /// `Job_Terminate` is `Terminate` in group `Job`, if no tag names another group; other ids are whole names.
    fn of_id(id: &str, tag: Option<&String>) -> Self {
        let cut = id.split_once('_').filter(|(group, own)| {
            let capital = |text: &str| text.starts_with(|c: char| c.is_ascii_uppercase());
            capital(group) && capital(own)
        });
        let (group, own) = cut.unwrap_or((NO_GROUP, id));
        let group = tag.map_or(group, String::as_str);
        Self { id: id.to_owned(), group: group.to_owned(), own: own.to_owned(), words: id.to_owned() }
    }

    /// Method, fixed segments and variables of the path, for an operation without an id.
    fn of_path(operation: &description::Operation, tag: Option<&String>) -> Self {
        let path = operation.path.replace('{', " by ").replace(['/', '}'], " ");
        let words = format!("{} {}", operation.method, path.split_whitespace().collect::<Vec<_>>().join(" "));
        Self {
            id: format!("{} {}", operation.method.to_ascii_uppercase(), operation.path),
            group: tag.map_or(NO_GROUP, String::as_str).to_owned(),
            own: words.clone(),
            words,
        }
    }
}

/// Operations that would share a name within their group get their whole ids as names.
fn spell_out(names: &mut [Name]) {
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    for name in names.iter() {
        *seen.entry((name.group.clone(), name.own.to_lowercase())).or_default() += 1;
    }
    for name in names {
        if seen[&(name.group.clone(), name.own.to_lowercase())] > 1 {
            name.own.clone_from(&name.words);
        }
    }
}
