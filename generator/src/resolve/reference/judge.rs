//! What is wrong with a reference.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, code};
use crate::link::{self, Misfit};
use crate::normalize::Reference;
use crate::read::Values;
use crate::source::{FileId, Places, Pointer};
use crate::spelling::nearest;

/// Where a reference leads, or what is wrong with it. `sound` collects places known not to lead in a circle.
pub(super) fn judge(
    values: &Values,
    places: &Places,
    reference: &Reference,
    sound: &mut BTreeSet<Pointer>,
) -> Result<Pointer, Box<Diagnostic>> {
    let text = &reference.target;
    let target = match link::place(text, reference.at.file(), values.entry_name()) {
        Ok(target) => target,
        Err(misfit) => return Err(no_place(reference, misfit)),
    };
    let reference = &as_written(reference, &target, values, places);
    if let Err(reason) = values.file(target.file()) {
        return Err(unreadable(reference, target.file(), reason));
    }
    let Some(found) = values.get(&target) else {
        return Err(fail(reference, &code::DANGLING_REF, "leads to nothing", &hint(values, &target)));
    };
    if section_of(&target).is_some_and(|section| section != section_for(reference)) {
        return Err(of_wrong_kind(reference, "refer to a component of the right kind"));
    }
    if !found.is_object() {
        return Err(of_wrong_kind(reference, "refer to an object"));
    }
    match cycle(values, &target, sound) {
        Some(cycle) => Err(cyclic(&cycle, places, instead(reference))),
        None => Ok(target),
    }
}

/// What to say about a reference to `target` that was found to be of no use.
pub(super) fn unusable(values: &Values, places: &Places, reference: &Reference, target: &Pointer) -> Box<Diagnostic> {
    let reference = &as_written(reference, target, values, places);
    of_wrong_kind(reference, "correct what is wrong with the object there")
}

/// The reference as the document has it, with what it says if that was made to follow what it leads to.
fn as_written<'r>(reference: &'r Reference, target: &Pointer, values: &Values, places: &Places) -> Cow<'r, Reference> {
    let original = places.original(target);
    if original == *target {
        return Cow::Borrowed(reference);
    }
    let from = places.original(&reference.at);
    let target = link::relative(&original, from.file(), values.entry_name());
    Cow::Owned(Reference { target, ..reference.clone() })
}

/// What the value with the reference becomes.
fn instead(reference: &Reference) -> &'static str {
    if reference.shape.is_schema() { "any JSON value" } else { "nothing" }
}

fn fail(reference: &Reference, code: &'static Code, problem: &str, help: &str) -> Box<Diagnostic> {
    let message = format!("`{}` {problem}", reference.target);
    Box::new(Diagnostic::new(code, reference.at.key("$ref"), message).help(help).instead(instead(reference)))
}

fn of_wrong_kind(reference: &Reference, help: &str) -> Box<Diagnostic> {
    fail(reference, &code::DANGLING_REF, &format!("does not lead to {}", reference.shape.name), help)
}

fn no_place(reference: &Reference, misfit: Misfit) -> Box<Diagnostic> {
    let (code, problem, help) = match misfit {
        Misfit::Remote => (
            &code::EXTERNAL_REF,
            "is a URL, but references are followed to files only",
            "put a copy beside the document and refer to that",
        ),
        Misfit::Outside => (
            &code::EXTERNAL_REF,
            "leads out of the folder of the document",
            "put a copy into the folder of the document and refer to that",
        ),
        Misfit::Backslash => (&code::DANGLING_REF, "has `\\` in its path", "write `/` between folders"),
        Misfit::Fragment => (
            &code::DANGLING_REF,
            "leads to nothing: what follows `#` is not a JSON pointer",
            "write a pointer that starts with `#/`",
        ),
    };
    fail(reference, code, problem, help)
}

fn unreadable(reference: &Reference, file: &FileId, reason: &str) -> Box<Diagnostic> {
    let problem = format!("cannot be followed: `{file}` {reason}");
    fail(reference, &code::UNREADABLE_FILE, &problem, "correct the path, or the file")
}

/// The references that lead in a circle, if following them from `target` never reaches a value. Whoever leads into the
/// circle gets the same answer, so that it is reported once.
fn cycle(values: &Values, target: &Pointer, sound: &mut BTreeSet<Pointer>) -> Option<Vec<Pointer>> {
    let mut seen: Vec<Pointer> = Vec::new();
    let mut known: BTreeSet<Pointer> = BTreeSet::new();
    let mut next = Some(target.clone());
    while let Some(target) = next.filter(|target| !sound.contains(target)) {
        if !known.insert(target.clone()) {
            let mut cycle: Vec<Pointer> = seen.into_iter().skip_while(|earlier| *earlier != target).collect();
            cycle.sort();
            return Some(cycle);
        }
        let reference = values.get(&target).and_then(|value| value.get("$ref")?.as_str());
        next = reference.and_then(|text| link::place(text, target.file(), values.entry_name()).ok());
        seen.push(target);
    }
    sound.extend(known);
    None
}

fn cyclic(cycle: &[Pointer], places: &Places, instead: &str) -> Box<Diagnostic> {
    let first = cycle.first().cloned().unwrap_or_default();
    let message = match cycle {
        [only] => format!("`{}` refers to itself", places.original(only)),
        [first, ..] => format!("`{}` refers to others that lead back to it", places.original(first)),
        [] => String::new(),
    };
    let diagnostic = Diagnostic::new(&code::REF_CYCLE, first.key("$ref"), message)
        .help("let one of the references hold the value itself")
        .instead(instead);
    let others = cycle.iter().skip(1);
    Box::new(others.fold(diagnostic, |diagnostic, other| diagnostic.related(other.key("$ref"), "part of the circle")))
}

/// The section of `components` that `target` names a member of.
fn section_of(target: &Pointer) -> Option<String> {
    match target.tokens().collect::<Vec<_>>().as_slice() {
        [components, section, _] if components == "components" => Some(section.to_string()),
        _ => None,
    }
}

/// The section of `components` where a reference should lead.
fn section_for(reference: &Reference) -> &'static str {
    match reference.shape.name {
        "a parameter" => "parameters",
        "a request body" => "requestBodies",
        "a response" => "responses",
        "a header" => "headers",
        "an example object" => "examples",
        "a security scheme" => "securitySchemes",
        "a path item" => "pathItems",
        "an operation" => "operations",
        _ => "schemas",
    }
}

/// A hint for a pointer to nothing: a name that looks like the missing one, or the place where to add it.
fn hint(values: &Values, target: &Pointer) -> String {
    let wanted = target.last().unwrap_or_default();
    let holder = target.parent().and_then(|parent| values.get(&parent)?.as_object());
    match nearest(&wanted, holder.into_iter().flat_map(|members| members.keys().map(String::as_str))) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("add `{wanted}` there, or correct the pointer"),
    }
}
