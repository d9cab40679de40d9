//! Compares two documents and holds what is reported against what is known.

use bindery::diff::report::{Change, Report, Site, WireVerdict};
use bindery::diff::{KINDS, compare};
use bindery::{Config, Source, load};
use serde_json::Value;

use crate::mirror;
use crate::mutation::Expected;
use crate::printed::Printed;
use crate::sites::Directions;

/// What documents do not say: how it is seen that the yard is closed.
const CONFIG: &str = r#"
[pollers.Zoo_Shut]
state = "Zoo_State"
succeeded = ["closed"]
"#;

/// Both versions, and what differs between them in each direction.
pub(crate) struct Pair {
    old: Printed,
    new: Printed,
    pub(crate) there: Report,
    pub(crate) back: Report,
}

impl Pair {
    pub(crate) fn of(old: &Value, new: &Value) -> Self {
        let (old, new) = (Printed::of(old), Printed::of(new));
        let (there, back) = (report(&old.text, &new.text), report(&new.text, &old.text));
        Self { old, new, there, back }
    }

    /// What is wrong with the reports; nothing if they say what is expected and no more.
    pub(crate) fn problems(&self, expected: &[Expected]) -> Vec<String> {
        let there = Direction { report: &self.there, old: &self.old, new: &self.new, is_back: false };
        let back = Direction { report: &self.back, old: &self.new, new: &self.old, is_back: true };
        let mirror = mirror::problems(&self.there, &self.back);
        there.problems(expected).into_iter().chain(back.problems(expected)).chain(mirror).collect()
    }
}

fn report(old: &str, new: &str) -> Report {
    let loaded = |text: &str| load(Source::new("zoo.json", text), |_| Err("is not there".to_owned()));
    let config = Config::parse(CONFIG).expect("a valid configuration");
    compare(loaded(old), loaded(new), &config).report.expect("usable documents")
}

struct Direction<'p> {
    report: &'p Report,
    old: &'p Printed,
    new: &'p Printed,
    is_back: bool,
}

impl Direction<'_> {
    fn problems(&self, expected: &[Expected]) -> Vec<String> {
        let way = if self.is_back { "back" } else { "there" };
        let mut left: Vec<&Change> = self.report.changes.iter().collect();
        let mut problems = Vec::new();
        for expected in expected {
            let expected = if self.is_back { back(expected) } else { expected.clone() };
            let (old, new) = (pointer(&expected.old), pointer(&expected.new));
            let found = left.iter().position(|change| {
                change.kind == expected.kind
                    && change.subject == expected.subject
                    && (expected.kind.starts_with("rust-")
                        || (at(&change.old) == old.as_deref() && at(&change.new) == new.as_deref()))
            });
            let Some(index) = found else {
                problems.push(format!("{way}: not reported: {expected:?}"));
                continue;
            };
            let change = left.remove(index);
            let verdict = verdict(expected.effects, expected.directions);
            if change.wire.verdict != verdict {
                problems.push(format!("{way}: {verdict:?} expected of {}", shown(change)));
            }
            problems.extend(misplaced(&change.old, self.old).into_iter().chain(misplaced(&change.new, self.new)));
        }
        let other_error = left.iter().any(|change| change.subject == "Error" && change.kind == "rust-item-changed");
        let follows = |change: &&Change| follows_from_use(change) || (other_error && follows_from_error(change));
        let left = left.into_iter().filter(|change| !follows(change));
        problems.extend(left.map(|change| format!("{way}: reported besides: {}", shown(change))));
        problems
    }
}

/// What users of a model can do depends on who uses it: those that only responses have cannot be written as literals,
/// and in requests what is read-only is optional.
fn follows_from_use(change: &Change) -> bool {
    let of_use = |path: &str| ["::literal", "::default", "::new"].iter().any(|end| path.ends_with(end));
    let mut paths = change.rust.items.iter().map(|item| item.path.as_str());
    change.kind == "rust-item-changed" && paths.clone().all(|path| path.starts_with("models::")) && paths.any(of_use)
}

/// The error that most operations have is the crate's, and operations spell it in their results.
fn follows_from_error(change: &Change) -> bool {
    let spells = |path: &str| path == "Error" || path.ends_with("::send");
    change.kind == "rust-item-changed" && change.rust.items.iter().all(|item| spells(&item.path))
}

/// What is expected in the other direction.
fn back(expected: &Expected) -> Expected {
    let kind = KINDS.iter().find(|kind| kind.code == expected.kind).unwrap_or_else(|| panic!("{}", expected.kind));
    let mirror = KINDS.iter().find(|other| other.code == kind.mirror).expect("a mirror");
    Expected {
        kind: mirror.code,
        subject: expected.mirrored.clone(),
        mirrored: expected.subject.clone(),
        effects: effects(mirror),
        directions: expected.directions,
        old: expected.new.clone(),
        new: expected.old.clone(),
    }
}

/// What the table says; each is told once more by the operators that make the mirrored change.
fn effects(kind: &bindery::diff::Kind) -> &'static str {
    use bindery::diff::Effect::{Behaviour, Breaks, Fine};
    match (kind.request, kind.response) {
        (Fine, Fine) => "--",
        (Fine, Behaviour) => "-b",
        (Fine, Breaks) => "-B",
        (Behaviour, Fine) => "b-",
        (Behaviour, Behaviour) => "bb",
        (Behaviour, Breaks) => "bB",
        (Breaks, Fine) => "B-",
        (Breaks, Behaviour) => "Bb",
        (Breaks, Breaks) => "BB",
    }
}

fn verdict(effects: &str, (request, response): Directions) -> WireVerdict {
    let (requests, responses) = effects.split_at(1);
    match (if request { requests } else { "-" }, if response { responses } else { "-" }) {
        ("B", "B") => WireVerdict::BreaksBoth,
        ("B", _) => WireVerdict::BreaksRequests,
        (_, "B") => WireVerdict::BreaksResponses,
        ("-", "-") => WireVerdict::Compatible,
        _ => WireVerdict::Behaviour,
    }
}

fn pointer(at: &Option<String>) -> Option<String> {
    at.as_ref().map(|at| format!("#{at}"))
}

fn at(site: &Option<Site>) -> Option<&str> {
    site.as_ref().map(|site| site.pointer.as_str())
}

/// Whether a place is not where the value is written in the file.
fn misplaced(site: &Option<Site>, printed: &Printed) -> Option<String> {
    let site = site.as_ref()?;
    let at = site.pointer.trim_start_matches('#');
    if at.is_empty() {
        return None;
    }
    let place = printed.places.get(at);
    let is_there = place == Some(&(site.line, site.column)) && site.file == "zoo.json";
    let line = printed.text.lines().nth(site.line - 1).unwrap_or_default();
    let is_shown = site.excerpt.lines().next() == Some(line.trim());
    (!is_there || !is_shown).then(|| format!("{at} is at {place:?} and not as in {site:?}"))
}

/// A change in a line.
pub(crate) fn shown(change: &Change) -> String {
    let Change { kind, subject, wire, old, new, rust, .. } = change;
    let items: Vec<&str> = rust.items.iter().map(|item| item.path.as_str()).collect();
    format!("{kind} {subject}: {:?} {:?} {:?} {items:?}", wire.verdict, at(old), at(new))
}
