//! Names of versions, and which came before which.

use std::cmp::Ordering;
use std::path::Path;

use super::ENTRY;
use crate::cli::error::Unusable;

/// Checks that a version can be the name of a folder, on any system.
pub(super) fn check(version: &str) -> Result<(), Unusable> {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let is_name = version.starts_with(is_letter)
        && version.ends_with(is_letter)
        && version.len() <= 100
        && version.chars().all(|c| is_letter(c) || "._+-".contains(c));
    if is_name {
        return Ok(());
    }
    let message = format!("version `{}` cannot be the name of a folder", version.escape_debug());
    Err(Unusable::new(message)
        .help("start and end with a letter or digit, with `.`, `-`, `_` and `+` between, such as `2024-07-01.20.0`"))
}

/// The version that `version` follows: the one asked for, else the newest one before it, if there is any.
pub(super) fn previous(spec: &Path, version: &str, asked: Option<&str>) -> Result<Option<String>, Unusable> {
    let all = all(spec)?;
    let Some(asked) = asked else {
        return Ok(all.into_iter().rfind(|other| compare(other, version) == Ordering::Less));
    };
    check(asked)?;
    if all.iter().any(|other| other == asked) {
        return Ok(Some(asked.to_owned()));
    }
    let error = Unusable::new(format!("there is no version `{asked}` in `{}`", spec.display()));
    Err(match all.as_slice() {
        [] => error.help("leave `--from` out"),
        all => error.help(format!("there is {}", all.join(", "))),
    })
}

/// All versions, oldest first: the folders that have an entry document.
fn all(spec: &Path) -> Result<Vec<String>, Unusable> {
    if !spec.exists() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(spec).map_err(|error| Unusable::io("read", spec, &error))?;
    let names = entries.flatten().filter(|entry| entry.path().join(ENTRY).is_file());
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| check(name).is_ok()).collect();
    names.sort_by(|one, other| compare(one, other));
    Ok(names)
}

/// Compares versions as people read them: numbers in them count as numbers.
fn compare(one: &str, other: &str) -> Ordering {
    let parts = |version: &str| -> Vec<(bool, usize, String)> {
        let mut parts: Vec<String> = Vec::new();
        for c in version.chars() {
            match parts.last_mut() {
                Some(part) if part.ends_with(|last: char| last.is_ascii_digit()) == c.is_ascii_digit() => part.push(c),
                _ => parts.push(c.into()),
            }
        }
        let part = |part: String| {
            let is_number = part.starts_with(|c: char| c.is_ascii_digit());
            let digits = part.trim_start_matches('0').to_owned();
            if is_number { (true, digits.len(), digits) } else { (false, 0, part) }
        };
        parts.into_iter().map(part).collect()
    };
    parts(one).cmp(&parts(other)).then_with(|| one.cmp(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_names_of_folders() {
        for good in ["2024-07-01.20.0", "v3", "1", "1.0.0-rc.1+x"] {
            assert!(check(good).is_ok(), "{good}");
        }
        let long = "1".repeat(101);
        for bad in ["", ".", "..", "../x", "a/b", "a\\b", "/etc", "C:", "-x", ".hidden", "a ", "a\n", "a.", "é", &long]
        {
            assert!(check(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn numbers_in_versions_count_as_numbers() {
        let ordered =
            ["v2", "v10", "1.2", "1.10", "2023-11-01.18.0", "2024-02-01.9.0", "2024-02-01.19.0", "2024-07-01.20.0"];
        for pair in ordered.windows(2) {
            assert_eq!(compare(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        assert_eq!(compare("1.0", "1.0-beta"), Ordering::Less);
        assert_ne!(compare("1.01", "1.1"), Ordering::Equal);
    }

    #[test]
    fn the_newest_one_before_comes_first() {
        let spec = tempfile::tempdir().unwrap();
        for name in ["1.2", "1.10", "2.0"] {
            std::fs::create_dir(spec.path().join(name)).unwrap();
            std::fs::write(spec.path().join(name).join(ENTRY), "").unwrap();
        }
        std::fs::create_dir(spec.path().join("1.11")).unwrap();
        let previous = |version, asked| previous(spec.path(), version, asked);
        assert_eq!(previous("1.11", None).unwrap().as_deref(), Some("1.10"));
        assert_eq!(previous("2.0", None).unwrap().as_deref(), Some("1.10"));
        assert_eq!(previous("1.0", None).unwrap(), None);
        assert_eq!(previous("1.0", Some("2.0")).unwrap().as_deref(), Some("2.0"));
        assert_eq!(previous("1.0", Some("3")).unwrap_err().help.as_deref(), Some("there is 1.2, 1.10, 2.0"));
        assert!(previous("1.0", Some("../1.2")).is_err());
    }
}
