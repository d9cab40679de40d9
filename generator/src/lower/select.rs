//! Which operations there are (`[include]` and `[exclude]` of the configuration), and which types that leaves.

use std::collections::BTreeSet;

use super::{Coverage, Lowerer};
use crate::config::{Candidate, Config, Pattern, Selection};
use crate::description::Operation;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::ir::{Api, TypeId};
use crate::report::LeftOut;
use crate::resolve::is_named;
use crate::source::Pointer;

impl Lowerer<'_> {
    /// Why each operation is left out, if it is. Patterns that match nothing are reported.
    pub(super) fn selection(&mut self) -> Vec<Option<String>> {
        let (description, config) = (self.description, self.config);
        let ids: Vec<String> = description.operations.iter().map(id).collect();
        let candidates = description.operations.iter().zip(&ids);
        let candidates =
            candidates.map(|(operation, id)| Candidate { id, tags: &operation.object.tags, path: &operation.path });
        let candidates: Vec<Candidate<'_>> = candidates.collect();
        for (table, selection) in [("include", &config.include), ("exclude", &config.exclude)] {
            for (key, index, pattern) in selection.patterns() {
                if !candidates.iter().any(|candidate| candidate.is_like(key, pattern)) {
                    self.report(unused(table, key, index, pattern));
                }
            }
        }
        candidates.into_iter().map(|candidate| reason(candidate, config)).collect()
    }
}

fn id(operation: &Operation) -> String {
    let id = operation.object.operation_id.as_ref().filter(|id| !id.trim().is_empty());
    id.cloned().unwrap_or_else(|| operation.method_and_path())
}

fn reason(candidate: Candidate<'_>, config: &Config) -> Option<String> {
    let matching = |selection: &Selection| {
        let mut patterns = selection.patterns().filter(|(key, _, pattern)| candidate.is_like(key, pattern));
        patterns.next().map(|(key, _, pattern)| (key, pattern.as_str().to_owned()))
    };
    if let Some((key, pattern)) = matching(&config.exclude) {
        return Some(format!("`exclude.{key}` has `{pattern}`"));
    }
    let wanted = config.include.is_empty() || matching(&config.include).is_some();
    (!wanted).then(|| "`[include]` does not name it".to_owned())
}

fn unused(table: &str, key: &str, index: usize, pattern: &Pattern) -> Diagnostic {
    let what = match key {
        "operations" => "operation",
        "tags" => "tag of an operation",
        _ => "path of an operation",
    };
    let message = format!("`{}` of `{table}.{key}` matches no {what}", pattern.as_str());
    let help = "`*` stands for any characters, and the rest is as the document spells it";
    Diagnostic::new(&code::CONFIG_UNUSED, Config::element([table, key], index), message).help(help)
}

/// Where operations are left out, leaves out the types that no other uses, and what there is to say about both.
pub(super) fn prune(api: &mut Api, coverage: &mut Coverage, diagnostics: &mut Diagnostics) {
    if coverage.operations.left_out.is_empty() {
        return;
    }
    let places = coverage.operations.left_out.iter().map(|left_out| left_out.pointer.clone()).collect();
    let kept = api.used();
    leave_out(api, &kept, |_| "no operation that is generated uses it", (places, coverage, diagnostics));
}

/// Says that no operation is generated.
pub(super) fn without_client(api: &Api, coverage: &mut Coverage) {
    let left_out = api.operations.iter().map(|operation| LeftOut {
        name: operation.id.clone(),
        pointer: operation.at.clone(),
        reason: "`crate.types-only` wants no client".to_owned(),
    });
    coverage.operations.left_out.extend(left_out);
    coverage.operations.generated = 0;
}

/// Leaves out all types but those of `kept`, and what there is to say about them and the other `places`.
pub(super) fn leave_out(
    api: &mut Api,
    kept: &BTreeSet<TypeId>,
    reason: impl Fn(TypeId) -> &'static str,
    (mut places, coverage, diagnostics): (BTreeSet<Pointer>, &mut Coverage, &mut Diagnostics),
) {
    let (stay, go): (Vec<_>, Vec<_>) = api.types.iter().enumerate().partition(|(id, _)| kept.contains(&TypeId(*id)));
    for (id, def) in go.iter().filter(|(_, def)| is_named(&def.at)) {
        let (name, pointer, reason) = (def.name.clone(), def.at.clone(), reason(TypeId(*id)).to_owned());
        coverage.schemas.left_out.push(LeftOut { name, pointer, reason });
    }
    coverage.schemas.generated = coverage.schemas.total.saturating_sub(coverage.schemas.left_out.len());
    places.extend(go.iter().map(|(_, def)| def.at.clone()));
    let stay: BTreeSet<&Pointer> = stay.into_iter().map(|(_, def)| &def.at).collect();
    // What is nearest above counts.
    let stays = |place: &Pointer| {
        let mut around = std::iter::successors(Some(place.clone()), Pointer::parent);
        around.find_map(|above| (stay.contains(&above) || places.contains(&above)).then(|| stay.contains(&above)))
    };
    let stays = |place: &Pointer| stays(place).unwrap_or(true);
    diagnostics.retain(|diagnostic| stays(&diagnostic.location.pointer()));
    coverage.schemas.untyped.retain(|untyped| stays(&untyped.pointer));
    api.retain_types(kept);
}
