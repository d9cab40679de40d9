//! What a `$ref` says: a URI reference (RFC 3986 section 4.1) to a file, and in its fragment a JSON Pointer (RFC 6901
//! section 6).
//!
//! References start from the file they stand in. Once they are settled they start from the entry document, whatever
//! file they stand in, so that later stages can read them without knowing where they found them.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::source::{FileId, Pointer};

/// What a path must not hold as it is: `:` could end the scheme of a URL.
const PATH: &AsciiSet = &CONTROLS.add(b'%').add(b'#').add(b':');
const FRAGMENT: &AsciiSet = &CONTROLS.add(b'%');

/// Why a reference names no place of the description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Misfit {
    /// It is a URL.
    Remote,
    /// It leads out of the folder of the entry document.
    Outside,
    /// Its path has `\` in it.
    Backslash,
    /// Its fragment is not a JSON Pointer.
    Fragment,
}

/// Where a reference in `file` leads; `entry` is what the entry document is called in its folder.
pub(crate) fn place(reference: &str, file: &FileId, entry: &str) -> Result<Pointer, Misfit> {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let file = match path {
        "" => file.clone(),
        path => target(path, file, entry)?,
    };
    let pointer = Pointer::parse(&percent_decode_str(fragment).decode_utf8_lossy()).ok_or(Misfit::Fragment)?;
    Ok(pointer.within(&file))
}

/// Where a settled reference leads.
pub(crate) fn settled(reference: &str) -> Option<Pointer> {
    place(reference, &FileId::ENTRY, "").ok()
}

/// The settled reference to a place.
pub(crate) fn text(place: &Pointer) -> String {
    let path = utf8_percent_encode(place.file().path().unwrap_or_default(), PATH);
    format!("{path}#{}", utf8_percent_encode(place.as_str(), FRAGMENT))
}

/// The reference to a place from within `file`; `entry` is what the entry document is called in its folder.
pub(crate) fn relative(place: &Pointer, file: &FileId, entry: &str) -> String {
    let fragment = utf8_percent_encode(place.as_str(), FRAGMENT);
    if place.file() == file {
        return format!("#{fragment}");
    }
    let up = "../".repeat(file.path().map_or(0, |path| path.matches('/').count()));
    format!("{up}{}#{fragment}", utf8_percent_encode(place.file().path().unwrap_or(entry), PATH))
}

fn target(path: &str, base: &FileId, entry: &str) -> Result<FileId, Misfit> {
    if is_url(path) {
        return Err(Misfit::Remote);
    }
    let path = percent_decode_str(path).decode_utf8_lossy();
    if path.contains('\\') {
        return Err(Misfit::Backslash);
    }
    if path.starts_with('/') || path.get(1..2) == Some(":") {
        return Err(Misfit::Outside); // from the root of a file system, or from a drive
    }
    let folder = base.path().and_then(|base| base.rsplit_once('/')).map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(path.split('/')) {
        match segment {
            "" | "." => {}
            ".." => segments.pop().map(|_| ()).ok_or(Misfit::Outside)?,
            segment => segments.push(segment),
        }
    }
    match segments.as_slice() {
        [only] if *only == entry => Ok(FileId::ENTRY),
        [] => Ok(FileId::part(".")),
        segments => Ok(FileId::part(&segments.join("/"))),
    }
}

/// Whether a reference starts with a scheme or an authority; a drive letter is no scheme.
fn is_url(path: &str) -> bool {
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    };
    path.starts_with("//") || scheme.is_some_and(is_scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(reference: &str, file: &str) -> Result<String, Misfit> {
        let file = if file.is_empty() { FileId::ENTRY } else { FileId::part(file) };
        place(reference, &file, "openapi.yaml").map(|place| place.to_string())
    }

    #[test]
    fn references_start_from_their_file() {
        for (reference, file, expected) in [
            ("#/a", "", "#/a"),
            ("#/a", "jobs.yaml", "jobs.yaml#/a"),
            ("jobs.yaml#/a", "", "jobs.yaml#/a"),
            ("./b/../jobs.yaml", "", "jobs.yaml#"),
            ("jobs.yaml#/a", "b/c.yaml", "b/jobs.yaml#/a"),
            ("../jobs.yaml#/a", "b/c.yaml", "jobs.yaml#/a"),
            ("../openapi.yaml#/a", "b/c.yaml", "#/a"),
            ("openapi.yaml", "b/c.yaml", "b/openapi.yaml#"),
            ("a%20b/%7Ec.yaml#/x%7E1y/%25", "", "a b/~c.yaml#/x~1y/%"),
            ("", "jobs.yaml", "jobs.yaml#"),
        ] {
            assert_eq!(shown(reference, file).as_deref(), Ok(expected), "{reference} in {file}");
        }
    }

    #[test]
    fn references_out_of_the_folder_lead_nowhere() {
        for (reference, file, expected) in [
            ("../a.yaml", "", Misfit::Outside),
            ("%2e%2e/a.yaml", "", Misfit::Outside),
            ("..%2Fa.yaml", "", Misfit::Outside),
            ("b/../../a.yaml", "", Misfit::Outside),
            ("../../a.yaml", "b/c.yaml", Misfit::Outside),
            ("/etc/passwd", "", Misfit::Outside),
            ("https://example.com/a.yaml#/x", "", Misfit::Remote),
            ("//example.com/a.yaml", "", Misfit::Remote),
            ("file:a.yaml", "", Misfit::Remote),
            ("C:/a.yaml", "", Misfit::Outside),
            ("c%3a%2fa.yaml", "", Misfit::Outside),
            ("..\\a.yaml", "", Misfit::Backslash),
            ("%5c%5cserver/a.yaml", "", Misfit::Backslash),
            ("#Job", "", Misfit::Fragment),
            ("jobs.yaml#Job", "", Misfit::Fragment),
        ] {
            assert_eq!(shown(reference, file), Err(expected), "{reference} in {file}");
        }
    }

    #[test]
    fn relative_references_lead_where_they_should() {
        let places = ["", "a b.yaml", "b/c%.yaml", "b/d/e.yaml"];
        let id = |path: &str| if path.is_empty() { FileId::ENTRY } else { FileId::part(path) };
        for (from, to) in places.into_iter().flat_map(|from| places.map(|to| (id(from), id(to)))) {
            let target = Pointer::parse("/x~1y/%20").expect("a pointer").within(&to);
            let text = relative(&target, &from, "openapi.yaml");
            assert_eq!(place(&text, &from, "openapi.yaml"), Ok(target), "{text}");
        }
    }

    #[test]
    fn settled_references_lead_where_they_did() {
        for (file, pointer) in [
            (FileId::ENTRY, "/a/50%25~1{b}#?é"),
            (FileId::part("50%.yaml"), ""),
            (FileId::part("ab:c/c#d e?.yaml"), "/x"),
        ] {
            let place = Pointer::parse(pointer).expect("a pointer").within(&file);
            assert_eq!(settled(&text(&place)), Some(place));
        }
    }
}
