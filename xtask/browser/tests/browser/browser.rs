//! A browser of our own for each test, driven over WebDriver.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use bindery::diff::render::html;
use bindery::diff::report::Report;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::common::print::PrintParameters;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities, LoggingPrefsLogLevel, WebDriver};
use tokio::runtime::Runtime;

/// Keys by their code points in WebDriver.
pub(crate) const TAB: &str = "\u{e004}";
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const ESCAPE: &str = "\u{e00c}";
pub(crate) const UP: &str = "\u{e013}";
pub(crate) const DOWN: &str = "\u{e015}";

pub(crate) struct Browser {
    runtime: Runtime,
    driver: Option<WebDriver>,
    process: Child,
    /// Kept, so that the driver can write to it.
    _output: BufReader<ChildStdout>,
    folder: TempDir,
}

impl Browser {
    /// A browser, or `None` on a machine that has none.
    pub(crate) fn start() -> Option<Self> {
        let there = |program| Command::new(program).arg("--version").stdout(Stdio::null()).status().is_ok();
        if !there("chromium") || !there("chromedriver") {
            let required = std::env::var("BINDERY_BROWSER").is_ok_and(|value| value == "required");
            assert!(!required, "chromium and chromium-driver are required and not installed");
            println!("skipped: chromium and chromium-driver are not installed");
            return None;
        }
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let mut output = BufReader::new(process.stdout.take().expect("a pipe"));
        let port = port(&mut output);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let address = format!("http://127.0.0.1:{port}");
        let driver = runtime.block_on(WebDriver::new(address, capabilities())).expect("chromium starts");
        let folder = tempfile::tempdir().expect("a folder");
        Some(Self { runtime, driver: Some(driver), process, _output: output, folder })
    }

    /// Shows a report, with this fragment in the URL.
    pub(crate) fn open(&self, report: &Report, fragment: &str) {
        std::fs::write(self.file(), html(report)).expect("the page can be written");
        self.go(fragment);
    }

    /// Loads the page again, with this fragment.
    pub(crate) fn go(&self, fragment: &str) {
        // A change of the fragment alone would not load it.
        self.block(self.driver().goto("about:blank"));
        self.block(self.driver().goto(format!("{}{fragment}", self.url())));
        // The driver may take the empty page for the one that it waits for.
        self.wait("location.protocol === 'file:' && document.readyState === 'complete'");
    }

    pub(crate) fn reload(&self) {
        self.block(self.driver().refresh());
    }

    pub(crate) fn url(&self) -> String {
        format!("file://{}", self.file().display())
    }

    /// What follows the file in the URL.
    pub(crate) fn fragment(&self) -> String {
        self.js("return location.hash").as_str().unwrap_or_default().to_owned()
    }

    /// Runs the body of a function in the page.
    pub(crate) fn js(&self, body: &str) -> Value {
        self.block(self.driver().execute(body, Vec::new())).json().clone()
    }

    /// A number that the page says.
    pub(crate) fn number(&self, expression: &str) -> f64 {
        self.js(&format!("return {expression}")).as_f64().expect("a number")
    }

    /// Whether the page says so.
    pub(crate) fn holds(&self, expression: &str) -> bool {
        self.js(&format!("return !!({expression})")).as_bool().expect("a boolean")
    }

    /// Texts that the page says.
    pub(crate) fn texts(&self, expression: &str) -> Vec<String> {
        serde_json::from_value(self.js(&format!("return {expression}"))).expect("an array of strings")
    }

    /// Asks until the page says so, for at most half a minute.
    pub(crate) fn wait(&self, expression: &str) {
        for _ in 0..600 {
            if self.holds(expression) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("it never holds that {expression}");
    }

    /// The ids of the changes that can be seen.
    pub(crate) fn visible(&self) -> Vec<String> {
        self.texts("[...document.querySelectorAll('.change')].filter(c => c.getClientRects().length).map(c => c.id)")
    }

    /// The change that has the focus.
    pub(crate) fn focused(&self) -> String {
        let id =
            "document.activeElement.matches('.change summary') ? document.activeElement.closest('.change').id : ''";
        self.js(&format!("return {id}")).as_str().unwrap_or_default().to_owned()
    }

    /// Presses keys, one after the other.
    pub(crate) fn press(&self, keys: &str) {
        self.block(self.driver().action_chain().send_keys(keys).perform());
    }

    /// Presses Control and V.
    pub(crate) fn paste(&self) {
        let control = '\u{e009}';
        self.block(self.driver().action_chain().key_down(control).send_keys("v").key_up(control).perform());
    }

    /// Clicks with the mouse.
    pub(crate) fn click(&self, selector: &str) {
        let element = self.block(self.driver().find(thirtyfour::By::Css(selector)));
        self.block(element.click());
    }

    /// A command of the DevTools protocol.
    pub(crate) fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.block(self.driver().cdp().send_raw(method, parameters))
    }

    /// How wide the window is from now on, in CSS pixels.
    pub(crate) fn width(&self, width: u32) {
        let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", size);
    }

    /// The medium and the preferred theme.
    pub(crate) fn media(&self, medium: &str, theme: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": theme}]);
        self.devtools("Emulation.setEmulatedMedia", json!({"media": medium, "features": features}));
    }

    /// What was written to the console.
    pub(crate) fn console(&self) -> Vec<String> {
        self.block(self.driver().get_log("browser")).into_iter().map(|entry| entry.message).collect()
    }

    /// The URLs that were asked for.
    pub(crate) fn requests(&self) -> Vec<String> {
        let entries = self.block(self.driver().get_log("performance"));
        let events = entries.iter().filter_map(|entry| serde_json::from_str::<Value>(&entry.message).ok());
        let sent = events.filter(|event| event["message"]["method"] == "Network.requestWillBeSent");
        sent.filter_map(|event| event["message"]["params"]["request"]["url"].as_str().map(str::to_owned)).collect()
    }

    pub(crate) fn screenshot(&self) -> Vec<u8> {
        self.block(self.driver().screenshot_as_png())
    }

    /// The page on paper, as PDF.
    pub(crate) fn print(&self) -> Vec<u8> {
        self.block(self.driver().print_page(PrintParameters { background: true, ..PrintParameters::default() }))
    }

    fn file(&self) -> PathBuf {
        Path::new(self.folder.path()).join("report.html")
    }

    fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("it is there until the end")
    }

    fn block<T>(&self, call: impl Future<Output = thirtyfour::error::WebDriverResult<T>>) -> T {
        self.runtime.block_on(call).expect("the browser answers")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            let _ = self.runtime.block_on(driver.quit());
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn capabilities() -> ChromeCapabilities {
    let mut capabilities = ChromeCapabilities::new();
    for argument in
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb"]
    {
        capabilities.add_arg(argument).expect("an argument");
    }
    for log in ["browser", "performance"] {
        capabilities.set_logging_prefs(log, LoggingPrefsLogLevel::All).expect("a log");
    }
    capabilities
}

/// The port that the driver says it listens on.
fn port(output: &mut impl BufRead) -> u16 {
    for line in output.lines() {
        let line = line.expect("chromedriver speaks text");
        if let Some((_, port)) = line.split_once("successfully on port ") {
            return port.trim_end_matches('.').parse().expect("a port");
        }
    }
    panic!("chromedriver says no port");
}
