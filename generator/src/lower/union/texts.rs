//! Branches that are all texts: they are one, since an enum holds any other text, too.

use serde_json::Value;

use super::Candidate;
use crate::lower::merge::Merged;
use crate::source::Pointer;

/// The branches with those that are plain texts or enums of texts as one.
pub(super) fn without_texts(mut candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    let texts: Vec<usize> = (0..candidates.len()).filter(|index| is_text(&candidates[*index].merged)).collect();
    if texts.len() < 2 {
        return candidates;
    }
    let enums: Vec<usize> = texts.iter().copied().filter(|index| candidates[*index].merged.values.is_some()).collect();
    let kept = enums.first().copied().unwrap_or(texts[0]);
    if enums.len() > 1 {
        let values = enums.iter().filter_map(|index| candidates[*index].merged.values.as_deref()).flatten();
        let mut known: Vec<(Value, Pointer)> = Vec::new();
        for (value, place) in values {
            if !known.iter().any(|(other, _)| other == value) {
                known.push((value.clone(), place.clone()));
            }
        }
        candidates[kept].merged.values = Some(known);
        candidates[kept].stands_alone = false;
    }
    let mut indices = 0..;
    candidates.retain(|_| indices.next().is_some_and(|index| index == kept || !texts.contains(&index)));
    candidates
}

/// Whether values are texts that stand for themselves.
fn is_text(merged: &Merged<'_>) -> bool {
    let is_plain = match &merged.values {
        None => merged.format.is_none(),
        Some(_) => merged.texts().next().is_some() && merged.texts().all(Value::is_string),
    };
    merged.kind() == "string" && merged.choices.is_empty() && is_plain
}
