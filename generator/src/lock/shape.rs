//! What a type looks like on the wire, as a text: two types with the same one may be the same type under two names.

use super::TypeEntry;

/// The members of a type. `named` says what stands for a type that they mention; it knows the document's own only.
/// `None` for a type without members, which says too little to be known again.
pub(super) fn shape(entry: &TypeEntry, named: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let fields = entry.fields.iter().map(|(name, field)| {
        let ty = field.ty.as_deref().unwrap_or_default();
        format!("{name:?}: {}", reworded(ty, named))
    });
    let members: Vec<String> = fields.chain(entry.values.keys().map(|value| format!("{value:?}"))).collect();
    (!members.is_empty()).then(|| members.join(", "))
}

/// A type as it is written in a lock with the names of types replaced; those behind `::` are not the document's.
pub(super) fn reworded(ty: &str, named: &dyn Fn(&str) -> Option<String>) -> String {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut text = String::with_capacity(ty.len());
    let mut rest = ty;
    while let Some(first) = rest.chars().next() {
        let length = match rest.find(|c| !is_word(c)).unwrap_or(rest.len()) {
            0 => first.len_utf8(),
            length => length,
        };
        let (word, behind) = rest.split_at(length);
        let named = if is_word(first) && !text.ends_with("::") { named(word) } else { None };
        text.push_str(named.as_deref().unwrap_or(word));
        rest = behind;
    }
    text
}

/// The type with texts in place of what is written as a text.
pub(super) fn plain(ty: &str) -> String {
    const FORMATS: [&str; 7] = [
        "types::Bytes",
        "types::DateTime",
        "types::Date",
        "types::HttpDate",
        "types::IsoDuration",
        "types::Uri",
        "types::Uuid",
    ];
    // `types::Date` begins another, so that comes first.
    FORMATS.iter().fold(ty.to_owned(), |ty, format| ty.replace(format, "String"))
}

/// The type without its box.
pub(super) fn unboxed(ty: &str) -> String {
    match ty.split_once("Box<") {
        Some((before, inner)) => format!("{before}{}", inner.replacen('>', "", 1)),
        None => ty.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_reworded_by_whole_names() {
        let named = |word: &str| (word == "Job").then(|| "CloudJob".to_owned());
        assert_eq!(reworded("Option<Vec<Job>>", &named), "Option<Vec<CloudJob>>");
        assert_eq!(reworded("types::Job, JobState, Jobé", &named), "types::Job, JobState, Jobé");
    }

    #[test]
    fn formats_become_texts_and_boxes_open() {
        assert_eq!(plain("Option<Vec<types::Uuid>>"), "Option<Vec<String>>");
        assert_eq!(plain("types::Secret"), "types::Secret");
        assert_eq!(unboxed("Option<Box<Job>>"), "Option<Job>");
    }
}
