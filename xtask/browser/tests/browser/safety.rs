use bindery::diff::report::Report;

use crate::browser::{Browser, ESCAPE};
use crate::report;

/// Nothing is loaded but the file, and nothing goes wrong.
#[test]
fn it_loads_alone() {
    let Some(browser) = Browser::start() else { return };
    let empty = Report { changes: Vec::new(), ..report::sample() };
    for report in [report::sample(), report::hostile(), empty, report::large(2000)] {
        browser.open(&report, "");
        assert_eq!(browser.js("return document.readyState"), "complete");
        assert_eq!(browser.number("document.querySelectorAll('.change').length"), report.changes.len() as f64);
        assert_eq!(browser.console(), Vec::<String>::new());
        let foreign: Vec<_> = browser.requests().into_iter().filter(|url| *url != browser.url()).collect();
        assert_eq!(foreign, Vec::<String>::new());
    }
}

/// The console and the list of requests would tell.
#[test]
fn what_must_not_be_would_be_seen() {
    let Some(browser) = Browser::start() else { return };
    browser.open(&report::sample(), "");
    browser.js("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))");
    browser.js("document.body.insertAdjacentHTML('beforeend', '<i onclick=\"window.inline = 1\" id=foreign>x</i>')");
    browser.js("document.getElementById('foreign').click()");
    let console = browser.console().join("\n");
    assert!(console.contains("img-src") && console.contains("script-src"), "the policy refuses both: {console}");
    assert!(browser.holds("window.inline === undefined"));
}

/// Texts that would run, do not: neither at once nor when they are pointed at, focused, clicked, filtered or linked to.
#[test]
fn hostile_texts_do_nothing() {
    let Some(browser) = Browser::start() else { return };
    let report = report::hostile();
    browser.width(1600);
    browser.open(&report, "");
    browser.click("#open-all");
    browser.js(
        "for (const element of document.querySelectorAll('body *')) { \
           if (element.matches('button, input, a, summary')) continue; \
           for (const name of ['mouseover', 'focus', 'error', 'load', 'click']) element.dispatchEvent(new Event(name)); }",
    );
    browser.press("jjk");
    for payload in report::HOSTILE {
        let query = payload.replace(|c: char| !c.is_ascii_graphic(), "");
        browser.js(&format!(
            "const q = document.getElementById('query'); q.value = {}; q.dispatchEvent(new Event('input'))",
            serde_json::Value::from(query)
        ));
        std::thread::sleep(std::time::Duration::from_millis(100));
        browser.press(ESCAPE);
    }
    // Each group of the report is a hostile text, and so is what its link holds.
    for index in 0..browser.number("document.querySelectorAll('[data-facet=group] input').length") as usize {
        browser.js(&format!("document.querySelectorAll('[data-facet=group] input')[{index}].click()"));
        let fragment = browser.fragment();
        let visible = browser.visible();
        assert!(!visible.is_empty());
        browser.go(&fragment);
        assert_eq!(browser.visible(), visible);
        assert_eq!(browser.js("return window.hostile ?? null"), serde_json::Value::Null);
        browser.press(ESCAPE);
    }
    assert_eq!(browser.js("return window.hostile ?? null"), serde_json::Value::Null);
    let foreign =
        "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on')))";
    assert_eq!(browser.number(&format!("{foreign}.length")), 0.0);
    assert_eq!(browser.number("document.scripts.length + document.images.length"), 1.0);
    assert_eq!(browser.console(), Vec::<String>::new());
}
