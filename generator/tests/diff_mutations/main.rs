//! What is changed in a document is what is reported, in both directions, in its place, with what it means.

mod check;
mod document;
#[path = "../support/mirror.rs"]
mod mirror;
mod mutation;
mod operators;
mod printed;
mod sites;

use std::collections::{BTreeMap, BTreeSet};

use bindery::diff::KINDS;
use check::Pair;
use mutation::{Expected, Mutation, Operator};
use operators::operators;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;
use sites::{Role, Site, sites};

/// Always the same documents; `PROPTEST_CASES` asks for more of them.
fn runner(cases: u32) -> TestRunner {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(cases);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 20, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// Where an operator can be used in a document.
fn places<'s>(operator: &Operator, document: &Value, sites: &'s [Site]) -> Vec<&'s Site> {
    let fits = |site: &&Site| {
        // Pages and states are found by what other places say.
        let is_paged = site.at.contains("~1zoo/get") && !operator.name.starts_with("paging");
        let is_told = is_paged || ["AnimalPage", "ZooState", "~1yard"].iter().any(|name| site.at.contains(name));
        let value = document.pointer(&site.at).unwrap_or(&Value::Null);
        site.role == operator.role && !site.is_member && !is_told && (operator.fits)(value)
    };
    sites.iter().filter(fits).collect()
}

fn mutate<'d>(operator: &Operator, document: &'d Value, site: &'d Site) -> Mutation<'d> {
    let mut mutation = Mutation::new(document, site);
    (operator.apply)(&mut mutation);
    mutation
}

/// What is wrong with how one change of a document is reported.
fn problems(operator: &Operator, document: &Value, site: &Site) -> Vec<String> {
    let mutation = mutate(operator, document, site);
    let problems = Pair::of(document, &mutation.new).problems(&mutation.expected);
    let context = |problem| format!("{} at {} ({}): {problem}", operator.name, site.at, site.name);
    problems.into_iter().map(context).collect()
}

#[test]
fn each_kind_of_change_is_reported() {
    let document = document::document().new_tree(&mut runner(1)).expect("a document").current();
    let sites = sites(&document);
    let (mut problems, mut kinds) = (Vec::new(), BTreeSet::new());
    for operator in operators() {
        let places = places(&operator, &document, &sites);
        let site = places.first().unwrap_or_else(|| panic!("no place for {}", operator.name));
        problems.extend(self::problems(&operator, &document, site));
        kinds.extend(mutate(&operator, &document, site).expected.iter().map(|expected| expected.kind));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let mirror = |code: &str| KINDS.iter().find(|kind| kind.code == code).expect("a kind").mirror;
    kinds.extend(kinds.clone().into_iter().map(mirror));
    // Only a configuration says how work is watched, and one configuration is for both versions.
    kinds.insert("polling-changed");
    let missing: Vec<&str> = KINDS.iter().map(|kind| kind.code).filter(|code| !kinds.contains(code)).collect();
    assert!(missing.is_empty(), "nothing makes {missing:?}");
}

#[test]
fn a_change_anywhere_is_reported() {
    let operators = operators();
    let strategy = (document::document(), any::<[(prop::sample::Index, prop::sample::Index); 4]>());
    let outcome = runner(10).run(&strategy, |(document, picks)| {
        let sites = sites(&document);
        for (operator, place) in picks {
            let operator = operator.get(&operators);
            let places = places(operator, &document, &sites);
            if places.is_empty() {
                continue;
            }
            let problems = problems(operator, &document, places[place.index(places.len())]);
            prop_assert!(problems.is_empty(), "{}", problems.join("\n"));
        }
        Ok(())
    });
    if let Err(problem) = outcome {
        panic!("{}", problem.to_string().split("minimal failing input").next().unwrap_or_default());
    }
}

/// The component or operation that a place is in.
fn owner(at: &str) -> String {
    at.split('/').take(4).collect::<Vec<_>>().join("/")
}

/// Whether other changes have left alone how the place of a change is used, and what it is called.
fn is_used_alike(expected: &Expected, old: &Value, new: &Value) -> bool {
    let uses = |document: &Value, at: &Option<String>| -> Option<Vec<_>> {
        let at = at.as_ref()?;
        let sites = sites(document).into_iter().filter(|site| at.starts_with(&site.at) && site.role != Role::Api);
        Some(sites.map(|site| (site.role, site.at, site.directions)).collect())
    };
    let (was, is) = (uses(old, &expected.old), uses(new, &expected.old));
    was == is || expected.new.is_none()
}

#[test]
fn changes_at_once_are_all_reported() {
    let operators: Vec<Operator> = operators().into_iter().filter(|operator| operator.role != Role::Api).collect();
    let strategy = (document::document(), any::<[(prop::sample::Index, prop::sample::Index); 6]>());
    let outcome = runner(16).run(&strategy, |(document, picks)| {
        let (mut current, mut expected, mut used) = (document.clone(), Vec::new(), BTreeMap::new());
        for (operator, place) in picks {
            let operator = operator.get(&operators);
            let sites = sites(&current);
            let is_free = |site: &&Site| !used.contains_key(&owner(&site.at));
            let places: Vec<&Site> = places(operator, &current, &sites).into_iter().filter(is_free).collect();
            if places.is_empty() {
                continue;
            }
            let site = places[place.index(places.len())];
            let mutation = mutate(operator, &current, site);
            let places = mutation.expected.iter().flat_map(|it| it.old.iter().chain(&it.new));
            let owners: BTreeSet<String> = places.map(|at| owner(at)).collect();
            if owners.iter().any(|owner| used.contains_key(owner)) {
                continue;
            }
            let next = mutation.new.clone();
            expected.extend(mutation.expected.clone());
            used.extend(owners.into_iter().map(|owner| (owner, ())));
            used.insert(owner(&site.at), ());
            current = next;
        }
        prop_assume!(expected.iter().all(|it| is_used_alike(it, &document, &current)));
        let problems = Pair::of(&document, &current).problems(&expected);
        prop_assert!(problems.is_empty(), "{}", problems.join("\n"));
        Ok(())
    });
    if let Err(problem) = outcome {
        panic!("{}", problem.to_string().split("minimal failing input").next().unwrap_or_default());
    }
}
