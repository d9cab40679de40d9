//! A comparison as a page: what is in it, and that nothing in a description becomes markup.

#[path = "support/report.rs"]
mod report;

use std::collections::BTreeSet;

use bindery::diff::render::html;
use bindery::diff::report::Report;
use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};

#[test]
fn the_sample() {
    let page = html(&report::sample());
    insta::assert_snapshot!(body_of(&page));
}

#[test]
fn nothing_differs() {
    let page = html(&Report { changes: Vec::new(), documentation: 0, ..report::sample() });
    assert!(page.contains("Nothing differs.") && !page.contains("role=\"search\""));
    let page = html(&Report { changes: Vec::new(), documentation: 3, ..report::sample() });
    assert!(
        page.contains("Only documentation differs.") && page.contains("3 descriptions, titles and examples differ")
    );
}

/// Without a script, all of it can be read.
#[test]
fn everything_is_open() {
    let page = Html::parse_document(&html(&report::sample()));
    assert_eq!(select(&page, ".change").count(), 12);
    assert_eq!(select(&page, ".change > details[open]").count(), 12);
    assert_eq!(select(&page, ".changes [hidden]").count(), 0);
}

/// Not one attribute leads out of the file, nor does the style.
#[test]
fn it_needs_nothing_else() {
    for report in [report::sample(), report::hostile()] {
        let text = html(&report);
        let page = Html::parse_document(&text);
        for element in select(&page, "*") {
            for (name, value) in element.value().attrs() {
                assert!(!["src", "srcset", "action", "formaction", "data", "style"].contains(&name), "{name}={value}");
                assert!(!name.starts_with("on"), "{name}={value}");
                assert!(name != "href" || value.starts_with('#'), "{name}={value}");
            }
        }
        let style = select(&page, "style").flat_map(|style| style.text()).collect::<String>();
        assert!(!style.contains("url(") && !style.contains("@import"));
        assert_eq!(select(&page, "link, base, iframe, object, embed, img").count(), 0);
    }
}

/// The policy lets the page's own script and style through, and nothing else.
#[test]
fn the_policy_names_what_is_there() {
    use base64::Engine;
    use sha2::Digest;
    let page = Html::parse_document(&html(&report::hostile()));
    let selector = "meta[http-equiv='Content-Security-Policy']";
    let policy = select(&page, selector).next().and_then(|meta| meta.attr("content")).expect("there is a policy");
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    for (element, directive) in [("script", "script-src"), ("style", "style-src")] {
        let texts: Vec<String> = select(&page, element).map(|element| element.text().collect()).collect();
        assert_eq!(texts.len(), 1, "one {element}");
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(&texts[0]));
        assert!(policy.contains(&format!("{directive} 'sha256-{hash}'")), "{policy}");
    }
}

#[test]
fn hostile_texts_stay_texts() {
    let usual = structure(&html(&report::filled_with("text")));
    for text in report::HOSTILE {
        assert_eq!(structure(&html(&report::filled_with(text))), usual, "{text}");
    }
}

/// A link of a change leads to it whatever the fingerprint.
#[test]
fn links_lead_to_their_changes() {
    let page = Html::parse_document(&html(&report::large(200)));
    let ids: BTreeSet<_> = select(&page, "[id]").filter_map(|element| element.attr("id")).collect();
    assert_eq!(ids.len(), select(&page, "[id]").count(), "ids are unique");
    for link in select(&page, "a[href]") {
        let target = link.attr("href").unwrap_or_default().trim_start_matches('#');
        assert!(ids.contains(target), "{target}");
    }
}

#[test]
fn hidden_characters_are_shown() {
    let page = html(&report::filled_with("a\u{202e}b\u{0}c"));
    assert!(page.contains("a⟨U+202E⟩b⟨U+0000⟩c"));
    assert!(!page.contains(['\u{202e}', '\u{0}']));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Elements and attributes are the template's, and what is read in the page is what the description says.
    #[test]
    fn texts_are_only_ever_texts(text in "[ -~]*([<>&\"'/=` \\PC]|</|<!--|-->|<script>|&#60;|on[a-z]+=|javascript:){1,12}") {
        let text = text.trim();
        prop_assume!(!text.is_empty());
        let page = html(&report::filled_with(text));
        // Backticks set off names, so they may make a difference.
        let harmless: String = text.chars().map(|c| if c == '`' { c } else { 'x' }).collect();
        prop_assert_eq!(structure(&page), structure(&html(&report::filled_with(&harmless))));
        let page = Html::parse_document(&page);
        let subject = select(&page, ".subject").next().map(|subject| subject.text().collect::<String>());
        prop_assert_eq!(subject.map(|found| found.contains('⟨') || found == text), Some(true));
    }
}

/// All elements, in their order and depth, with the names of their attributes.
fn structure(page: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    assert_eq!(page.quirks_mode, scraper::html::Html::parse_document("<!DOCTYPE html>").quirks_mode);
    let spell = |element: ElementRef<'_>| {
        let attributes: Vec<_> = element.value().attrs().map(|(name, _)| name).collect();
        format!("{} {} {}", element.ancestors().count(), element.value().name(), attributes.join(" "))
    };
    select(&page, "*").map(spell).collect()
}

fn select<'a>(page: &'a Html, selector: &'a str) -> impl Iterator<Item = ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).collect::<Vec<_>>().into_iter()
}

/// The page without script, style and their hashes, which have tests of their own.
fn body_of(page: &str) -> &str {
    page.split_once("</head>").map_or(page, |(_, body)| body)
}
