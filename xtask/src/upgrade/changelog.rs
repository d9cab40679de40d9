//! The place of a new entry in the changelog.

/// The changelog with an entry behind what is not released yet, and before all that was.
pub(super) fn with(text: &str, entry: &str) -> String {
    let headings = text.match_indices("\n## ").map(|(at, _)| at + 1);
    let released = headings.clone().find(|at| !text[*at..].starts_with("## [Unreleased]"));
    let at = released.unwrap_or(text.len());
    let before = text[..at].trim_end();
    format!(
        "{before}\n\n{}\n{}",
        entry.trim_end(),
        if at < text.len() { format!("\n{}", &text[at..]) } else { String::new() }
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_comes_before_what_was_released() {
        let entry = "## New\n\n- it\n";
        assert_eq!(
            with("# C\n\n## [Unreleased]\n\n- a\n\n## Old\n", entry),
            "# C\n\n## [Unreleased]\n\n- a\n\n## New\n\n- it\n\n## Old\n"
        );
        assert_eq!(with("# C\n\n## [Unreleased]\n\n- a\n", entry), "# C\n\n## [Unreleased]\n\n- a\n\n## New\n\n- it\n");
        assert_eq!(with("# C\n", entry), "# C\n\n## New\n\n- it\n");
    }
}
