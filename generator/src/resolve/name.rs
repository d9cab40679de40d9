//! What schemas are called: by their place in their file, so that it does not matter which file that is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::source::Pointer;

/// Tokens that say what kind of thing comes next, not which.
const KEYWORDS: [&str; 9] =
    ["components", "schemas", "properties", "items", "paths", "responses", "content", "schema", "parameters"];

/// Tokens that lead into a schema: where one comes first, the whole file is the schema.
const INTO_A_SCHEMA: [&str; 7] = ["properties", "items", "additionalProperties", "allOf", "anyOf", "oneOf", "not"];

/// Words for the schema at a place: the name it has among the components of its file or, in a part, in another list;
/// for a whole part the name of the file; for a place within something else all words on the way that are not keywords.
pub(crate) fn name(at: &Pointer) -> String {
    own_name(at).unwrap_or_else(|| {
        let file = at.file().stem().filter(|_| is_within_whole(at)).map(Cow::Borrowed);
        let words = file.into_iter().chain(at.tokens().filter(|token| !KEYWORDS.contains(&&**token)));
        words.collect::<Vec<_>>().join(" ")
    })
}

/// Whether the document names what is at a place, and does not only use it there.
pub(crate) fn is_named(at: &Pointer) -> bool {
    own_name(at).is_some()
}

fn own_name(at: &Pointer) -> Option<String> {
    let is_listed = at.file().path().is_some() && !is_within_whole(at);
    match at.tokens().collect::<Vec<_>>().as_slice() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => Some(name.to_string()),
        [name] | [_, name] if is_listed => Some(name.to_string()),
        [] => at.file().stem().map(str::to_owned),
        _ => None,
    }
}

/// Whether a place is within a part that is one schema as a whole.
fn is_within_whole(at: &Pointer) -> bool {
    at.file().path().is_some() && at.tokens().next().is_some_and(|token| INTO_A_SCHEMA.contains(&&*token))
}

/// Where a place leads that only refers on to another of the same name: the two are one thing. `leads` has the target
/// of each reference.
pub(super) fn beyond_namesakes<'p>(place: &'p Pointer, leads: &BTreeMap<&'p Pointer, &'p Pointer>) -> &'p Pointer {
    let mut place = place;
    while let Some(next) = leads.get(place).filter(|next| name(next) == name(place)) {
        place = next;
    }
    place
}

/// The names of the schemas at `places`. Where schemas of several files have the same name, those in parts are told
/// apart by their files.
pub(super) fn names<'p>(
    places: impl Iterator<Item = &'p Pointer>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<Pointer, String> {
    let mut alike: BTreeMap<String, Vec<&Pointer>> = BTreeMap::new();
    for place in places {
        alike.entry(name(place)).or_default().push(place);
    }
    let mut names = BTreeMap::new();
    for (name, places) in alike {
        for place in &places {
            let other = places.iter().find(|other| other.file() != place.file());
            let longer = other.zip(qualifier(place)).map(|(other, file)| (other, format!("{file} {name}")));
            let Some((other, longer)) = longer else {
                names.insert((*place).clone(), name.clone());
                continue;
            };
            let message = format!("there is another schema `{name}` in a file of its own");
            diagnostics.push(
                Diagnostic::new(&code::NAME_COLLISION, *place, message)
                    .related(*other, "the other one")
                    .instead(format!("a type that is named after its file as well, `{longer}`")),
            );
            names.insert((*place).clone(), longer);
        }
    }
    names
}

/// What tells a schema in a part from one of the same name: the file, or its folder if the file is the name already.
fn qualifier(at: &Pointer) -> Option<&str> {
    if at.as_str().is_empty() { at.file().folder() } else { at.file().stem() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn at(file: &str, pointer: &str) -> Pointer {
        let file = if file.is_empty() { FileId::ENTRY } else { FileId::part(file) };
        Pointer::parse(pointer).expect("a pointer").within(&file)
    }

    #[test]
    fn names_do_not_depend_on_the_file() {
        for (file, pointer, expected) in [
            ("", "/components/schemas/Job", "Job"),
            ("jobs.yaml", "/components/schemas/Job", "Job"),
            ("jobs.yaml", "/definitions/Job", "Job"),
            ("jobs.yaml", "/Job", "Job"),
            ("schemas/Job.yaml", "", "Job"),
            ("", "/components/schemas/Job/properties/pool", "Job pool"),
            ("jobs.yaml", "/components/schemas/Job/properties/pool", "Job pool"),
            ("schemas/Job.yaml", "/properties/pool", "Job pool"),
            ("schemas/Job.yaml", "/items", "Job"),
            ("", "/definitions/Job", "definitions Job"),
        ] {
            assert_eq!(name(&at(file, pointer)), expected, "{file}#{pointer}");
        }
    }

    #[test]
    fn namesakes_in_parts_are_told_apart() {
        let places = [
            at("", "/components/schemas/Job"),
            at("jobs.yaml", "/components/schemas/Job"),
            at("schemas/Job.yaml", ""),
            at("jobs.yaml", "/components/schemas/Pool"),
        ];
        let mut diagnostics = Diagnostics::new();
        let names = names(places.iter(), &mut diagnostics);
        let names: Vec<&str> = places.iter().map(|place| names[place].as_str()).collect();
        assert_eq!(names, ["Job", "jobs Job", "schemas Job", "Pool"]);
        assert_eq!(diagnostics.iter().count(), 2);
    }
}
