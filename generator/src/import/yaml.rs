//! Writes YAML in the one style of the documents in `spec/`.
//!
//! The style follows from the values alone, so that what does not change is written as it was: text on the line of its
//! key where it fits, else folded; text of several lines as it stands; quotes only where YAML needs them.

use serde_json::Value;

mod scalar;
#[cfg(test)]
mod tests;

pub(super) use scalar::is_plain;
use scalar::quoted;

/// How many characters a line has at most, if its words allow it.
const WIDTH: usize = 100;
const INDENT: usize = 2;

/// A value whose members have an order.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// Neither a list nor a map.
    Scalar(Value),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// The text of a document, and the pointers of its empty texts with their lines, counted from 1.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub text: String,
    pub empty: Vec<(usize, Vec<String>)>,
}

/// Writes a document below `comment`, which is empty or ends with a line feed.
pub(super) fn write(comment: &str, node: &Node) -> Written {
    let out = Written { text: comment.to_owned(), empty: Vec::new() };
    let mut writer = Writer { out, at: Vec::new(), counted: (1, 0) };
    match node {
        Node::Map(members) if !members.is_empty() => writer.map(members, 0),
        Node::List(items) if !items.is_empty() => writer.list(items, 0),
        node => {
            writer.value(node, 0);
            writer.out.text = writer.out.text.trim_start_matches(' ').to_owned();
        }
    }
    writer.out
}

struct Writer {
    out: Written,
    /// The pointer to what is written.
    at: Vec<String>,
    /// The line that a byte is in: lines are counted from there on.
    counted: (usize, usize),
}

impl Writer {
    /// Writes members, each on lines of its own; the first one starts where the line stands.
    fn map(&mut self, members: &[(String, Node)], indent: usize) {
        for (index, (key, node)) in members.iter().enumerate() {
            if index > 0 || self.out.text.ends_with('\n') || self.out.text.is_empty() {
                self.indent(indent);
            }
            self.at.push(key.clone());
            self.out.text.push_str(&key_text(key));
            self.out.text.push(':');
            self.value(node, indent);
            self.at.pop();
        }
    }

    fn list(&mut self, items: &[Node], indent: usize) {
        for (index, item) in items.iter().enumerate() {
            self.indent(indent);
            self.out.text.push('-');
            self.at.push(index.to_string());
            match item {
                Node::Map(members) if !members.is_empty() => {
                    self.out.text.push(' ');
                    self.map(members, indent + INDENT);
                }
                item => self.value(item, indent),
            }
            self.at.pop();
        }
    }

    /// Writes what comes behind `key:` or `-`, which are indented by `indent`.
    fn value(&mut self, node: &Node, indent: usize) {
        match node {
            Node::List(items) if items.is_empty() => self.out.text.push_str(" []\n"),
            Node::Map(members) if members.is_empty() => self.out.text.push_str(" {}\n"),
            Node::List(items) => {
                self.out.text.push('\n');
                self.list(items, indent + INDENT);
            }
            Node::Map(members) => {
                self.out.text.push('\n');
                self.map(members, indent + INDENT);
            }
            Node::Scalar(Value::String(text)) => self.text(text, indent),
            Node::Scalar(value) => {
                self.out.text.push(' ');
                self.out.text.push_str(&value.to_string());
                self.out.text.push('\n');
            }
        }
    }

    fn text(&mut self, text: &str, indent: usize) {
        if text.is_empty() {
            let (line, end) = self.counted;
            let line = line + self.out.text[end..].matches('\n').count();
            self.counted = (line, self.out.text.len());
            self.out.empty.push((line, self.at.clone()));
        }
        self.out.text.push(' ');
        if let Some(lines) = scalar::literal(text) {
            self.block("|-", &lines, indent);
            return;
        }
        let is_reference = self.at.last().is_some_and(|key| key == "$ref");
        let inline = if is_plain(text) && !is_reference { text.to_owned() } else { quoted(text) };
        match scalar::folded(text, WIDTH.saturating_sub(indent + INDENT)) {
            Some(lines) if self.column() + inline.chars().count() > WIDTH => self.block(">-", &lines, indent),
            _ => {
                self.out.text.push_str(&inline);
                self.out.text.push('\n');
            }
        }
    }

    fn block(&mut self, header: &str, lines: &[&str], indent: usize) {
        self.out.text.push_str(header);
        self.out.text.push('\n');
        for line in lines {
            if !line.is_empty() {
                self.indent(indent + INDENT);
            }
            self.out.text.push_str(line);
            self.out.text.push('\n');
        }
    }

    fn indent(&mut self, indent: usize) {
        self.out.text.extend(std::iter::repeat_n(' ', indent));
    }

    fn column(&self) -> usize {
        self.out.text.rsplit('\n').next().unwrap_or_default().chars().count()
    }
}

/// A key; those with other characters than names, paths and media types have are quoted.
fn key_text(key: &str) -> String {
    let is_name = key.chars().all(|c| c.is_alphanumeric() || "_-.$/{}".contains(c));
    if is_name && is_plain(key) { key.to_owned() } else { quoted(key) }
}
