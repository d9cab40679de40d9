//! HTML in Markdown: what there is a Markdown word for is translated, other tags are dropped or become text.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{OPTIONS, url};

/// Tags that start or end a paragraph.
const BLOCKS: &str = "\
    article blockquote body center dd details div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr html main ol p pre \
    section summary table tbody tfoot thead tr ul";

/// Tags whose content is as good without them.
const INLINES: &str = "\
    a abbr b big cite col del em font i img ins mark nobr q s small span strong sub sup td th u var wbr";

/// Tags of code.
const CODES: &str = "code kbd samp tt";

/// `text` with its HTML translated; only `<br>` stays.
pub(super) fn to_markdown(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut translator = Translator::default();
    let mut done = 0;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                translator.markdown.push_str(text.get(done..range.start).unwrap_or_default());
                translator.translate(&html);
                done = range.end;
            }
            Event::Start(Tag::Paragraph | Tag::HtmlBlock) | Event::End(TagEnd::Paragraph | TagEnd::HtmlBlock) => {}
            Event::Start(_) => translator.containers += 1,
            Event::End(_) => translator.containers -= 1,
            _ => {}
        }
    }
    translator.markdown.push_str(&text[done..]);
    Cow::Owned(translator.markdown)
}

/// Translates the HTML of a document from start to end.
#[derive(Default)]
struct Translator {
    markdown: String,
    /// How much is open that a new paragraph would end.
    containers: usize,
    /// Whether an item of a list is open.
    item: bool,
    /// Where the link that is open goes.
    link: Option<String>,
}

impl Translator {
    /// Writes the Markdown for some HTML.
    fn translate(&mut self, mut html: &str) {
        while let Some((text, tag)) = html.split_once('<') {
            self.text(text);
            html = self.tag(tag).unwrap_or_else(|| {
                self.markdown.push_str("\\<");
                tag
            });
        }
        self.text(html);
    }

    /// Writes text, no line of which is indented: that would make it code.
    fn text(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            let fresh = self.markdown.is_empty() || self.markdown.ends_with(['\n', ' ']);
            let indent = line.len() - line.trim_start_matches(' ').len();
            self.markdown.push_str(if fresh { &line[indent..] } else { line });
        }
    }

    /// Writes the Markdown for the tag or comment that `html` starts with, without `<`, and returns what follows it.
    /// `None` if it is unknown.
    fn tag<'h>(&mut self, html: &'h str) -> Option<&'h str> {
        if let Some(comment) = html.strip_prefix("!--") {
            return comment.split_once("-->").map(|(_, behind)| behind);
        }
        let (tag, behind) = html.split_once('>')?;
        let opening = !tag.starts_with('/');
        let name = tag.trim_matches('/').split_ascii_whitespace().next()?.to_ascii_lowercase();
        let is_one_of = |tags: &str| tags.split(' ').any(|tag| tag == name);
        match name.as_str() {
            "br" => self.markdown.push_str("<br>"),
            "a" => self.link(href(tag).filter(|_| opening)),
            "li" if self.containers == 0 => {
                self.item = opening;
                self.markdown.push_str(if opening { "\n\n- " } else { "\n" });
            }
            "td" | "th" | "li" => self.markdown.push(' '),
            _ if is_one_of(CODES) => self.markdown.push('`'),
            _ if is_one_of(BLOCKS) => self.block(&name),
            _ if is_one_of(INLINES) => {}
            _ => return None,
        }
        Some(behind)
    }

    /// Ends the link that is open and starts one.
    fn link(&mut self, destination: Option<String>) {
        self.markdown.push_str(if destination.is_some() { "[" } else { "" });
        if let Some(before) = std::mem::replace(&mut self.link, destination) {
            self.markdown.push_str(&format!("](<{before}>)"));
        }
    }

    /// Writes the start or end of a paragraph.
    fn block(&mut self, name: &str) {
        self.item &= !matches!(name, "ul" | "ol");
        self.markdown.push_str(if self.item || self.containers > 0 { " " } else { "\n\n" });
    }
}

/// Where a link goes, if that is on the web.
fn href(tag: &str) -> Option<String> {
    let (_, value) = tag.split_once("href=")?;
    let destination = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split_ascii_whitespace().next(),
    };
    destination.filter(|destination| url::is_absolute(destination)).map(url::encode)
}
