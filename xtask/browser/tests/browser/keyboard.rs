use bindery::diff::report::Report;

use crate::browser::{Browser, DOWN, ENTER, ESCAPE, TAB, UP};
use crate::report;

fn ids(report: &Report) -> Vec<String> {
    report.changes.iter().map(|change| change.fingerprint.clone()).collect()
}

/// From the top, the tabulator comes to the skip link first and to every change, and what has the focus shows it.
#[test]
fn tab_reaches_everything() {
    let Some(browser) = Browser::start() else { return };
    let report = report::sample();
    browser.width(1600);
    browser.open(&report, "");
    browser.press(TAB);
    assert_eq!(browser.js("return document.activeElement.textContent"), "Skip to the changes");
    let mut reached = Vec::new();
    let mut controls = Vec::new();
    for _ in 0..80 {
        browser.press(TAB);
        if !browser.holds("document.activeElement.matches('body *')") {
            break;
        }
        let outline = browser.holds(
            "document.activeElement.matches(':focus-visible') && \
             getComputedStyle(document.activeElement).outlineStyle !== 'none' && \
             parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2",
        );
        let name = browser.js("return document.activeElement.id || document.activeElement.outerHTML.slice(0, 80)");
        assert!(outline, "{name} does not show that it has the focus");
        let named = "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()";
        assert!(browser.holds(named), "{name} has no name");
        controls.push(name.as_str().unwrap_or_default().to_owned());
        reached.extend(Some(browser.focused()).filter(|id| !id.is_empty()));
    }
    assert_eq!(reached, ids(&report));
    for id in ["dark-theme", "query", "use-keys", "open-all", "close-all"] {
        assert!(controls.iter().any(|control| control == id), "{id} is not reached: {controls:?}");
    }
}

#[test]
fn letters_and_arrows_go_from_change_to_change() {
    let Some(browser) = Browser::start() else { return };
    let report = report::sample();
    browser.open(&report, "");
    for (next, previous) in [("j", "k"), (DOWN, UP)] {
        browser.go("");
        browser.press("j");
        for (index, id) in ids(&report).iter().enumerate() {
            assert_eq!(&browser.focused(), id);
            let inside = "(r => r.top >= 0 && r.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())";
            assert!(browser.holds(inside), "{id} is not in view");
            if index < 11 {
                browser.press(next);
            }
        }
        browser.press("j");
        assert_eq!(browser.focused(), ids(&report)[11], "it stays at the last");
        for id in ids(&report).iter().rev().skip(1) {
            browser.press(previous);
            assert_eq!(&browser.focused(), id);
        }
    }
}

/// Only changes that can be seen are gone to.
#[test]
fn filters_are_respected() {
    let Some(browser) = Browser::start() else { return };
    browser.open(&report::sample(), "#rust=minor");
    let visible = browser.visible();
    for id in &visible {
        browser.press("j");
        assert_eq!(&browser.focused(), id);
    }
    browser.press("j");
    assert_eq!(Some(&browser.focused()), visible.last());
}

#[test]
fn enter_opens_and_closes() {
    let Some(browser) = Browser::start() else { return };
    let report = report::sample();
    browser.open(&report, "");
    assert_eq!(browser.number("document.querySelectorAll('.change details[open]').length"), 0.0);
    browser.press("jj");
    browser.press(ENTER);
    assert_eq!(
        browser.texts("[...document.querySelectorAll('.change details[open]')].map(d => d.parentNode.id)"),
        [ids(&report)[1].clone()]
    );
    browser.press(ENTER);
    assert_eq!(browser.number("document.querySelectorAll('.change details[open]').length"), 0.0);
    browser.click("#open-all");
    assert_eq!(browser.number("document.querySelectorAll('.change details[open]').length"), 12.0);
    browser.click("#close-all");
    assert_eq!(browser.number("document.querySelectorAll('.change details[open]').length"), 0.0);
}

#[test]
fn slash_searches_and_escape_clears() {
    let Some(browser) = Browser::start() else { return };
    browser.open(&report::sample(), "");
    browser.press("j/");
    assert_eq!(browser.js("return document.activeElement.id"), "query");
    // Letters are letters there.
    browser.press("jkj/");
    assert_eq!(browser.js("return document.getElementById('query').value"), "jkj/");
    browser.wait("!document.getElementById('no-match').hidden");
    browser.press(ESCAPE);
    assert_eq!((browser.visible().len(), browser.fragment()), (12, String::new()));
    browser.press(DOWN);
    assert!(!browser.focused().is_empty(), "down leads from the search to the first change");
}

/// Who types by voice can turn them off.
#[test]
fn single_keys_can_be_turned_off() {
    let Some(browser) = Browser::start() else { return };
    browser.width(1600);
    browser.open(&report::sample(), "");
    browser.click("#use-keys");
    for _ in 0..2 {
        browser.press("j/");
        assert_eq!((browser.focused(), browser.fragment()), (String::new(), String::new()));
        assert_ne!(browser.js("return document.activeElement.id"), "query");
        browser.reload();
    }
}

/// The number of changes is told to those who do not see it, and what has a role has it.
#[test]
fn roles_are_what_they_should_be() {
    let Some(browser) = Browser::start() else { return };
    browser.open(&report::sample(), "");
    let live = "document.getElementById('count').matches('[role=status][aria-live=polite]')";
    assert!(browser.holds(live));
    assert_eq!(browser.number("document.querySelectorAll('main, [role=search], header').length"), 3.0);
    assert_eq!(browser.number("document.querySelectorAll('h1').length"), 1.0);
    assert!(browser.holds("document.documentElement.lang === 'en' && document.title"));
    assert!(browser.holds("[...document.querySelectorAll('input')].every(i => i.labels.length === 1)"));
    browser.click("#dark-theme");
    assert!(browser.holds("document.getElementById('dark-theme').getAttribute('aria-pressed') === 'true'"));
}
