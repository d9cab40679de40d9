//! `[[corrections]]` of the configuration: what is wrong in a document is put right in its values before anything looks
//! at them.
//!
//! A correction that has become superfluous is as much of a problem as one that does not fit: nobody would ever find out
//! that the document has been put right, or is wrong in another way by now.

use serde_json::Value;

use crate::config::{Config, Correction};
use crate::diagnostic::{Diagnostic, Diagnostics, code, excerpt};
use crate::link;
use crate::read::Values;
use crate::source::{FileId, Location, Pointer};
use crate::spelling::nearest;

/// Makes the corrections. Answers the elements of arrays that were taken away, in order: those behind each moved up.
pub(crate) fn correct(values: &mut Values, config: &Config) -> (Vec<Pointer>, Diagnostics) {
    let mut removed = Vec::new();
    let mut diagnostics = Diagnostics::new();
    for (index, correction) in config.corrections.iter().enumerate() {
        match make(values, correction) {
            Ok(element) => removed.extend(element),
            Err(problem) => diagnostics.push(problem.diagnostic(index, correction, &removed)),
        }
    }
    (removed, diagnostics)
}

/// Why a correction is not made.
struct Problem {
    /// The key of the configuration that shows it.
    key: &'static str,
    message: String,
    help: Option<String>,
    /// What is there in the document.
    place: Option<Pointer>,
}

impl Problem {
    fn new(key: &'static str, message: impl Into<String>, place: Option<Pointer>) -> Self {
        Self { key, message: message.into(), help: None, place }
    }

    fn diagnostic(self, index: usize, correction: &Correction, removed: &[Pointer]) -> Diagnostic {
        let at = Pointer::root().within(&FileId::CONFIG).key("corrections").index(index).key(self.key);
        let message = format!("the correction of `{}` does not apply: {}", correction.at, self.message);
        let problem = Diagnostic::new(&code::CORRECTION_STALE, Location::Value(at), message);
        let problem = self
            .place
            .into_iter()
            .fold(problem, |problem, place| problem.related(crate::source::before(removed, &place), "this is there"));
        let help =
            self.help.unwrap_or_else(|| format!("remove or correct it; it was for: {}", correction.reason.trim()));
        problem.help(help).instead("the document without it")
    }
}

/// Makes one correction. Answers the element of an array that it took away.
fn make(values: &mut Values, correction: &Correction) -> Result<Option<Pointer>, Problem> {
    let place = link::place(&correction.at, &FileId::ENTRY, values.entry_name())
        .map_err(|_| Problem::new("at", "this names no place of the document", None))?;
    check(values, &place, correction)?;
    match &correction.set {
        Some(value) => set(values, &place, value).map(|()| None),
        None => remove(values, &place),
    }
}

/// Whether what is there is what was expected, and is not right already.
fn check(values: &Values, place: &Pointer, correction: &Correction) -> Result<(), Problem> {
    let now = values.get(place);
    let here = || now.map(|_| place.clone());
    match (&correction.was, now) {
        (Some(_), None) => return Err(nowhere(values, place)),
        (Some(was), Some(now)) if was != now => {
            let message = format!("there is `{}` and not `{}`", excerpt(now), excerpt(was));
            return Err(Problem::new("was", message, here()));
        }
        _ => {}
    }
    match (&correction.set, now) {
        (Some(set), Some(now)) if set == now => Err(Problem::new("set", "the document says so already", here())),
        (None, None) => Err(nowhere(values, place)),
        _ => Ok(()),
    }
}

fn set(values: &mut Values, place: &Pointer, value: &Value) -> Result<(), Problem> {
    if let Some(now) = values.get_mut(place) {
        *now = value.clone();
        return Ok(());
    }
    let nowhere = nowhere(values, place);
    let Some((parent, last)) = place.parent().zip(place.last()) else { return Err(nowhere) };
    match values.get_mut(&parent) {
        Some(Value::Object(members)) => _ = members.insert(last, value.clone()),
        Some(Value::Array(items)) if last == "-" || last == items.len().to_string() => items.push(value.clone()),
        _ => return Err(nowhere),
    }
    Ok(())
}

fn remove(values: &mut Values, place: &Pointer) -> Result<Option<Pointer>, Problem> {
    let Some((parent, last)) = place.parent().zip(place.last()) else {
        return Err(Problem::new("at", "a file as a whole cannot be taken away", None));
    };
    match (values.get_mut(&parent), last.parse::<usize>()) {
        (Some(Value::Object(members)), _) => {
            members.remove(&last);
            Ok(None)
        }
        (Some(Value::Array(items)), Ok(index)) if index < items.len() => {
            items.remove(index);
            Ok(Some(place.clone()))
        }
        _ => Err(nowhere(values, place)),
    }
}

/// There is nothing at a place; what there is on the way.
fn nowhere(values: &Values, place: &Pointer) -> Problem {
    if let Err(why) = values.file(place.file()) {
        let message = match values.contains(place.file()) {
            true => format!("the file {why}"),
            false => "the document refers to no such file".to_owned(),
        };
        return Problem::new("at", message, None);
    }
    let mut way = vec![place.clone()];
    while let Some(above) = way.last().filter(|place| values.get(place).is_none()).and_then(Pointer::parent) {
        way.push(above);
    }
    let above = way.pop();
    let missing = way.pop().and_then(|missing| missing.last()).unwrap_or_default();
    let near = match above.as_ref().and_then(|above| values.get(above)) {
        Some(Value::Object(members)) => nearest(&missing, members.keys().map(String::as_str)),
        _ => None,
    };
    let help = near.map(|near| format!("did you mean `{near}`?"));
    Problem { help, ..Problem::new("at", format!("there is no `{missing}`"), above) }
}
