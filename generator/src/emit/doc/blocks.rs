//! The blocks of a description: what may not be in a doc comment is dropped, escaped or replaced.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd, TextMergeStream};

use super::inline::Inline;
use super::{OPTIONS, tame};

/// How deep lists and quotes nest; what is deeper belongs to what is around it.
const DEEPEST: usize = 8;

/// Languages a code block may have. None of them is Rust, and rustdoc runs none of them.
const LANGUAGES: &str = "\
    bash c console cpp csharp css csv diff go graphql html http java javascript js json kotlin php powershell py \
    python ruby sh shell sql swift toml ts typescript xml yaml yml";

/// A block; its events are inline, between the start and the end of what they are part of.
#[derive(Debug)]
pub(super) enum Block<'t> {
    /// A paragraph, without its start and end.
    Paragraph(Vec<Event<'t>>),
    /// A heading, without its start and end.
    Heading(HeadingLevel, Vec<Event<'t>>),
    /// A table with all its tags.
    Table(Vec<Event<'t>>),
    /// A code block and its language.
    Code(&'static str, String),
    /// A line across the page.
    Rule,
    /// A quotation.
    Quote(Vec<Block<'t>>),
    /// A list, with the number of its first item if items are numbered.
    List(Option<u64>, Vec<Vec<Block<'t>>>),
}

/// The blocks of `text`.
pub(super) fn parse(text: &str) -> Vec<Block<'_>> {
    let events = TextMergeStream::new(Parser::new_ext(text, OPTIONS));
    Builder { events, inline: Inline::default() }.blocks(0)
}

/// The text and code of `blocks` as one paragraph. Blocks of code are left out.
pub(super) fn plain<'t>(blocks: &[Block<'t>]) -> Vec<Vec<Event<'t>>> {
    let mut inline = Inline::default();
    add_plain(blocks, &mut inline);
    inline.take_paragraphs()
}

fn add_plain<'t>(blocks: &[Block<'t>], inline: &mut Inline<'t>) {
    for block in blocks {
        match block {
            Block::Paragraph(events) | Block::Heading(_, events) | Block::Table(events) => {
                for event in events {
                    match event {
                        Event::Text(_) | Event::Code(_) => inline.push(event.clone()),
                        Event::HardBreak | Event::End(TagEnd::TableCell) => inline.push(Event::SoftBreak),
                        _ => {}
                    }
                }
            }
            Block::Quote(blocks) => add_plain(blocks, inline),
            Block::List(_, items) => items.iter().for_each(|item| add_plain(item, inline)),
            Block::Code(..) | Block::Rule => {}
        }
        inline.push(Event::SoftBreak);
    }
}

/// Makes blocks of events.
struct Builder<'t> {
    events: TextMergeStream<'t, Parser<'t>>,
    /// The inline events since the last block.
    inline: Inline<'t>,
}

impl<'t> Builder<'t> {
    /// The blocks from here to the end of the container they are in.
    fn blocks(&mut self, depth: usize) -> Vec<Block<'t>> {
        let mut blocks = Vec::new();
        let mut ignored = 0_usize;
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(tag) if !is_inline(tag.to_end()) => {
                    self.flush(&mut blocks);
                    ignored += usize::from(!self.start(tag, depth, &mut blocks));
                }
                Event::End(end) if !is_inline(end) => {
                    let container = !self.end(end, &mut blocks);
                    if container && ignored == 0 {
                        break;
                    }
                    ignored -= usize::from(container);
                }
                Event::Rule => {
                    self.flush(&mut blocks);
                    blocks.extend((depth == 0).then_some(Block::Rule));
                }
                event => self.inline.push(event),
            }
        }
        self.flush(&mut blocks);
        blocks
    }

    /// Takes what `tag` starts, or answers `false` for a container of which only the content is kept.
    fn start(&mut self, tag: Tag<'t>, depth: usize, blocks: &mut Vec<Block<'t>>) -> bool {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => {}
            Tag::Heading { .. } => self.inline.unbroken = true,
            Tag::Table(_) => {
                self.inline.unbroken = true;
                self.inline.push(Event::Start(tag));
            }
            Tag::CodeBlock(kind) => blocks.push(self.code(&kind)),
            Tag::BlockQuote(_) if depth < DEEPEST => {
                let quoted = self.blocks(depth + 1);
                blocks.extend((!quoted.is_empty()).then_some(Block::Quote(quoted)));
            }
            Tag::List(start) if depth < DEEPEST => self.list(start, depth, blocks),
            _ => return false,
        }
        true
    }

    /// Ends a block, or answers `false` for the end of a container.
    fn end(&mut self, end: TagEnd, blocks: &mut Vec<Block<'t>>) -> bool {
        match end {
            TagEnd::Heading(level) => {
                let headings = self.inline.take_paragraphs();
                blocks.extend(headings.into_iter().map(|events| Block::Heading(level, events)));
            }
            TagEnd::Table => {
                self.inline.push(Event::End(end));
                blocks.push(Block::Table(self.inline.take_events()));
            }
            _ => self.flush(blocks),
        }
        matches!(end, TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::Heading(_) | TagEnd::Table)
    }

    /// Makes paragraphs of the inline events since the last block.
    fn flush(&mut self, blocks: &mut Vec<Block<'t>>) {
        blocks.extend(self.inline.take_paragraphs().into_iter().map(Block::Paragraph));
    }

    /// Takes a code block to its end.
    fn code(&mut self, kind: &CodeBlockKind<'_>) -> Block<'t> {
        let mut code = String::new();
        while let Some(Event::Text(text)) = self.events.next() {
            code.push_str(&text);
        }
        Block::Code(language(kind), tame(&code).into_owned())
    }

    /// Takes a list to its end. Two lists in a row would be read as one, so they are one.
    fn list(&mut self, start: Option<u64>, depth: usize, blocks: &mut Vec<Block<'t>>) {
        let mut items = Vec::new();
        while let Some(Event::Start(Tag::Item)) = self.events.next() {
            items.push(self.blocks(depth + 1));
        }
        items.retain(|item| !item.is_empty());
        match blocks.last_mut() {
            _ if items.is_empty() => {}
            Some(Block::List(before, all)) if before.is_some() == start.is_some() => all.extend(items),
            // A number of more than nine digits is no marker, and the numbers of a list go up.
            _ => blocks.push(Block::List(start.map(|start| start.min(99_999_999)), items)),
        }
    }
}

/// Whether what ends with `end` is part of a paragraph, a heading or a table.
fn is_inline(end: TagEnd) -> bool {
    let style = matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough);
    let table = matches!(end, TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell);
    style || table || matches!(end, TagEnd::Link | TagEnd::Image)
}

/// The language of a code block as its info string: one that is known and not Rust, else `text`.
fn language(kind: &CodeBlockKind<'_>) -> &'static str {
    let CodeBlockKind::Fenced(info) = kind else { return "text" };
    let name = info.split([' ', ',', '{']).next().unwrap_or_default().to_ascii_lowercase();
    LANGUAGES.split(' ').find(|language| *language == name).unwrap_or("text")
}
