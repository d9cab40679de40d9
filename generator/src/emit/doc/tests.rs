//! Descriptions and what becomes of them.

use pulldown_cmark::{Event, Parser};

use super::wrap::starts_block;
use super::*;

/// What random descriptions are made of.
const PIECES: &[&str] = &[
    "*",
    "**",
    "_",
    "~~",
    "`",
    "``",
    "```rust\n",
    "\n",
    "\n",
    "\n\n",
    " ",
    "    ",
    "\t",
    "- ",
    "+ ",
    "1. ",
    "10) ",
    "> ",
    "# ",
    "===",
    "---",
    "|",
    "| a | b |\n",
    "|---|---|\n",
    "[",
    "](",
    "](https://a.b)",
    "![",
    "]",
    "[x]: y\n",
    "[^1]: ",
    "<",
    ">",
    "<b>",
    "</b>",
    "<br>",
    "<div>",
    "<p>",
    "</p>",
    "<ul>",
    "<li>",
    "</ul>",
    "<code>",
    "<pre>",
    "</pre>",
    "<!--",
    "<a href='https://x.y'>",
    "</a>",
    "<foo>",
    "&lt;",
    "&#10;",
    "&nbsp;",
    "\\",
    "  \n",
    "https://a.b/c",
    "https://{a}.b",
    "foo",
    "Bar",
    "baz. ",
    "Vec<T>",
    "some more words to fill the line ",
    "!",
    ")",
    "\"",
    "é",
    "💥",
    "\u{202e}",
    "\u{200b}",
    "\r",
    "\0",
    "[!NOTE]\n",
    "<a@b.c>",
    "<https://q.r>",
];

/// What random descriptions are made of that are mostly plain.
const PLAIN: &[&str] = &[
    "Word",
    "word ",
    "and more words ",
    ". ",
    ". The ",
    "`",
    "`code`",
    "`a b`",
    " `c`. ",
    "\n",
    "\n\n",
    " ",
    "1",
    "10. ",
    "2) ",
    "-",
    "- ",
    "= ",
    "--",
    "http",
    "https://a.b ",
    "'",
    "\"",
    "(",
    ")",
    ";",
    ":",
    "?",
    "!",
    "/",
    "%",
    "@",
    "{x}",
    "*",
    "_",
    "~",
    "|",
    "<",
    "&",
    "#",
    "e.g. ",
    "some more words to fill the line ",
    "\\",
    "+",
    "$",
    "^",
    "é",
];

/// Pieces in an order that is the same in every run.
fn random_descriptions(pieces: &'static [&'static str], count: usize) -> impl Iterator<Item = String> {
    let mut state = 0x5eed_u64;
    let mut below = move |end: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 40).unwrap() % end
    };
    (0..count).map(move |_| (0..below(25)).map(|_| pieces[below(pieces.len())]).collect())
}

#[test]
fn renders_descriptions() {
    for (text, rendered) in [
        ("", ""),
        (" \n\n ", ""),
        ("One  \u{a0} space\r\nand *one* line", "One space and *one* line"),
        ("First. Second? third. `Code` too. See e.g. This.", "First.\nSecond? third.\n`Code` too.\nSee e.g. This."),
        ("a\n\n\n\nb", "a\n\nb"),
        ("[JobState] [`Vec<T>`] [a][b]", "\\[JobState\\] \\[`Vec<T>`\\] \\[a\\]\\[b\\]"),
        ("[foo](bar) [a](../x.md) [b](#c) [d](javascript:e)", "foo a b d"),
        ("[x]: y\n\n[x]", "x"),
        ("[x]: https://a.b 'c'\n\n[x] [d][x]", "[x](https://a.b) [d](https://a.b)"),
        ("[m](mailto:a@b.c) ![i](https://a.b/i.png) ![j](j.png)", "[m](mailto:a@b.c) [i](https://a.b/i.png) j"),
        ("See https://a.b/c_d?e=f&g=h. (http://i.j)", "See <https://a.b/c_d?e=f&g=h>.\n(<http://i.j>)"),
        ("at https://{account}.example.com, or", "at `https://{account}.example.com`, or"),
        ("[https://a.b](https://a.b)", "<https://a.b>"),
        ("Vec<String> & <b>bold</b> a &lt; b", "Vec\\<String> & bold a \\< b"),
        ("a<br>b<br/><br/>c", "a\\\nb\n\nc"),
        ("a  \nb\\\nc", "a\\\nb\\\nc"),
        ("<p>A <code>b</code></p><ul><li><p>C</p></li><li>d</li></ul>", "A `b`\n\n- C\n- d"),
        ("<a href=\"https://a.b\">c</a> <a href='d'>e</a>", "[c](https://a.b) e"),
        ("x <!-- y --> z", "x z"),
        ("<div>unclosed", "unclosed"),
        ("# One\n## Two", "## One\n\n## Two"),
        ("## Two\n#\n### Three", "## Two\n\n### Three"),
        ("```\nlet x;\n```", "```text\nlet x;\n```"),
        ("```rust,no_run\nlet x;\n```", "```text\nlet x;\n```"),
        ("~~~json\n{}\n~~~", "```json\n{}\n```"),
        ("    indented\n\tcode", "```text\nindented\ncode\n```"),
        ("- a\n\n      b", "- a\n\n  ```text\n  b\n  ```"),
        ("> a\n>\n>     b", "> a\n>\n> ```text\n> b\n> ```"),
        ("````\n```\n````", "````text\n```\n````"),
        ("* a\nlazy\n* b\n    1. c", "- a lazy\n- b\n  1. c"),
        ("- a\n\n* b", "- a\n- b"),
        ("> [!NOTE]\n> a", "> \\[!NOTE\\] a"),
        ("|a|\n|---|\n|`b`|", "|a|\n|-|\n|`b`|"),
        ("a\n\n---\n\nb", "a\n\n---\n\nb"),
        ("1\\. a\n\\# b", "1\\. a # b"),
        ("*/ \" \\ \0\u{202e}\u{2066}x&#x202e;y", "\\*/ \" \\ xy"),
        ("&#8203;a&#10;b", "a b"),
    ] {
        assert_eq!(lines(text).join("\n"), rendered, "{text:?}");
        assert_eq!(lines(rendered).join("\n"), rendered, "again: {text:?}");
    }
}

