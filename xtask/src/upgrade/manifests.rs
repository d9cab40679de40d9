//! Edits of TOML files that keep everything else as it is.

use bindery::cli::Unusable;
use semver::Version;
use toml_edit::{DocumentMut, Item};

fn parsed(text: &str, name: &str) -> Result<DocumentMut, Unusable> {
    text.parse().map_err(|error| Unusable::new(format!("`{name}` cannot be read: {error}")))
}

/// `spec/bindery.toml` with another current api-version and the crate's next version.
pub(super) fn configuration(text: &str, (old, new): (&str, &str), next: &Version) -> Result<String, Unusable> {
    let mut document = parsed(text, "spec/bindery.toml")?;
    set(&mut document["current"], new);
    if let Some(krate) = document.get_mut("crate").and_then(Item::as_table_mut) {
        set(&mut krate["version"], &next.to_string());
        let description = krate.get("description").and_then(Item::as_str).map(|text| text.replace(old, new));
        if let Some(description) = description {
            set(&mut krate["description"], &description);
        }
    }
    Ok(document.to_string())
}

/// The manifest of the workspace, where it names the version of the crate; `None` if it does not.
pub(super) fn workspace(
    text: &str,
    name: &str,
    released: &Version,
    next: &Version,
) -> Result<Option<String>, Unusable> {
    let mut document = parsed(text, "Cargo.toml")?;
    let tables = document.get_mut("workspace").and_then(|workspace| workspace.get_mut("dependencies"));
    let version = tables.and_then(|tables| tables.get_mut(name)).and_then(|entry| entry.get_mut("version"));
    match version {
        Some(version) if version.as_str() == Some(&released.to_string()) => {
            set(version, &next.to_string());
            Ok(Some(document.to_string()))
        }
        _ => Ok(None),
    }
}

/// Replaces a value and keeps what is around it.
fn set(item: &mut Item, text: &str) {
    let decor = item.as_value().map(|value| value.decor().clone());
    *item = toml_edit::value(text);
    if let (Some(value), Some(decor)) = (item.as_value_mut(), decor) {
        *value.decor_mut() = decor;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_else_stays_as_it_is() {
        let text = "# The version.\ncurrent = \"1\" # now\n\n[crate]\nname = \"a\"\nversion = \"0.1.0\"\ndescription = \"API 1\" # words\n";
        let next = Version::new(0, 2, 0);
        let edited = configuration(text, ("1", "2"), &next).expect("TOML");
        assert_eq!(edited, text.replace("\"1\"", "\"2\"").replace("0.1.0", "0.2.0").replace("API 1", "API 2"));
        let text = "[workspace.dependencies]\na = { path = \"a\", version = \"0.1.0\" }\nb = \"0.1.0\"\n";
        let edited = workspace(text, "a", &Version::new(0, 1, 0), &next).expect("TOML");
        assert_eq!(edited, Some(text.replacen("0.1.0", "0.2.0", 1)));
        assert_eq!(workspace(text, "c", &Version::new(0, 1, 0), &next).expect("TOML"), None);
        assert!(configuration("a = ", ("1", "2"), &next).is_err());
    }
}
