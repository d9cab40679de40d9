use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::sample::{hostile, sample, unchanged};
use super::*;
use crate::diff::report::Bump;

#[test]
fn each_format_of_the_sample() {
    let report = sample();
    insta::assert_snapshot!("text", text(&report, Detail::Short, false));
    insta::assert_snapshot!("text-full", text(&report, Detail::Full, false));
    insta::assert_snapshot!("text-color", text(&report, Detail::Short, true).replace('\u{1b}', "␛"));
    insta::assert_snapshot!("json", json(&report));
    insta::assert_snapshot!("markdown", markdown(&report));
    insta::assert_snapshot!("github", github(&report));
}

#[test]
fn no_change_is_one_clear_line() {
    let mut report = unchanged();
    let names = "Batch Service 2024-02-01.19.0 → 2024-07-01.20.0";
    assert_eq!(text(&report, Detail::Short, false), format!("{names}: nothing differs\n"));
    assert_eq!(markdown(&report), format!("## No version bump: {names}\n\nnothing differs.\n"));
    assert_eq!(github(&report), format!("::notice title={names}%3A version bump none::nothing differs\n"));
    report.documentation = 1;
    report.bump = Bump::Patch;
    let expected = format!("{names}: nothing differs but documentation: 1 description, title or example differs\n");
    assert_eq!(text(&report, Detail::Full, true), expected);
}

#[test]
fn sentences_fit_into_80_columns() {
    for detail in [Detail::Short, Detail::Full] {
        let text = text(&sample(), detail, false);
        let fits = |line: &&str| line.chars().count() <= 80;
        let long: Vec<&str> = text.lines().filter(|line| !fits(line)).collect();
        // Code and the names in front of it are not broken.
        let whole = |line: &&str| line.starts_with("        + ") || line.starts_with("error[");
        assert!(long.iter().all(whole), "{long:#?}");
    }
}

#[test]
fn what_does_not_fit_into_a_comment_is_counted() {
    let mut report = sample();
    let last = report.changes[report.changes.len() - 1].clone();
    report.changes.extend(std::iter::repeat_n(last, 1_000));
    let text = markdown(&report);
    assert!(text.len() < 65_536 && text.contains("Job_Terminate: query parameter"));
    let shown = text.matches("- wire: ").count();
    assert!(
        text.ends_with(&format!(
            "**{} more changes do not fit here.** Other formats show all of them.\n",
            1_021 - shown
        ))
    );
}

#[test]
fn workflow_commands_are_escaped_as_the_runner_expects() {
    let mut report = sample();
    report.changes.truncate(1);
    report.changes[0].subject = "50%: a,b\nc".to_owned();
    report.changes[0].sentence = "100%\r\n::warning::x".to_owned();
    let site = report.changes[0].new.as_mut().expect("a place");
    site.file = "a,b:c%.yaml".to_owned();
    let expected = "::error file=a%2Cb%3Ac%25.yaml,line=124,col=9,\
         title=parameter-became-required%3A 50%25%3A a%2Cb c::100%25  ::warning::x%0Awire: breaks requests. ";
    let line = github(&report).lines().nth(1).map(str::to_owned).unwrap_or_default();
    assert!(line.starts_with(expected), "{line}");
}

/// What documents may hold to be more than text.
fn nasty() -> impl Strategy<Value = String> {
    let pieces = [
        "::error::x",
        "\n::warning file=a::b",
        "\r",
        "\n",
        "\n\n",
        "##[error]",
        "\u{1b}[31m",
        "\u{9b}2J",
        "\u{7}",
        "\u{202e}",
        "\u{2066}",
        "\u{2028}",
        "\u{200b}",
        "\u{e0041}",
        "`",
        "``",
        "```",
        "\n```\n",
        "~~~",
        "$",
        "$`",
        "|",
        "\\",
        "<",
        ">",
        "&",
        "<script>alert(1)</script>",
        "<!--",
        "-->",
        "</details>",
        "<img src=x onerror=y>",
        "@octocat",
        "a@b.cd",
        "#1",
        "GH-1",
        "o/r#2",
        "https://example.com",
        "www.example.com",
        "[a](b)",
        "![a](b)",
        "[^1]",
        "[a]: b",
        "**",
        "__",
        "- ",
        "+ ",
        "1. ",
        "12) ",
        "# ",
        "> ",
        "---",
        "===",
        "    ",
        "\t",
        "&lt;",
        "&#64;x",
        ":+1:",
        "::",
        "%0A",
        "%",
        ",",
        "é",
        "名",
        " ",
        "a",
        "models::X",
    ];
    prop::collection::vec(
        prop::sample::select(pieces.to_vec())
            .prop_map(str::to_owned)
            .boxed()
            .prop_union(any::<char>().prop_map(String::from).boxed()),
        0..12,
    )
    .prop_map(|pieces| pieces.concat())
}

