//! Changes → the report: placed, spelled and put in order.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::join::Joined;
use super::place::Places;
use super::report::{Area, Bump, Change, Counts, Item, Report, Rust, RustVerdict, Version, Wire, WireVerdict};
use super::side::Side;
use super::surface::Difference;
use super::walk::Walk;
use crate::source::{Pointer, Sources};

/// The report on two descriptions.
pub(super) fn report(walk: &Walk<'_>, joined: Vec<Joined>, (old, new): (&Sources, &Sources)) -> Report {
    let mut places = (Places::new(old, &walk.old.places), Places::new(new, &walk.new.places));
    let mut changes: Vec<Change> = joined.into_iter().map(|joined| change(walk, joined, &mut places)).collect();
    changes.sort_by(|a, b| {
        let rank = |change: &Change| (std::cmp::Reverse(weight(change)), change.area);
        (rank(a), &a.subject, a.kind, &a.sentence).cmp(&(rank(b), &b.subject, b.kind, &b.sentence))
    });
    tell_apart(&mut changes);
    let counts = counts(&changes);
    let bump = bump(&counts, walk.documentation);
    Report {
        old: version(walk.old, old),
        new: version(walk.new, new),
        bump,
        because: because(bump, &counts, walk.documentation),
        counts,
        documentation: walk.documentation,
        changes,
    }
}

/// How bad a change is: what breaks first, and of that what breaks most.
fn weight(change: &Change) -> (bool, RustVerdict, WireVerdict) {
    let breaks = change.wire.verdict.breaks() || change.rust.verdict == RustVerdict::Major;
    (breaks, change.rust.verdict, change.wire.verdict)
}

fn change(walk: &Walk<'_>, joined: Joined, places: &mut (Places<'_>, Places<'_>)) -> Change {
    let Joined { found, items } = joined;
    let verdict = walk.verdict(&found);
    let reached = operations(walk, &found, &items);
    let why = match verdict {
        WireVerdict::Compatible => "Clients of the old version do not notice.".to_owned(),
        _ => found.kind.why.to_owned(),
    };
    let operations: BTreeSet<String> = reached.iter().map(|(id, _)| id.clone()).collect();
    let groups: BTreeSet<String> =
        reached.into_iter().map(|(_, group)| group).filter(|group| !group.is_empty()).collect();
    Change {
        fingerprint: fingerprint(&[found.kind.code, &found.subject, found.token.as_deref().unwrap_or_default()]),
        kind: found.kind.code,
        area: found.kind.area,
        subject: found.subject,
        sentence: found.sentence,
        wire: Wire { verdict, why },
        rust: rust(items),
        groups: groups.into_iter().collect(),
        operations: operations.into_iter().collect(),
        old: found.old.as_ref().and_then(|at| places.0.site(at)),
        new: found.new.as_ref().and_then(|at| places.1.site(at)),
    }
}

/// The operations that a change reaches, by id and group.
fn operations(walk: &Walk<'_>, found: &super::walk::Found, items: &[Difference]) -> BTreeSet<(String, String)> {
    let named = |side: &Side, at: &Pointer| side.operation(at).map(|it| (it.id.clone(), it.group.clone()));
    let mut reached: BTreeSet<(String, String)> = walk
        .reached_by(found.node)
        .into_iter()
        .map(|id| &walk.nodes[id])
        .map(|node| {
            named(walk.new, &node.new.at)
                .or_else(|| named(walk.old, &node.old.at))
                .unwrap_or_else(|| (node.name.clone(), String::new()))
        })
        .collect();
    if reached.is_empty() {
        let named = |it: &crate::ir::Operation| (it.id.clone(), it.group.clone());
        let places = [(walk.new, &found.new), (walk.old, &found.old)];
        let places = places.into_iter().filter_map(|(side, at)| Some((side, at.as_ref()?)));
        reached.extend(places.flat_map(|(side, at)| side.users(at).map(named)));
    }
    if found.kind.area == Area::Operation && reached.is_empty() {
        let places = [(walk.new, &found.new), (walk.old, &found.old)];
        reached.extend(places.iter().filter_map(|(side, at)| named(side, at.as_ref()?)));
    }
    if reached.is_empty() {
        let operations = items.iter().map(|it| &it.operations);
        reached.extend(operations.filter_map(|(old, new)| {
            new.as_ref().and_then(|at| named(walk.new, at)).or_else(|| old.as_ref().and_then(|at| named(walk.old, at)))
        }));
    }
    reached
}

