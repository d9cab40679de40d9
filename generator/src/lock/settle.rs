//! What counts: the lock, the configuration, or the document as it is now.
//!
//! A name of the configuration counts first, and what it replaces becomes an alias. Then that of the lock counts. A type
//! of the lock counts as long as it loses nothing of what goes over the wire; else the document does.

mod operations;
mod types;

use std::collections::BTreeMap;

use super::matching::{self, Found};
use super::renames::{Chosen, Renames, renames};
use super::shape::{plain, reworded, unboxed};
use super::write::Key;
use super::{Entry, Lock, Pin, Pins};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, code};
use crate::source::{FileId, Location, Pointer};

/// What is settled about a crate whose record would be `new`.
pub(crate) fn settle(new: &Lock, config: &Config) -> (Pins, Diagnostics) {
    let nothing = Lock::default();
    let old = config.lock.as_ref().unwrap_or(&nothing);
    let found = matching::find(old, new);
    let (renames, diagnostics) = renames(new, config);
    let final_name = |key: &str| {
        let kept = found.types.get(key).and_then(|key| Some(&old.types.get(key)?.rust.name));
        renames.types.get(key).map(|chosen| &chosen.name).or(kept).cloned()
    };
    let of_new = new.types.iter().filter_map(|(key, entry)| Some((entry.rust.name.clone(), final_name(key)?)));
    let of_old =
        found.types.iter().filter_map(|(key, old_key)| Some((&old.types.get(old_key)?.rust, final_name(key)?)));
    let of_old = of_old.flat_map(|(entry, is)| {
        entry.was.iter().chain([&entry.name]).map(move |name| (name.clone(), is.clone())).collect::<Vec<_>>()
    });
    let final_names = (of_old.collect(), of_new.collect());
    let (found, renames) = (&found, &renames);
    let mut settling = Settling { old, new, found, renames, final_names, pins: Pins::default(), diagnostics };
    settling.groups();
    settling.operations();
    settling.types();
    settling.servers();
    (settling.pins, settling.diagnostics)
}

struct Settling<'a> {
    old: &'a Lock,
    new: &'a Lock,
    found: &'a Found,
    renames: &'a Renames,
    /// What types will be called, by what they are called in the lock and in the document alone.
    final_names: (BTreeMap<String, String>, BTreeMap<String, String>),
    pins: Pins,
    diagnostics: Diagnostics,
}

/// What a type of the lock is to what the document says now.
enum Fate {
    /// The same, or nothing that one has a say in.
    Same,
    /// It stays a text.
    Plain,
    /// It stays boxed.
    Boxed,
    /// It is another one.
    Changed,
}

/// Something with a name, for messages.
struct Subject {
    /// What it is, with the document's words for it; empty for what is renamed along with something else.
    what: String,
    /// The table of the configuration in which it can be renamed.
    table: &'static str,
    /// The key there.
    key: String,
}

impl Subject {
    fn new(what: String, table: &'static str, key: impl Into<String>) -> Self {
        Self { what, table, key: key.into() }
    }

    /// What is renamed along with something else.
    fn silent() -> Self {
        Self { what: String::new(), table: "", key: String::new() }
    }
}

/// The place of an entry of the lock.
fn place<'k>(keys: impl IntoIterator<Item = &'k str>) -> Location {
    Location::Key(Pointer::root().within(&FileId::LOCK).keys(keys))
}

