//! Where the operations are, by the manifest that the generator writes.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::support::Result;

#[derive(Deserialize)]
struct Manifest {
    items: BTreeMap<String, Item>,
}

#[derive(Deserialize)]
struct Item {
    pointer: String,
}

/// Method and path of an operation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// In capitals.
    pub method: String,
    /// With its parameters in braces: `/jobs/{jobId}`.
    pub path: String,
    /// Where in the document it is described.
    pub pointer: String,
}

/// Returns the place of each operation by module and method, such as `jobs.terminate`.
///
/// # Errors
/// The manifest is not what it used to be.
pub fn places() -> Result<BTreeMap<String, Place>> {
    let Manifest { items } = serde_json::from_str(include_str!("../../bindery.json"))?;
    Ok(items.iter().filter_map(|(name, item)| Some((method(name)?, place(&item.pointer)?))).collect())
}

/// Reads `jobs::Jobs::terminate`: a method of a module's handle, which is called like the module.
fn method(item: &str) -> Option<String> {
    let parts: Vec<_> = item.split("::").collect();
    let [module, handle, method] = parts[..] else { return None };
    (handle.to_lowercase() == module.replace('_', "")).then(|| format!("{module}.{method}"))
}

/// Reads `jobs.yaml#/paths/~1jobs~1{jobId}/get`.
fn place(pointer: &str) -> Option<Place> {
    let (_, place) = pointer.split_once("#/paths/")?;
    let (path, method) = place.split_once('/')?;
    Some(Place {
        method: method.to_uppercase(),
        path: path.replace("~1", "/").replace("~0", "~"),
        pointer: pointer.to_owned(),
    })
}

impl Place {
    /// Returns the names of the parameters.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.path.split(['{', '}']).skip(1).step_by(2)
    }

    /// Takes a path apart that was made from this one, without decoding anything.
    ///
    /// # Errors
    /// It was made from another.
    pub fn segments(&self, path: &str) -> Result<BTreeMap<String, String>> {
        let mut found = BTreeMap::new();
        let mut parts = self.path.split(['{', '}']);
        let mut rest = path.strip_prefix(parts.next().unwrap_or_default());
        while let (Some(name), Some(literal)) = (parts.next(), parts.next()) {
            let Some(text) = rest else { break };
            let end = if literal.is_empty() { Some(text.len()) } else { text.find(literal) };
            rest = end.map(|end| &text[end + literal.len()..]);
            found.insert(name.to_owned(), text[..end.unwrap_or_default()].to_owned());
        }
        if rest == Some("") { Ok(found) } else { Err(format!("{path} is not of the form {}", self.path).into()) }
    }
}

#[test]
fn paths_come_apart_as_they_were_put_together() -> Result {
    let place = |path: &str| Place { method: "GET".to_owned(), path: path.to_owned(), pointer: String::new() };
    let found = |path: &str, made: &str| Ok::<_, String>(place(path).segments(made).ok());
    let map = |pairs: &[(&str, &str)]| Some(pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect());
    assert_eq!(found("/jobs", "/jobs")?, map(&[]));
    assert_eq!(found("/jobs/{j}", "/jobs/a%2Fb")?, map(&[("j", "a%2Fb")]));
    assert_eq!(found("/c(a={a},t={t})/x", "/c(a=1,t=2)/x")?, map(&[("a", "1"), ("t", "2")]));
    for (path, made) in [("/jobs", "/jobs/"), ("/jobs/{j}/x", "/jobs/1"), ("/jobs/{j}/x", "/jobs/1/x/y")] {
        assert_eq!(found(path, made)?, None, "{path}: {made}");
    }
    Ok(())
}
