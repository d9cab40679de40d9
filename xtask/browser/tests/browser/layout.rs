use serde_json::json;

use crate::browser::Browser;
use crate::report;

/// What does not fit: elements that leave the window, or texts that leave their element.
const OUTSIDE: &str = r#"
const outside = [];
const root = document.documentElement;
if (root.scrollWidth > innerWidth) outside.push(`the page is ${root.scrollWidth} wide`);
for (const element of document.querySelectorAll("body *")) {
  if (element.closest(".skip, .visually-hidden, svg") || !element.getClientRects().length) continue;
  const box = element.getBoundingClientRect();
  const name = `${element.tagName}.${element.className}`;
  if (box.left < -0.5 || box.right > innerWidth + 0.5) outside.push(`${name} from ${box.left} to ${box.right}`);
  if (element.clientWidth && element.scrollWidth > element.clientWidth + 1) outside.push(`${name} holds ${element.scrollWidth} in ${element.clientWidth}`);
}
return outside;
"#;

#[test]
fn long_names_fit_in_every_width() {
    let Some(browser) = Browser::start() else { return };
    let long = report::filled_with(&"ANameThatIsLongerThanAnyLineOfAnyWindow".repeat(12));
    for report in [report::sample(), report::hostile(), long] {
        for width in [320, 380, 700, 1023, 1024, 1600, 2560] {
            browser.width(width);
            browser.open(&report, "");
            assert_eq!(browser.js(OUTSIDE), json!([]), "closed, {width} px");
            browser.js("for (const details of document.querySelectorAll('details')) details.open = true");
            assert_eq!(browser.js(OUTSIDE), json!([]), "open, {width} px");
        }
    }
}

/// On paper all is open and there is nothing to click; afterwards all is as it was.
#[test]
fn paper_shows_everything() {
    let Some(browser) = Browser::start() else { return };
    browser.open(&report::sample(), "");
    browser.press("j\u{e007}");
    let shown = "[...document.querySelectorAll('.change .body')].filter(b => b.checkVisibility() && b.getBoundingClientRect().height > 40).length";
    let open = "document.querySelectorAll('.change details[open]').length";
    assert_eq!((browser.number(shown), browser.number(open)), (1.0, 1.0));
    browser.media("print", "dark");
    browser.wait(&format!("{open} === 12"));
    assert_eq!(browser.number(shown), 12.0);
    let controls =
        "[...document.querySelectorAll('button, input, form, .skip')].filter(e => e.getClientRects().length).length";
    assert_eq!(browser.number(controls), 0.0);
    assert_eq!(browser.js("return getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)");
    assert!(browser.holds(
        "[...document.querySelectorAll('.change')].every(c => getComputedStyle(c).breakInside === 'avoid' && \
         getComputedStyle(c).contentVisibility === 'visible')"
    ));
    browser.media("screen", "light");
    browser.wait(&format!("{open} === 1"));
    assert!(browser.print().starts_with(b"%PDF"));
    browser.wait(&format!("{open} === 1"));
}

#[test]
fn without_a_script_everything_is_there() {
    let Some(browser) = Browser::start() else { return };
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({"value": true}));
    browser.open(&report::sample(), "");
    let answer = browser.devtools(
        "Runtime.evaluate",
        json!({"returnByValue": true, "expression": "[document.documentElement.classList.contains('js'), \
            [...document.querySelectorAll('.change .body')].filter(b => b.getBoundingClientRect().height > 40).length, \
            [...document.querySelectorAll('button, input')].filter(b => b.getClientRects().length).length]"}),
    );
    assert_eq!(answer["result"]["value"], json!([false, 12, 0]), "{answer}");
}
