//! The text of a lock: sorted, and a line for each thing, so that what changes together is no more than what changed.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Write};

use super::{Entry, Lock, OperationEntry, TypeEntry};

const HEAD: &str = "\
# What the things of the document are called in Rust. Names stay as they are here, whatever the document renames.
# Written by bindery, which keeps no comments. To rename something, write its new name into the configuration, or here
# with the old one behind `was`. What is in `was` is a deprecated alias for as long as it stands there.
";

/// The text is what [`Lock::parse`] reads.
impl Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        for (name, group) in &self.groups {
            write!(f, "\n[groups.{}]\n", Key(name))?;
            line(f, &["module"], &group.module)?;
            line(f, &["handle"], &group.handle)?;
        }
        for (name, operation) in &self.operations {
            write!(f, "\n[operations.{}]\n", Key(name))?;
            operation.lines(f)?;
        }
        if !self.servers.is_empty() {
            f.write_str("\n[servers]\n")?;
            lines(f, &[], &self.servers)?;
        }
        for (name, entry) in &self.types {
            write!(f, "\n[types.{}]\n", Key(name))?;
            entry.lines(f)?;
        }
        Ok(())
    }
}

impl OperationEntry {
    fn lines(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "id = {}\ngroup = {}", Text(&self.id), Text(&self.group))?;
        line(f, &["method"], &self.method)?;
        line(f, &["request"], &self.request)?;
        for (key, entry) in [("headers", &self.headers), ("output", &self.output), ("failure", &self.failure)] {
            entry.iter().try_for_each(|entry| line(f, &[key], entry))?;
        }
        list(f, "arguments", &self.arguments)?;
        lines(f, &["parameters"], &self.parameters)?;
        lines(f, &["fields"], &self.fields)
    }
}

impl TypeEntry {
    fn lines(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        line(f, &["rust"], &self.rust)?;
        list(f, "traits", &self.traits)?;
        list(f, "arguments", &self.arguments)?;
        lines(f, &["fields"], &self.fields)?;
        lines(f, &["values"], &self.values)
    }
}

fn lines(f: &mut fmt::Formatter<'_>, path: &[&str], entries: &BTreeMap<String, Entry>) -> fmt::Result {
    entries.iter().try_for_each(|(key, entry)| line(f, &[path, &[key]].concat(), entry))
}

fn line(f: &mut fmt::Formatter<'_>, path: &[&str], entry: &Entry) -> fmt::Result {
    for (index, key) in path.iter().enumerate() {
        write!(f, "{}{}", if index == 0 { "" } else { "." }, Key(key))?;
    }
    if entry.ty.is_none() && entry.was.is_empty() {
        return writeln!(f, " = {}", Text(&entry.name));
    }
    write!(f, " = {{ name = {}", Text(&entry.name))?;
    entry.ty.iter().try_for_each(|ty| write!(f, ", type = {}", Text(ty)))?;
    if !entry.was.is_empty() {
        write!(f, ", was = {}", List(&entry.was))?;
    }
    f.write_str(" }\n")
}

fn list(f: &mut fmt::Formatter<'_>, key: &str, items: &[String]) -> fmt::Result {
    if items.is_empty() { Ok(()) } else { writeln!(f, "{key} = {}", List(items)) }
}

/// A key, quoted only if it has to be.
pub(super) struct Key<'a>(pub(super) &'a str);

impl Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if !self.0.is_empty() && self.0.chars().all(bare) { f.write_str(self.0) } else { Text(self.0).fmt(f) }
    }
}

/// A text in one line.
struct Text<'a>(&'a str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' => write!(f, "\\{c}")?,
                c if c.is_control() => write!(f, "\\u{:04X}", u32::from(c))?,
                c => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}

struct List<'a>(&'a [String]);

impl Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, item) in self.0.iter().enumerate() {
            write!(f, "{}{}", if index == 0 { "[" } else { ", " }, Text(item))?;
        }
        f.write_char(']')
    }
}
