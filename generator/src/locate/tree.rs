//! The shape of a document with the place of each value, and nothing of its content.

use std::collections::HashMap;
use std::collections::btree_map::{BTreeMap, Entry};
use std::ops::Range;

use crate::source::Pointer;

type Id = usize;

/// How many merges are looked through for one key; merges may lead in circles.
const FUEL: usize = 1_000;

/// All values of a document, the root first.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    range: Range<usize>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Scalar,
    Array(Vec<Id>),
    Object(BTreeMap<String, Member>),
    Alias(Id),
}

#[derive(Debug)]
struct Member {
    key: Range<usize>,
    value: Id,
    /// The same key before.
    earlier: Vec<Range<usize>>,
}

impl Tree {
    /// The range of a value, or of the nearest one above.
    pub(super) fn find(&self, pointer: &Pointer) -> Option<Range<usize>> {
        let mut place = (self.nodes.first()?.range.clone(), 0);
        for token in pointer.tokens() {
            let Some(next) = self.child(place.1, &token) else { break };
            place = next;
        }
        Some(place.0)
    }

    /// The range of the key of a value.
    pub(super) fn find_key(&self, pointer: &Pointer) -> Option<Range<usize>> {
        let (parent, key) = pointer.parent().zip(pointer.last())?;
        let object = parent.tokens().try_fold(0, |id, token| self.child(id, &token).map(|(_, id)| id))?;
        self.member(object, &key, &mut { FUEL }).map(|member| member.key.clone())
    }

    /// The keys of an object in the order of the text, without those merged in.
    pub(super) fn keys(&self, pointer: &Pointer) -> Vec<&str> {
        let object = pointer.tokens().try_fold(0, |id, token| self.child(id, &token).map(|(_, id)| id));
        let Some(Kind::Object(members)) = object.and_then(|id| self.kind(id)) else { return Vec::new() };
        let mut keys: Vec<(usize, &str)> =
            members.iter().map(|(key, member)| (member.key.start, key.as_str())).collect();
        keys.sort_unstable();
        keys.into_iter().map(|(_, key)| key).collect()
    }

    /// The ranges of the keys that the last one has replaced.
    pub(super) fn earlier(&self, pointer: &Pointer) -> Vec<Range<usize>> {
        let Some((parent, key)) = pointer.parent().zip(pointer.last()) else { return Vec::new() };
        let object = parent.tokens().try_fold(0, |id, token| self.child(id, &token).map(|(_, id)| id));
        match object.and_then(|id| self.kind(id)) {
            Some(Kind::Object(members)) => members.get(&key).map(|member| member.earlier.clone()).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    fn child(&self, id: Id, token: &str) -> Option<(Range<usize>, Id)> {
        match self.kind(id)? {
            Kind::Array(items) => {
                let id = *items.get(token.parse::<usize>().ok()?)?;
                Some((self.nodes.get(id)?.range.clone(), id))
            }
            Kind::Object(_) => self.member(id, token, &mut { FUEL }).map(|member| (self.range(member), member.value)),
            Kind::Scalar | Kind::Alias(_) => None,
        }
    }

    /// The member of that name, its own or merged in.
    fn member(&self, id: Id, name: &str, fuel: &mut usize) -> Option<&Member> {
        *fuel = fuel.checked_sub(1)?;
        let Kind::Object(members) = self.kind(id)? else { return None };
        members.get(name).or_else(|| {
            let merged = members.get("<<")?.value;
            match self.kind(merged)? {
                Kind::Array(items) => items.iter().find_map(|&item| self.member(item, name, fuel)),
                _ => self.member(merged, name, fuel),
            }
        })
    }

    /// What shows a member best: a scalar (or the alias that stands for one), else the key.
    fn range(&self, member: &Member) -> Range<usize> {
        match (self.nodes.get(member.value), self.kind(member.value)) {
            (Some(node), Some(Kind::Scalar)) if !node.range.is_empty() => node.range.clone(),
            _ => member.key.clone(),
        }
    }

    /// The kind of a node, or of the one an alias stands for.
    fn kind(&self, id: Id) -> Option<&Kind> {
        match &self.nodes.get(id)?.kind {
            Kind::Alias(target) => self.nodes.get(*target).map(|node| &node.kind),
            kind => Some(kind),
        }
    }
}

/// Makes a [`Tree`] from the events of a parser, in order. An object's keys come as scalars before their values.
#[derive(Default)]
pub(super) struct Builder {
    tree: Tree,
    open: Vec<Open>,
    anchors: HashMap<usize, (Id, String)>,
}

/// An object or array that is not closed yet.
struct Open {
    id: Id,
    /// In an object, the key whose value comes next.
    key: Option<(String, Range<usize>)>,
}

impl Builder {
    pub(super) fn scalar(&mut self, text: &str, range: Range<usize>, anchor: usize) {
        self.add(Kind::Scalar, text, range, anchor);
    }

    pub(super) fn open_object(&mut self, range: Range<usize>, anchor: usize) {
        let id = self.add(Kind::Object(BTreeMap::new()), "", range, anchor);
        self.open.push(Open { id, key: None });
    }

    pub(super) fn open_array(&mut self, range: Range<usize>, anchor: usize) {
        let id = self.add(Kind::Array(Vec::new()), "", range, anchor);
        self.open.push(Open { id, key: None });
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    pub(super) fn alias(&mut self, anchor: usize, range: Range<usize>) {
        let (kind, text) = match self.anchors.get(&anchor) {
            Some((id, text)) => (Kind::Alias(*id), text.clone()),
            None => (Kind::Scalar, String::new()),
        };
        self.add(kind, &text, range, 0);
    }

    pub(super) fn finish(self) -> Tree {
        self.tree
    }

    /// Adds a node and ties it to the object or array that is open; anchor 0 is none.
    fn add(&mut self, kind: Kind, text: &str, range: Range<usize>, anchor: usize) -> Id {
        let id = self.tree.nodes.len();
        if anchor != 0 {
            self.anchors.insert(anchor, (id, text.to_owned()));
        }
        self.tree.nodes.push(Node { range: range.clone(), kind });
        let Some(open) = self.open.last_mut() else { return id };
        let Some(parent) = self.tree.nodes.get_mut(open.id) else { return id };
        // A block collection has no token of its own: its first child shows where it is, or the dash before that.
        if parent.range.is_empty() {
            parent.range = match parent.kind {
                Kind::Array(_) => parent.range.start..parent.range.start + 1,
                _ => range.clone(),
            };
        }
        match (&mut parent.kind, open.key.take()) {
            (Kind::Array(items), _) => items.push(id),
            (Kind::Object(members), Some((key, range))) => insert(members, key, range, id),
            (Kind::Object(_), None) => open.key = Some((text.to_owned(), range)),
            (Kind::Scalar | Kind::Alias(_), _) => {}
        }
        id
    }
}

fn insert(members: &mut BTreeMap<String, Member>, key: String, range: Range<usize>, value: Id) {
    match members.entry(key) {
        Entry::Vacant(entry) => {
            entry.insert(Member { key: range, value, earlier: Vec::new() });
        }
        Entry::Occupied(mut entry) => {
            let member = entry.get_mut();
            member.value = value;
            member.earlier.push(std::mem::replace(&mut member.key, range));
        }
    }
}