#[test]
fn wraps_without_starting_a_block() {
    for marker in ["-", "+", "*", "#", ">", "1.", "1)", "=", "==", "---", "|", "```", "~~~", ":--"] {
        for words in 40..60 {
            let text = format!("{}{marker} and some more words", "w ".repeat(words));
            let rendered = lines(&text);
            assert!(rendered.len() > 1 || text.len() < 110, "{text}");
            assert!(rendered.iter().all(|line| line.len() <= WIDTH + 4), "{rendered:?}");
            assert!(rendered.iter().skip(1).all(|line| !starts_block(line)), "{rendered:?}");
            assert_eq!(lines(&rendered.join("\n")), rendered);
        }
    }
}

#[test]
fn aligns_what_belongs_to_an_item() {
    let rendered = lines(&format!("10. {}\n    - {}", "word ".repeat(30), "word ".repeat(30)));
    let starts: Vec<_> = rendered.iter().map(|line| &line[..line.find('w').unwrap()]).collect();
    assert_eq!(starts, ["10. ", "    ", "    - ", "      "]);
}

#[test]
fn random_descriptions_stay_harmless_and_as_they_are() {
    for text in random_descriptions(PIECES, 5_000) {
        let rendered = lines(&text);
        let empty = |line: Option<&String>| line.is_some_and(String::is_empty);
        assert!(!empty(rendered.first()) && !empty(rendered.last()), "{text:?}");
        for line in &rendered {
            assert_eq!(line.trim_end(), line, "{text:?}");
            assert!(!line.contains(|c: char| c.is_control() || is_invisible(c)), "{text:?} gives {line:?}");
        }
        let again = rendered.join("\n");
        for event in Parser::new_ext(&again, OPTIONS) {
            assert!(!matches!(event, Event::Html(_) | Event::InlineHtml(_)), "{text:?} gives {again}");
        }
        assert_eq!(lines(&again), rendered, "{text:?}");
        assert!(!inline(&text).contains('\n'), "{text:?}");
    }
}

#[test]
fn code_is_never_rust() {
    for info in ["", "rust", "rs", "RUST", "ignore", "should_panic", "edition2024", "{.rust}", "E0308", "x y", "js"] {
        let rendered = lines(&format!("```{info}\nx\n```"));
        assert!(rendered[0] == "```text" || rendered[0] == "```js", "{info:?} gives {rendered:?}");
    }
}

#[test]
fn inlines_descriptions() {
    for (text, rendered) in [
        ("", ""),
        ("# The *state*\n\nof a [Job]", "The state of a \\[Job\\]"),
        ("- a `b`\n- c<br>d", "a `b` c d"),
        ("See https://a.b/c", "See <https://a.b/c>"),
        ("```\ncode\n```", ""),
    ] {
        assert_eq!(inline(text), rendered, "{text:?}");
    }
    let long = inline(&"word ".repeat(100));
    assert!(long.ends_with("word…") && long.chars().count() <= INLINE + 1, "{long}");
}

#[test]
fn plain_text_is_what_parsing_it_gives() {
    // The first pieces more often, or hardly any text would be plain.
    for (pieces, least) in [(&PLAIN[..12], 100), (&PLAIN[..31], 100), (PLAIN, 70), (PIECES, 50)] {
        let mut plain = 0;
        for text in random_descriptions(pieces, 2_000) {
            plain += usize::from(plain::paragraphs(&text).is_some());
            assert_eq!(lines(&text), parsed_lines(&text), "{text:?}");
            assert_eq!(inline(&text), parsed_inline(&text), "{text:?}");
        }
        assert!(plain >= least, "{plain} of the texts are plain");
    }
}
