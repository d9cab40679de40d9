use bindery::diff::report::{Change, Report};
use serde_json::{Value, json};

use crate::browser::{Browser, ESCAPE};
use crate::report;

/// The changes that a filter leaves.
fn expected(report: &Report, fits: impl Fn(&Change) -> bool) -> Vec<String> {
    report.changes.iter().filter(|change| fits(change)).map(|change| change.fingerprint.clone()).collect()
}

/// What a change has of a facet, as the page spells it.
fn values(change: &Change, facet: &str) -> Vec<String> {
    let one = |value: Value| vec![value.as_str().unwrap_or_default().to_owned()];
    match facet {
        "wire" => one(json!(change.wire.verdict)),
        "rust" => one(json!(change.rust.verdict)),
        "area" => one(json!(change.area)),
        _ if change.groups.is_empty() => vec![String::new()],
        _ => change.groups.clone(),
    }
}

/// Every option of every facet leaves its changes, says how many, and is brought back by its link.
#[test]
fn each_option_filters() {
    let Some(browser) = Browser::start() else { return };
    let report = report::sample();
    browser.width(1600);
    browser.open(&report, "");
    let boxes = browser.js("return [...document.querySelectorAll('[data-facet] input')].map(b => [b.name, b.value])");
    let boxes: Vec<(String, String)> = serde_json::from_value(boxes).expect("pairs");
    assert_eq!(boxes.len(), 5 + 3 + 9 + 10);
    for (index, (facet, value)) in boxes.iter().enumerate() {
        let click = format!("document.querySelectorAll('[data-facet] input')[{index}].click()");
        browser.js(&click);
        let wanted = expected(&report, |change| values(change, facet).contains(value));
        assert!(!wanted.is_empty() && wanted.len() < 12, "{facet} {value}");
        assert_eq!(browser.visible(), wanted, "{facet} {value}");
        let said = browser.js("return document.getElementById('count').textContent");
        assert_eq!(said, format!("{} of 12 changes", wanted.len()));
        let fragment = browser.fragment();
        assert!(fragment.starts_with(&format!("#{facet}=")), "{fragment}");
        browser.go(&fragment);
        assert_eq!(browser.visible(), wanted, "{fragment}");
        assert_eq!(browser.number("document.querySelectorAll('[data-facet] :checked').length"), 1.0);
        browser.press(ESCAPE);
        assert_eq!((browser.visible().len(), browser.fragment()), (12, String::new()));
    }
}

/// Options of one facet add to each other, facets and words narrow.
#[test]
fn filters_combine() {
    let Some(browser) = Browser::start() else { return };
    let report = report::sample();
    browser.open(&report, "#group=Jobs&group=Tasks&rust=major&q=job_");
    let groups = |change: &Change| change.groups.iter().any(|group| group == "Jobs" || group == "Tasks");
    let wanted = expected(&report, |change| {
        groups(change)
            && json!(change.rust.verdict) == "major"
            && change.operations.iter().any(|o| o.starts_with("Job_"))
    });
    assert_eq!(wanted.len(), 2);
    assert_eq!(browser.visible(), wanted);
    assert_eq!(browser.fragment(), "#rust=major&group=Jobs&group=Tasks&q=job_");
}

#[test]
fn words_are_searched_where_they_may_stand() {
    let Some(browser) = Browser::start() else { return };
    let report = report::sample();
    browser.open(&report, "");
    let searches = [
        ("cloudjob.priority", 1),
        ("IS GONE", 1),
        ("Job_GetTaskCounts", 1),
        ("models::JobPriority", 1),
        ("property-", 2),
        ("changes  integer", 1),
        (report.changes[3].fingerprint.as_str(), 1),
    ];
    browser.press("/");
    for (words, count) in searches {
        browser.press(words);
        browser.wait(&format!("document.getElementById('count').textContent.startsWith('{count} of')"));
        assert_eq!(browser.visible().len(), count, "{words}");
        browser.press(ESCAPE);
        assert_eq!(browser.js("return document.getElementById('query').value"), "");
        assert_eq!(browser.visible().len(), 12);
    }
}

#[test]
fn nothing_left_is_said() {
    let Some(browser) = Browser::start() else { return };
    browser.open(&report::sample(), "#q=nowhere+to+be+found");
    assert!(browser.visible().is_empty());
    assert_eq!(browser.js("return document.getElementById('count').textContent"), "0 of 12 changes");
    let shown = "[...document.querySelectorAll('.empty')].filter(e => e.getClientRects().length)";
    assert_eq!(browser.number(&format!("{shown}.length")), 1.0);
    let said = browser.js(&format!("return {shown}[0].textContent"));
    assert!(
        said.as_str().is_some_and(|text| text.contains("No change fits") && text.contains("12 changes are hidden"))
    );
    browser.click("#clear-empty");
    assert_eq!(browser.visible().len(), 12);
    assert_eq!(browser.number(&format!("{shown}.length")), 0.0);
}

/// Filters show what they should also where there are thousands of changes; how long that takes is printed.
#[test]
fn thousands_of_changes_stay_usable() {
    let Some(browser) = Browser::start() else { return };
    let report = report::large(5000);
    browser.open(&report, "");
    assert_eq!(browser.number("document.querySelectorAll('.change').length"), 5000.0);
    let cost = "new Promise(done => { const start = performance.now(); \
                document.querySelector('[data-facet=rust] input').click(); \
                requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start))) })";
    for visible in [expected(&report, |change| json!(change.rust.verdict) == "major").len(), 5000] {
        let milliseconds = browser.number(cost);
        println!("{visible} of 5,000 changes after {milliseconds:.0} ms");
        assert_eq!(browser.visible().len(), visible);
    }
    browser.press("/(copy 4998)");
    browser.wait("document.getElementById('count').textContent === '1 of 5000 changes'");
    browser.press(ESCAPE);
    assert_eq!(browser.visible().len(), 5000);
}
