//! Patterns for names.

use serde::Deserialize;

/// A text in which `*` stands for any characters, `/` among them, or none. It matches whole names, and case counts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Pattern(String);

impl Pattern {
    /// The pattern as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether all of `name` is like the pattern.
    pub fn matches(&self, name: &str) -> bool {
        let Some((first, others)) = self.0.split_once('*') else { return self.0 == name };
        let Some(mut rest) = name.strip_prefix(first) else { return false };
        let mut parts: Vec<&str> = others.split('*').collect();
        let last = parts.pop().unwrap_or_default();
        // The first place where a part fits leaves the most for those behind it.
        for part in parts {
            let Some(found) = rest.find(part) else { return false };
            rest = &rest[found + part.len()..];
        }
        rest.ends_with(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_characters() {
        for (pattern, name, matches) in [
            ("Job_Get", "Job_Get", true),
            ("Job_Get", "Job_GetAll", false),
            ("job_*", "Job_Get", false),
            ("Job_*", "Job_", true),
            ("*", "", true),
            ("*_Get", "Pool_Get", true),
            ("/jobs/*/tasks", "/jobs/{id}/more/tasks", true),
            ("a*b*b", "ab", false),
            ("a*b*b", "abb", true),
            ("*a*", "bab", true),
            ("a*a", "a", false),
            ("**é**", "xéy", true),
        ] {
            assert_eq!(Pattern(pattern.to_owned()).matches(name), matches, "{pattern} {name}");
        }
    }
}
