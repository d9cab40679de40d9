//! The inline events of a block, cleaned as they come: single spaces, no empty tags, bare URLs as links.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::{tame, url};

/// Inline events, which become paragraphs.
#[derive(Debug, Default)]
pub(super) struct Inline<'t> {
    /// The paragraphs before this one.
    before: Vec<Vec<Event<'t>>>,
    events: Vec<Event<'t>>,
    /// The tags that are open, `None` for those that are left out.
    open: Vec<Option<TagEnd>>,
    /// Whether a break of a line would break what is around it: a table, a heading.
    pub(super) unbroken: bool,
}

impl<'t> Inline<'t> {
    /// Adds the next event, which does not start or end a block.
    pub(super) fn push(&mut self, event: Event<'t>) {
        match event {
            Event::Start(tag @ (Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)) => {
                self.events.push(Event::Start(tag));
            }
            Event::End(end @ (TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell)) => {
                self.trim();
                self.trim_backslash();
                self.events.push(Event::End(end));
            }
            Event::Start(tag) => self.start(tag),
            Event::End(_) => self.end(),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => self.code(&code),
            Event::Html(html) | Event::InlineHtml(html) if html.trim() == "<br>" => self.line_break(),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::FootnoteReference(name) => self.text(&format!("[{name}]")),
            Event::TaskListMarker(done) => self.text(if done { "[x] " } else { "[ ] " }),
            Event::HardBreak => self.line_break(),
            Event::SoftBreak | Event::Rule => self.text(" "),
        }
    }

    /// The paragraphs so far. Those with nothing to see are left out.
    pub(super) fn take_paragraphs(&mut self) -> Vec<Vec<Event<'t>>> {
        self.end_paragraph();
        self.unbroken = false;
        std::mem::take(&mut self.before)
    }

    /// The events so far.
    pub(super) fn take_events(&mut self) -> Vec<Event<'t>> {
        self.unbroken = false;
        std::mem::take(&mut self.events)
    }

    /// Opens a tag. It is left out inside another of its kind, and as a link to nowhere on the web.
    fn start(&mut self, tag: Tag<'t>) {
        let tag = match tag {
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                url::is_absolute(&dest_url).then(|| url::link(LinkType::Inline, &dest_url))
            }
            tag => Some(tag),
        };
        let tag = tag.filter(|tag| !self.open.contains(&Some(tag.to_end())));
        self.open.push(tag.as_ref().map(Tag::to_end));
        self.events.extend(tag.map(Event::Start));
    }

    /// Closes the innermost tag, or takes it back if there is nothing in it.
    fn end(&mut self) {
        let Some(end) = self.open.pop().flatten() else { return };
        match self.events.as_mut_slice() {
            [.., Event::Start(_)] => {
                self.events.pop();
                return;
            }
            [.., Event::Start(Tag::Link { link_type, dest_url, .. }), Event::Text(text)] if dest_url == text => {
                *link_type = LinkType::Autolink;
            }
            _ => {}
        }
        self.events.push(Event::End(end));
    }

    /// Adds code; what is next to other code becomes part of it, as the ticks between them would.
    fn code(&mut self, code: &str) {
        let code = tame(code).replace('\n', " ");
        match self.events.last_mut() {
            _ if code.trim().is_empty() => self.text(" "),
            Some(Event::Code(before)) => *before = format!("{before}{code}").into(),
            _ => self.events.push(Event::Code(code.into())),
        }
    }

    /// Adds text, with its URLs as links; those with something missing as code.
    fn text(&mut self, text: &str) {
        let text = tame(text);
        let mut rest = text.as_ref();
        while let Some(range) = url::find(rest).filter(|_| !self.open.contains(&Some(TagEnd::Link))) {
            self.words(&rest[..range.start]);
            let url = &rest[range.clone()];
            if url::is_complete(url) {
                self.events.push(Event::Start(url::link(LinkType::Autolink, url)));
                self.events.push(Event::Text(url.to_owned().into()));
                self.events.push(Event::End(TagEnd::Link));
            } else {
                self.code(url);
            }
            rest = &rest[range.end..];
        }
        self.words(rest);
    }

    /// Adds words to the text before them, with single spaces between them.
    fn words(&mut self, text: &str) {
        let mut words = String::with_capacity(text.len());
        let mut space = self.is_after_space();
        for c in text.chars() {
            if !(space && c.is_whitespace()) {
                words.push(if c.is_whitespace() { ' ' } else { c });
            }
            space = c.is_whitespace();
        }
        match self.events.last_mut() {
            _ if words.is_empty() => {}
            Some(Event::Text(before)) => *before = format!("{before}{words}").into(),
            _ => self.events.push(Event::Text(words.into())),
        }
    }

    /// Whether space would be too much here.
    fn is_after_space(&self) -> bool {
        match self.events.iter().rev().find(|event| !matches!(event, Event::End(_))) {
            Some(Event::Text(text)) => text.ends_with(' '),
            Some(Event::Code(_)) => false,
            _ => true,
        }
    }

    /// Adds a break of the line where there can be one; two in a row end the paragraph.
    fn line_break(&mut self) {
        if self.unbroken {
            return self.text(" ");
        }
        let second = matches!(self.events.last(), Some(Event::HardBreak));
        self.trim();
        if second && self.open.iter().all(Option::is_none) {
            self.end_paragraph();
        } else if !matches!(self.events.last(), Some(Event::Start(_)) | None) {
            self.events.push(Event::HardBreak);
        }
    }

    /// Ends the paragraph.
    fn end_paragraph(&mut self) {
        self.trim();
        let events = std::mem::take(&mut self.events);
        if events.iter().any(|event| matches!(event, Event::Text(_) | Event::Code(_))) {
            self.before.push(events);
        }
    }

    /// Takes back a backslash that would escape the end of a cell, however it is written.
    fn trim_backslash(&mut self) {
        if let Some(Event::Text(text)) = self.events.last_mut() {
            *text = text.trim_end_matches(['\\', ' ']).to_owned().into();
        }
    }

    /// Takes back space and breaks at the end.
    fn trim(&mut self) {
        while let Some(event) = self.events.pop() {
            match event {
                Event::HardBreak => {}
                Event::Text(text) if text.trim_end().is_empty() => {}
                Event::Text(text) => return self.events.push(Event::Text(text.trim_end().to_owned().into())),
                event => return self.events.push(event),
            }
        }
    }
}

/// `events` without emphasis of any kind.
pub(super) fn without_emphasis<'t>(events: &[Event<'t>]) -> Vec<Event<'t>> {
    let is_emphasis = |end: &TagEnd| matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough);
    let mut inline = Inline::default();
    for event in events {
        match event {
            Event::Start(tag) if is_emphasis(&tag.to_end()) => {}
            Event::End(end) if is_emphasis(end) => {}
            event => inline.push(event.clone()),
        }
    }
    inline.trim();
    inline.take_events()
}
