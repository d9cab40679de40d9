use serde_json::json;

use crate::browser::Browser;
use crate::report;

/// The texts whose contrast with what is behind them is less than 4.5 to 1.
const FAINT: &str = r#"
const parse = (color) => {
  const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number);
  return [r, g, b, a];
};
const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
const luminance = (color) => {
  const [r, g, b] = color.slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const behind = (element) => {
  const layers = [];
  for (let e = element; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
  return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
};
const faint = [];
let checked = 0;
for (const element of document.querySelectorAll("body, body *")) {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!(own || element.placeholder) || !element.getClientRects().length) continue;
  const style = getComputedStyle(element, own ? null : "::placeholder");
  const under = behind(element);
  const [a, b] = [luminance(over(parse(style.color), under)), luminance(under)].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  checked += 1;
  if (!(ratio >= 4.5)) faint.push(`${element.tagName}.${element.className} ${ratio.toFixed(2)} ${style.color}`);
}
if (checked < 200) faint.push(`only ${checked} texts were looked at`);
return faint;
"#;

const COLORS: &str = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color, \
                      getComputedStyle(document.querySelector('.change')).backgroundColor, \
                      getComputedStyle(document.querySelector('.badge')).color]";

#[test]
fn both_themes_can_be_read() {
    let Some(browser) = Browser::start() else { return };
    browser.width(1600);
    let mut colors = Vec::new();
    for theme in ["light", "dark"] {
        browser.media("screen", theme);
        browser.open(&report::sample(), "#q=o&rust=major&rust=minor&rust=none");
        browser.click("#open-all");
        assert_eq!(browser.js(FAINT), json!([]), "{theme}");
        colors.push(browser.texts(COLORS));
        browser.js("document.getElementById('no-match').hidden = false");
        assert_eq!(browser.js(FAINT), json!([]), "{theme}");
    }
    for (light, dark) in colors[0].iter().zip(&colors[1]) {
        assert_ne!(light, dark);
    }
}

/// The button turns the other theme on, whatever the system says, and is remembered.
#[test]
fn a_choice_is_remembered() {
    let Some(browser) = Browser::start() else { return };
    for (system, chosen) in [("light", "dark"), ("dark", "light")] {
        browser.media("screen", system);
        browser.open(&report::sample(), "");
        browser.js("localStorage.clear()");
        browser.reload();
        let before = browser.texts(COLORS);
        browser.click("#dark-theme");
        let after = browser.texts(COLORS);
        assert_ne!(before, after);
        browser.reload();
        assert_eq!(browser.texts(COLORS), after);
        assert_eq!(browser.js("return document.documentElement.dataset.theme"), chosen);
        assert_eq!(
            browser.js(&format!(
                "return document.getElementById('dark-theme').getAttribute('aria-pressed') === '{}'",
                chosen == "dark"
            )),
            true
        );
    }
}

/// Where nothing may be stored, the button works for as long as the page is open.
#[test]
fn a_choice_needs_no_storage() {
    let Some(browser) = Browser::start() else { return };
    let refuse =
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('refused', 'SecurityError') }})";
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": refuse}));
    browser.media("screen", "light");
    browser.open(&report::sample(), "");
    assert!(browser.holds("(() => { try { localStorage } catch { return true } })()"));
    let before = browser.texts(COLORS);
    browser.click("#dark-theme");
    assert_ne!(browser.texts(COLORS), before);
    browser.click("#dark-theme");
    assert_eq!(browser.texts(COLORS), before);
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn nothing_moves_where_that_is_not_wanted() {
    let Some(browser) = Browser::start() else { return };
    browser.open(&report::sample(), "");
    let moving = "[...document.querySelectorAll('*')].flatMap(e => [e, '::before'].map(p => getComputedStyle(e, p === e ? null : p)))\
                  .filter(s => parseFloat(s.transitionDuration) > 0 || parseFloat(s.animationDuration) > 0).length";
    let features = |value| json!({"features": [{"name": "prefers-reduced-motion", "value": value}]});
    browser.devtools("Emulation.setEmulatedMedia", features("no-preference"));
    assert!(browser.number(moving) > 0.0);
    browser.devtools("Emulation.setEmulatedMedia", features("reduce"));
    assert_eq!(browser.number(moving), 0.0);
}
