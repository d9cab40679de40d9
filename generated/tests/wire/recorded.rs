//! The requests that Microsoft's own client made, made again by ours.

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::Bodies;
use crate::difference::{Difference, LISTED};
use crate::pages::{SECOND_PAGE, second};
use crate::replay::replay;
use crate::row::{Row, read, rows};
use crate::support::{Result, assert_none, say, shared};

#[tokio::test]
async fn recorded_requests_are_made_again() -> Result {
    let (mut faults, mut counts) = (unknown()?, BTreeMap::<_, (usize, usize)>::new());
    for (n, row) in recorded()? {
        let (made, all) = counts.entry(row.operation.clone()).or_default();
        *all += 1;
        let found = check(n, row.clone()).await.unwrap_or_else(|error| vec![error.to_string()]);
        *made += usize::from(found.is_empty());
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", row.name())));
    }
    report(&counts)?;
    assert_none(&faults);
    Ok(())
}

/// Makes the row what we would send, sends it, and compares.
async fn check(n: u32, mut row: Row) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for difference in differences(n) {
        if !difference.apply(&mut row.request) {
            faults.push(format!("does not show {difference:?}"));
        }
    }
    faults.extend(if n == SECOND_PAGE { second(&row).await? } else { replay(&row, Bodies::ByMeaning).await? });
    Ok(faults)
}

/// Returns the recorded rows by their numbers.
pub fn recorded() -> Result<BTreeMap<u32, Row>> {
    Ok(rows()?.into_iter().filter_map(|row| Some((row.n?, row))).collect())
}

fn differences(n: u32) -> impl Iterator<Item = Difference> {
    LISTED.iter().filter(move |(_, rows)| rows.contains(&n)).map(|(difference, _)| *difference)
}

/// Numbers that are listed though there is no such row.
fn unknown() -> Result<Vec<String>> {
    let rows = recorded()?;
    let listed = LISTED.iter().flat_map(|(_, rows)| rows.iter());
    Ok(listed.filter(|n| !rows.contains_key(n)).map(|n| format!("row {n} is listed, but there is none")).collect())
}

fn report(counts: &BTreeMap<String, (usize, usize)>) -> Result {
    for (operation, (made, all)) in counts {
        say(&format!("wire: {made} of {all} rows of {operation}"))?;
    }
    let (made, all) = counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    say(&format!("wire: {made} of {all} recorded rows of {} operations", counts.len()))
}

/// The rows here are copies.
#[test]
fn the_rows_are_those_that_were_recorded() -> Result {
    let Some(transcript) = shared("wire.jsonl")? else { return Ok(()) };
    let recorded = recorded()?;
    let original = read(&transcript)?;
    let faults: Vec<_> =
        original.iter().filter(|row| row.n.and_then(|n| recorded.get(&n)) != Some(row)).map(Row::name).collect();
    assert_none(&faults);
    assert_eq!(original.len(), recorded.len());
    Ok(())
}

/// A list that names a row twice would hide a difference that does not occur.
#[test]
fn no_row_is_listed_twice_for_a_difference() {
    for (difference, rows) in LISTED {
        assert_eq!(rows.iter().collect::<BTreeSet<_>>().len(), rows.len(), "{difference:?}");
    }
}
