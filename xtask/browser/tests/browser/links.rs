use crate::browser::Browser;
use crate::report;

/// Waits until the change is open, has the focus and is in view.
fn shows(browser: &Browser, id: &str) {
    let node = format!("document.getElementById('{id}')");
    browser.wait(&format!(
        "{node}.querySelector('summary') === document.activeElement && {node}.querySelector('details').open && \
         (r => r.top < innerHeight && r.bottom > 0 && r.height > 0)({node}.getBoundingClientRect())"
    ));
}

#[test]
fn every_change_has_a_link() {
    let Some(browser) = Browser::start() else { return };
    let report = report::sample();
    browser.open(&report, "");
    for change in &report.changes {
        let id = &change.fingerprint;
        browser.go(&format!("#{id}"));
        shows(&browser, id);
        assert_eq!(browser.number("document.querySelectorAll('.change details[open]').length"), 1.0);
        assert_eq!(browser.visible().len(), 12);
    }
}

/// A link wins over filters, and leaves them as they are.
#[test]
fn a_link_leads_to_what_filters_hide() {
    let Some(browser) = Browser::start() else { return };
    let report = report::sample();
    let id = &report.changes[0].fingerprint;
    browser.open(&report, "#rust=none");
    assert!(!browser.visible().contains(id));
    let others = browser.visible().len();
    browser.js(&format!("location.hash = '{id}'"));
    browser.wait(&format!("document.activeElement.closest('.change')?.id === '{id}'"));
    for _ in 0..2 {
        shows(&browser, id);
        assert_eq!(browser.visible().len(), others + 1);
        let said = browser.js("return document.getElementById('count').textContent");
        assert_eq!(said, format!("{others} of 12 changes, and the one that was linked to"));
        let fragment = browser.fragment();
        assert_eq!(fragment, format!("#{id}&rust=none"));
        browser.go(&fragment);
    }
}

#[test]
fn a_link_that_leads_nowhere_says_so() {
    let Some(browser) = Browser::start() else { return };
    browser.open(&report::sample(), "#0123456789ab");
    let said = browser.js("return document.getElementById('notice').textContent");
    assert_eq!(said, "The change that this link names is not in this report.");
    assert_eq!(browser.visible().len(), 12);
}

/// The skip link is no state, and loses none.
#[test]
fn skipping_keeps_the_filters() {
    let Some(browser) = Browser::start() else { return };
    browser.open(&report::sample(), "#rust=none");
    let before = browser.visible();
    browser.js("document.querySelector('.skip').click()");
    browser.wait("document.activeElement.id === 'changes'");
    assert_eq!(browser.visible(), before);
}

/// What the button copies is the address of the change, also where the clipboard has to be reached the old way.
#[test]
fn the_link_can_be_copied() {
    let Some(browser) = Browser::start() else { return };
    let report = report::sample();
    let id = &report.changes[2].fingerprint;
    for refuse in ["", "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))"] {
        browser.open(&report, &format!("#{id}&rust=major"));
        browser.js(refuse);
        browser.click(&format!("[id='{id}'] .copy"));
        browser.wait(&format!("document.getElementById('{id}').querySelector('.copy').textContent === 'Copied'"));
        assert_eq!(browser.js("return document.getElementById('notice').textContent"), "The link is copied.");
        browser.press("/");
        browser.paste();
        let pasted = browser.js("return document.getElementById('query').value");
        assert_eq!(pasted, format!("{}#{id}", browser.url()));
    }
}
