//! References: reading them, finding out where they lead, and settling those that lead nowhere.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::normalize::{self, Document, Reference};
use crate::source::Pointer;
use crate::spelling::nearest;

/// The target of a Reference Object to this document; `None` for any other value.
pub(super) fn target_of(value: &Value) -> Option<Pointer> {
    local(value.get("$ref")?.as_str()?)
}

/// The pointer of a reference to this document (RFC 6901 section 6: a URI fragment).
pub(crate) fn local(reference: &str) -> Option<Pointer> {
    Pointer::parse(&percent_decode_str(reference.strip_prefix('#')?).decode_utf8_lossy())
}

/// Checks every reference, and replaces those that lead nowhere.
///
/// Answers the document, the schemas that references lead to, and the places where a schema was replaced.
pub(super) fn settle(document: Document, diagnostics: &mut Diagnostics) -> (Value, BTreeSet<Pointer>, Vec<Pointer>) {
    let Document { mut value, references: mut pending } = document;
    let (mut targets, mut bad, mut checked) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
    let mut next = 0;
    while let Some(reference) = pending.get(next).cloned() {
        next += 1;
        match judge(&value, &reference) {
            Ok(target) => {
                if section_of(&target).is_none()
                    && checked.insert(target.clone())
                    && let Some(unchecked) = value.pointer_mut(target.as_str())
                {
                    normalize::check(unchecked, reference.shape, &target, &mut pending, diagnostics);
                }
                if reference.shape.is_schema() {
                    targets.insert(target);
                }
            }
            Err(problem) => {
                diagnostics.push(*problem);
                bad.push(reference);
            }
        }
    }
    let untyped = bad.iter().filter(|reference| reference.shape.is_schema()).map(|reference| reference.at.clone());
    let untyped = untyped.collect();
    for reference in bad {
        if let Some(hole) = value.pointer_mut(reference.at.as_str()) {
            *hole = if reference.shape.is_schema() { Value::Object(Default::default()) } else { Value::Null };
        }
    }
    (value, targets, untyped)
}

/// Where a reference leads, or what is wrong with it.
fn judge(root: &Value, reference: &Reference) -> Result<Pointer, Box<Diagnostic>> {
    let at = reference.at.key("$ref");
    let text = &reference.target;
    let instead = if reference.shape.is_schema() { "any JSON value" } else { "nothing" };
    let fail = |code, message, help: &str| {
        Err(Box::new(Diagnostic::new(code, at.clone(), message).help(help).instead(instead)))
    };
    let Some(target) = local(text) else {
        let message = format!("`{text}` leads out of this document");
        return fail(&code::EXTERNAL_REF, message, "move what it names into this document");
    };
    let Some(found) = root.pointer(target.as_str()) else {
        return fail(&code::DANGLING_REF, format!("`{text}` leads to nothing"), &hint(root, &target));
    };
    if let Some(section) = section_of(&target)
        && section != section_for(reference)
    {
        let message = format!("`{text}` does not lead to {}", reference.shape.name);
        return fail(&code::DANGLING_REF, message, "refer to a component of the right kind");
    }
    if !found.is_object() {
        let message = format!("`{text}` does not lead to {}", reference.shape.name);
        return fail(&code::DANGLING_REF, message, "refer to an object");
    }
    if let Some(cycle) = cycle(root, &target) {
        return Err(Box::new(cyclic(&cycle, instead)));
    }
    Ok(target)
}

/// The references that lead in a circle, if following them from `target` never reaches a value. Whoever leads into the
/// circle gets the same answer, so that it is reported once.
fn cycle(root: &Value, target: &Pointer) -> Option<Vec<Pointer>> {
    let mut seen: Vec<Pointer> = Vec::new();
    let mut next = Some(target.clone());
    while let Some(target) = next {
        if let Some(start) = seen.iter().position(|earlier| *earlier == target) {
            let mut cycle = seen.split_off(start);
            cycle.sort();
            return Some(cycle);
        }
        next = root.pointer(target.as_str()).and_then(target_of);
        seen.push(target);
    }
    None
}

fn cyclic(cycle: &[Pointer], instead: &str) -> Diagnostic {
    let first = cycle.first().cloned().unwrap_or_default();
    let message = match cycle {
        [only] => format!("`{only}` refers to itself"),
        [first, ..] => format!("`{first}` refers to others that lead back to it"),
        [] => String::new(),
    };
    let diagnostic = Diagnostic::new(&code::REF_CYCLE, first.key("$ref"), message)
        .help("let one of the references hold the value itself")
        .instead(instead);
    cycle
        .iter()
        .skip(1)
        .fold(diagnostic, |diagnostic, other| diagnostic.related(other.key("$ref"), "part of the circle"))
}

/// The section of `components` that `target` names a member of.
fn section_of(target: &Pointer) -> Option<String> {
    match target.tokens().collect::<Vec<_>>().as_slice() {
        [components, section, _] if components == "components" => Some(section.clone()),
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
        _ => "schemas",
    }
}

/// A hint for a pointer to nothing: a name that looks like the missing one, or the place where to add it.
fn hint(root: &Value, target: &Pointer) -> String {
    let wanted = target.last().unwrap_or_default();
    let holder = target.parent().and_then(|parent| root.pointer(parent.as_str())?.as_object());
    match nearest(&wanted, holder.into_iter().flat_map(|members| members.keys().map(String::as_str))) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("add `{wanted}` there, or correct the pointer"),
    }
}
