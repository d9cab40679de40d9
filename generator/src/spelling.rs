//! Which name was probably meant.

/// The name among `names` that `wanted` is a slip of: of four letters or digits, one at most is wrong, case aside.
pub(crate) fn nearest<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = fold(wanted);
    let distance = |name: &str| {
        let name = fold(name);
        let length = wanted.chars().count().max(name.chars().count());
        Some(strsim::damerau_levenshtein(&wanted, &name)).filter(|distance| *distance <= length / 4)
    };
    names.into_iter().filter_map(|name| Some((distance(name)?, name))).min().map(|(_, name)| name)
}

/// Whether a thing may have been called one name before and is called the other now: half of the letters are the same.
pub(crate) fn alike(one: &str, other: &str) -> bool {
    strsim::normalized_damerau_levenshtein(&fold(one), &fold(other)) >= 0.5
}

fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_names_for_a_thing_share_letters() {
        assert!(alike("maxresults", "max-results") && alike("jobId", "job_id") && alike("timeout", "timeoutSeconds"));
        assert!(!alike("force", "timeout") && !alike("a", "b"));
    }

    #[test]
    fn slips_are_recognized_and_other_names_are_not() {
        let names = ["ErrorMessage", "operationId", "type", "in", "Pet"];
        for (wanted, expected) in [
            ("ErorMessage", Some("ErrorMessage")),
            ("error_message", Some("ErrorMessage")),
            ("operationID", Some("operationId")),
            ("tpye", Some("type")),
            ("Pett", Some("Pet")),
            ("typ", Some("type")),
            ("it", None),
            ("Job", None),
            ("op", None),
        ] {
            assert_eq!(nearest(wanted, names), expected, "{wanted}");
        }
    }
}