/// Neither control characters nor lines that GitHub's runner obeys.
fn is_tame(text: &str) -> bool {
    let command = |line: &str| line.trim_start().starts_with("::") || line.contains("##[");
    text.chars().all(|c| c == '\n' || !crate::diagnostic::render::is_unseen(c)) && !text.lines().any(command)
}

/// What Markdown makes of a text, without the words: our markup, and nothing that a document could add to it.
fn structure(markdown: &str) -> Vec<String> {
    let mut options = Options::empty();
    options.insert(Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH);
    options.insert(Options::ENABLE_TASKLISTS | Options::ENABLE_GFM | Options::ENABLE_MATH);
    let mut in_code = false;
    let mut structure = Vec::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                in_code = true;
                assert_eq!(kind, CodeBlockKind::Fenced("diff".into()), "{markdown}");
            }
            Event::End(_) => in_code = false,
            Event::Text(text) if in_code => {
                let plain = |line: &str| line.starts_with("@@ ") || line.starts_with(['-', '+']);
                assert!(text.lines().all(plain), "{text}");
            }
            Event::Text(_) | Event::Code(_) => {}
            Event::Start(tag) => structure.push(format!("{tag:?}")),
            event => structure.push(format!("{event:?}")),
        }
    }
    structure
}

/// The words outside of code, as GitHub looks for mentions, links and issues in them.
fn words(markdown: &str) -> String {
    let mut depth = 0;
    let mut words = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => depth += 1,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => depth -= 1,
            Event::Text(text) if depth == 0 => words.push_str(&text),
            Event::Code(_) => words.push('\u{2060}'),
            _ => words.push(' '),
        }
    }
    words
}

/// Whether a sign is followed by something that makes a link of both.
fn links(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    let followed = |sign: &str, by: fn(char) -> bool| {
        lower.match_indices(sign).any(|(at, _)| lower[at + sign.len()..].starts_with(by))
    };
    followed("@", char::is_alphanumeric)
        || followed("#", char::is_alphanumeric)
        || followed("gh-", |c| c.is_ascii_digit())
        || lower.contains("://")
        || lower.contains("www.")
}

proptest! {
    #[test]
    fn nothing_in_a_document_is_obeyed(nasty in nasty()) {
        let report = hostile(&nasty);
        for detail in [Detail::Short, Detail::Full] {
            let text = text(&report, detail, false);
            prop_assert!(is_tame(&text), "{text:?}");
        }
        let json = json(&report);
        prop_assert!(is_tame(&json), "{json:?}");
        prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
        let commands = github(&report);
        prop_assert_eq!(commands.lines().count(), 1 + report.changes.len());
        prop_assert!(commands.lines().all(|line| line.starts_with("::error file=") || line.starts_with("::notice title=")));
        prop_assert!(commands.chars().all(|c| c == '\n' || !crate::diagnostic::render::is_unseen(c)));
        let markdown = markdown(&report);
        prop_assert!(is_tame(&markdown), "{markdown}");
        prop_assert_eq!(structure(&markdown), structure(&super::markdown(&hostile(if nasty.trim().is_empty() { "" } else { "plain" }))), "{}", markdown);
        prop_assert!(!links(&words(&markdown)), "{markdown}");
    }
}
