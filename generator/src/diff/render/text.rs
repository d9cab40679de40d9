//! A report for a terminal of 80 columns or more, in the style of diagnostics.

use textwrap::{Options, WordSplitter};

use super::{Class, because, code_lines, documentation, headline, position, sections, shortened, summary};
use crate::diagnostic::render::one_line;
use crate::diff::report::{Bump, Change, Counts, Item, Report, RustVerdict, WireVerdict};

/// How many columns sentences may take. Code and places are not broken.
const WIDTH: usize = 80;

/// Where the text behind labels such as `wire` starts.
const INDENT: &str = "        ";

const RESET: &str = "\u{1b}[0m";
const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[91m";
const YELLOW: &str = "\u{1b}[33m";
const GREEN: &str = "\u{1b}[92m";
const BLUE: &str = "\u{1b}[94m";

/// How much is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Everything that breaks, and the beginning of long lists of other things.
    Short,
    /// Everything.
    Full,
}

impl Detail {
    /// `all`, or the first of them and how many are left out.
    fn of<T>(self, all: &[T], most: usize) -> (&[T], usize) {
        match self {
            Detail::Short => shortened(all, most),
            Detail::Full => (all, 0),
        }
    }
}

/// The summary, then the changes, worst first. `color` adds ANSI escape codes.
///
/// ```text
/// error[parameter-became-required]: Job_Terminate: query parameter `force`
///   It was optional and is required.
///   wire  breaks requests. Requests without it are refused.
///   Rust  major. The method takes one more argument.
///         jobs::Jobs::terminate
///         - pub fn terminate(&self, job_id: &str) -> Terminate
///         + pub fn terminate(&self, job_id: &str, force: bool) -> Terminate
///   old   v1/jobs.yaml:120:9
///   new   v2/jobs.yaml:124:9
///   in    Job_Terminate
/// ```
pub fn text(report: &Report, detail: Detail, color: bool) -> String {
    let mut page = Page { text: String::new(), detail, color };
    if report.changes.is_empty() {
        page.line(&summary(report));
        return page.text;
    }
    page.summary(report);
    for section in sections(report) {
        page.line("");
        page.line(&page.paint(BOLD, &format!("── {} ──", section.title())));
        for (group, changes) in section.groups {
            page.line("");
            page.line(&page.paint(BOLD, &one_line(group)));
            let most = if section.class <= Class::Behaviour { changes.len() } else { 10 };
            let (shown, more) = detail.of(&changes, most);
            shown.iter().for_each(|change| page.change(section.class, change));
            if more > 0 {
                page.line("");
                page.line(&format!("and {more} more; `--verbose` shows them"));
            }
        }
    }
    page.text
}

struct Page {
    text: String,
    detail: Detail,
    color: bool,
}

impl Page {
    fn summary(&mut self, report: &Report) {
        self.line(&self.paint(BOLD, &headline(report)));
        self.labelled("old", &one_line(&report.old.document));
        self.labelled("new", &one_line(&report.new.document));
        self.line("");
        let style = if report.bump == Bump::Major { RED } else { GREEN };
        let bump = self.paint(BOLD, &self.paint(style, &report.bump.to_string()));
        self.line(&format!("Recommended version bump: {bump}"));
        self.wrapped("  ", "  ", &one_line(&report.because));
        self.line("");
        let Counts { wire_breaking, wire_behaviour, wire_compatible, rust_major, rust_minor, rust_none } =
            report.counts;
        let wire = format!("{wire_breaking} breaking, {wire_behaviour} behaviour, {wire_compatible} compatible");
        self.labelled("wire", &wire);
        self.labelled("Rust", &format!("{rust_major} major, {rust_minor} minor, {rust_none} none"));
        if let Some(words) = documentation(report) {
            self.labelled("docs", &words);
        }
    }

    fn change(&mut self, class: Class, change: &Change) {
        let (level, style) = match class {
            Class::Breaking => ("error", RED),
            Class::Behaviour => ("warning", YELLOW),
            Class::Addition | Class::Compatible => ("note", GREEN),
        };
        let level = self.paint(BOLD, &self.paint(style, &format!("{level}[{}]", change.kind)));
        self.line("");
        self.line(&format!("{level}: {}", self.paint(BOLD, &one_line(&change.subject))));
        self.wrapped("  ", "  ", &one_line(&change.sentence));
        self.verdicts(change);
        self.items(&change.rust.items);
        for (label, site) in [("old", &change.old), ("new", &change.new)] {
            if let Some(site) = site {
                self.labelled(label, &position(site));
            }
        }
        let (shown, more) = self.detail.of(&change.operations, 3);
        if !shown.is_empty() {
            let names: Vec<String> = shown.iter().map(|name| one_line(name)).collect();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            self.labelled("in", &format!("{}{more}", names.join(", ")));
        }
    }

    fn verdicts(&mut self, change: &Change) {
        let (wire, rust) = (&change.wire, &change.rust);
        let style = match wire.verdict {
            WireVerdict::Compatible => "",
            WireVerdict::Behaviour => YELLOW,
            WireVerdict::BreaksRequests | WireVerdict::BreaksResponses | WireVerdict::BreaksBoth => RED,
        };
        self.labelled("wire", &because(&self.paint(style, wire.verdict.words()), ". ", &wire.why));
        let style = if rust.verdict == RustVerdict::Major { RED } else { "" };
        self.labelled("Rust", &because(&self.paint(style, rust.verdict.words()), ". ", &rust.why));
    }

    /// The items that break; all of them if details are wanted.
    fn items(&mut self, items: &[Item]) {
        let wanted = |item: &&Item| self.detail == Detail::Full || item.verdict == RustVerdict::Major;
        let items: Vec<&Item> = items.iter().filter(wanted).collect();
        let (shown, more) = self.detail.of(&items, 5);
        for item in shown {
            self.wrapped(INDENT, INDENT, &because(&one_line(&item.path), ": ", &item.why));
            let most = if self.detail == Detail::Full { usize::MAX } else { 10 };
            for (sign, style, code) in [('-', RED, &item.before), ('+', GREEN, &item.after)] {
                for line in code_lines(sign, code.as_deref(), most) {
                    self.line(&format!("{INDENT}{}", self.paint(style, &line)));
                }
            }
        }
        if more > 0 {
            self.line(&format!("{INDENT}and {more} more items"));
        }
    }

    /// A line with a label in front.
    fn labelled(&mut self, label: &str, text: &str) {
        let label = format!("  {}", self.paint(BLUE, &format!("{label:<6}")));
        self.wrapped(&label, INDENT, text);
    }

    /// A text, broken into lines between words.
    fn wrapped(&mut self, first: &str, others: &str, text: &str) {
        let options = Options::new(WIDTH).initial_indent(first).subsequent_indent(others);
        let options = options.break_words(false).word_splitter(WordSplitter::NoHyphenation);
        textwrap::wrap(text, options).iter().for_each(|line| self.line(line));
    }

    /// A line that GitHub's runner does not take for a command: those start with `::`, or hold `##[`.
    fn line(&mut self, line: &str) {
        let line = line.replace("##[", "## [");
        let is_command = line.trim_start().starts_with("::");
        self.text.push_str(&if is_command { line.replacen("::", ": :", 1) } else { line });
        self.text.push('\n');
    }

    fn paint(&self, style: &str, text: &str) -> String {
        if self.color && !style.is_empty() { format!("{style}{text}{RESET}") } else { text.to_owned() }
    }
}