fn rust(items: Vec<Difference>) -> Rust {
    let mut items: Vec<Item> = items.into_iter().map(|difference| difference.item).collect();
    items.sort_by(|a, b| {
        (std::cmp::Reverse(a.verdict), &a.path, &a.why).cmp(&(std::cmp::Reverse(b.verdict), &b.path, &b.why))
    });
    let verdict = items.iter().map(|item| item.verdict).max().unwrap_or(RustVerdict::None);
    let worst: Vec<&Item> = items.iter().filter(|item| item.verdict == verdict).collect();
    let why = match (verdict, worst.as_slice()) {
        (RustVerdict::None, _) => "Nothing public differs.".to_owned(),
        (_, [only]) => format!("`{}`: {}.", only.path, only.why),
        (_, [first, ..]) => format!("`{}`: {}; and {} more.", first.path, first.why, worst.len() - 1),
        (_, []) => String::new(),
    };
    Rust { verdict, why, items }
}

fn counts(changes: &[Change]) -> Counts {
    let wire = |of: fn(WireVerdict) -> bool| changes.iter().filter(|change| of(change.wire.verdict)).count();
    let rust = |verdict| changes.iter().filter(|change| change.rust.verdict == verdict).count();
    Counts {
        wire_breaking: wire(WireVerdict::breaks),
        wire_behaviour: wire(|verdict| verdict == WireVerdict::Behaviour),
        wire_compatible: wire(|verdict| verdict == WireVerdict::Compatible),
        rust_major: rust(RustVerdict::Major),
        rust_minor: rust(RustVerdict::Minor),
        rust_none: rust(RustVerdict::None),
    }
}

fn bump(counts: &Counts, documentation: usize) -> Bump {
    match counts {
        counts if counts.rust_major + counts.wire_breaking > 0 => Bump::Major,
        counts if counts.rust_minor + counts.wire_behaviour > 0 => Bump::Minor,
        counts if counts.rust_none + documentation > 0 => Bump::Patch,
        _ => Bump::None,
    }
}

fn because(bump: Bump, counts: &Counts, documentation: usize) -> String {
    let of = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 change {one}"),
        count => format!("{count} changes {many}"),
    };
    let parts: Vec<String> = match bump {
        Bump::Major => vec![
            (counts.rust_major, of(counts.rust_major, "breaks Rust code", "break Rust code")),
            (counts.wire_breaking, of(counts.wire_breaking, "breaks calls", "break calls")),
        ],
        Bump::Minor => vec![
            (
                counts.rust_minor,
                of(counts.rust_minor, "adds to the crate or deprecates", "add to the crate or deprecate"),
            ),
            (counts.wire_behaviour, of(counts.wire_behaviour, "changes behaviour", "change behaviour")),
        ],
        Bump::Patch if counts.rust_none > 0 => vec![(1, "no change is seen by code".to_owned())],
        Bump::Patch => vec![(documentation, "only documentation differs".to_owned())],
        Bump::None => vec![(1, "nothing differs".to_owned())],
    }
    .into_iter()
    .filter_map(|(count, text)| (count > 0).then_some(text))
    .collect();
    parts.join(", ")
}

fn version(side: &Side, sources: &Sources) -> Version {
    Version { title: side.api.title.clone(), version: side.api.version.clone(), document: sources.entry().name.clone() }
}

fn fingerprint(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Changes of one kind and subject are told apart by their sentences, then by number.
fn tell_apart(changes: &mut [Change]) {
    let mut seen = BTreeSet::new();
    for change in changes {
        let mut number = 0_usize;
        while !seen.insert(change.fingerprint.clone()) {
            number += 1;
            change.fingerprint = fingerprint(&[change.kind, &change.subject, &change.sentence, &number.to_string()]);
        }
    }
}
