use std::path::PathBuf;

use crate::browser::Browser;
use crate::report;

/// `BINDERY_SHOTS=FOLDER cargo test -p xtask --test browser -- --ignored`
#[test]
#[ignore = "writes pictures of the sample into the folder $BINDERY_SHOTS, to be looked at"]
fn screenshots() {
    let folder = PathBuf::from(std::env::var_os("BINDERY_SHOTS").expect("BINDERY_SHOTS names a folder"));
    let browser = Browser::start().expect("a browser");
    let report = report::sample();
    let save = |name: String, bytes: Vec<u8>| std::fs::write(folder.join(name), bytes).expect("it can be written");
    let linked = format!("#{}", report.changes[1].fingerprint);
    for theme in ["light", "dark"] {
        browser.media("screen", theme);
        for width in [380, 1600] {
            browser.width(width);
            for (state, fragment) in [("list", ""), ("open", linked.as_str()), ("none", "#q=nothing")] {
                browser.open(&report, fragment);
                save(format!("{theme}-{width}-{state}.png"), browser.screenshot());
            }
            browser.open(&report::hostile(), "");
            browser.js("document.getElementById('open-all').click(); scrollTo(0, 900)");
            save(format!("{theme}-{width}-hostile.png"), browser.screenshot());
        }
    }
    browser.media("", "light");
    browser.open(&report, "");
    save("print.pdf".to_owned(), browser.print());
}