impl Settling<'_> {
    /// Settles a name; `at` is the place of its entry in the lock.
    fn name(
        &mut self,
        subject: &Subject,
        at: Location,
        old: Option<&Entry>,
        new: &Entry,
        chosen: Option<&Chosen>,
    ) -> Option<Pin> {
        let pin = match (old, chosen) {
            (None, None) => return None,
            (None, Some(chosen)) => Pin { ident: chosen.name.clone(), was: Vec::new(), at: chosen.at.clone() },
            (Some(old), Some(chosen)) => {
                let mut was: Vec<String> = old.was.iter().filter(|was| **was != chosen.name).cloned().collect();
                if old.name != chosen.name && !was.contains(&old.name) {
                    was.push(old.name.clone());
                }
                Pin { ident: chosen.name.clone(), was, at: chosen.at.clone() }
            }
            (Some(old), None) => {
                if old.name != new.name && !subject.what.is_empty() {
                    let Subject { what, table, key } = subject;
                    let (old, new) = (&old.name, &new.name);
                    let line = format!("{} = \"{new}\"", Key(key));
                    let help = format!("to follow, write `{line}` below `[{table}]` in the configuration");
                    let message = format!("{what} would be called `{new}` by now and stays `{old}`");
                    self.note(&code::LOCK_KEPT, at.clone(), message, help);
                }
                Pin { ident: old.name.clone(), was: old.was.clone(), at }
            }
        };
        self.pins.matter |= pin.ident != new.name || !pin.was.is_empty();
        Some(pin)
    }

    fn note(&mut self, code: &'static Code, at: Location, message: String, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::new(code, at, message).help(help));
    }

    /// Reports an entry for what is not there any more.
    fn stale(&mut self, what: &str, at: Location) {
        let message = format!("the document has no {what} any more");
        self.diagnostics.push(Diagnostic::new(&code::LOCK_STALE, at, message));
    }

    /// Says that a name in the configuration takes something away. Where there was no name before, nothing is.
    fn breaks(&mut self, what: &str, old: Option<&Entry>, chosen: Option<&Chosen>, instead: &str) {
        if let (Some(old), Some(chosen)) = (old, chosen)
            && old.name != chosen.name
        {
            let message = format!("{what} was called `{}`, which code may use where no alias can be", old.name);
            let diagnostic = Diagnostic::new(&code::RENAME_BREAKS, chosen.at.clone(), message);
            self.diagnostics.push(diagnostic.instead(instead));
        }
    }

    /// What becomes of the type of something. Types that were renamed count as the same.
    fn fate(&mut self, what: &str, at: Location, old: Option<&Entry>, new: &Entry) -> Fate {
        let (Some(before), Some(now)) = (old.and_then(|old| old.ty.as_deref()), new.ty.as_deref()) else {
            return Fate::Same;
        };
        let before = reworded(before, &|name| self.final_names.0.get(name).cloned());
        let now = reworded(now, &|name| self.final_names.1.get(name).cloned());
        if before == now {
            return Fate::Same;
        }
        if before == plain(&now) {
            self.pins.matter = true;
            let message = format!("{what} could be `{now}` by now and stays `{before}`");
            self.note(&code::LOCK_KEPT, at, message, format!("to follow, write `{now}` as its type here"));
            return Fate::Plain;
        }
        if unboxed(&before) == now {
            self.pins.matter = true;
            return Fate::Boxed;
        }
        let message = format!("{what} was `{before}` and is `{now}` by now");
        let help = "nothing; code that uses it has to change with it";
        self.note(&code::LOCK_CHANGED, at, message, help);
        Fate::Changed
    }

    fn servers(&mut self) {
        let (old, new) = (self.old, self.new);
        for (url, entry) in &new.servers {
            let before = old.servers.get(url);
            // A server has no name of its own that could be another by now.
            let pin = self.name(&Subject::silent(), place(["servers", url]), before, entry, None);
            self.pins.servers.extend(pin.map(|pin| (url.clone(), pin)));
        }
        for url in old.servers.keys().filter(|url| !new.servers.contains_key(*url)) {
            self.stale(&format!("server `{url}`"), place(["servers", url]));
        }
    }
}

/// Leaves out that a name is kept where `planned` says that it cannot be.
pub(crate) fn without_refused(settled: Diagnostics, planned: &Diagnostics) -> Diagnostics {
    let refused: Vec<&Location> =
        planned.iter().filter(|found| found.code == &code::LOCK_CONFLICT).map(|found| &found.location).collect();
    let mut left = Diagnostics::new();
    let kept = |found: &&Diagnostic| found.code != &code::LOCK_KEPT || !refused.contains(&&found.location);
    settled.iter().filter(kept).for_each(|found| left.push(found.clone()));
    left
}

/// The entries of `old` that `new` does not have.
fn gone<'o>(old: &'o BTreeMap<String, Entry>, new: &BTreeMap<String, Entry>) -> Vec<&'o String> {
    old.keys().filter(|key| !new.contains_key(*key)).collect()
}
