//! Goes through two descriptions side by side.
//!
//! What belongs together in the two is a pair, and pairs are the nodes of a graph: operations lead to parameters, bodies
//! and responses, those to schemas, and schemas to others. A pair is compared once, however many ways lead to it, so a
//! change of something shared is found once; the ways tell which operations it reaches, and whether it is in what
//! clients send, in what services send, or in both.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use serde_json::Value;

use super::kind::{self, Effect, Kind};
use super::operation::place_of;
use super::report::WireVerdict;
use super::same::bare;
use super::side::Side;
use super::spot::Spot;
use crate::source::Pointer;

/// Keys that only describe, wherever they are.
pub(super) const DOCUMENTATION: [&str; 6] = ["description", "title", "summary", "example", "examples", "externalDocs"];

/// An index into [`Walk::nodes`].
pub(super) type NodeId = usize;

/// The pair of the two descriptions as a whole: the first.
pub(super) const API: NodeId = 0;

/// What a pair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum What {
    Api,
    Operation,
    Parameter,
    Body,
    Response,
    Header,
    Schema,
    /// A schema in `allOf`, whose properties are compared with those of the others there.
    Part,
    Requirement,
    Scheme,
}

/// In which direction something goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Use {
    pub request: bool,
    pub response: bool,
}

impl Use {
    pub(super) const BOTH: Use = Use { request: true, response: true };
    pub(super) const REQUEST: Use = Use { request: true, response: false };
    pub(super) const RESPONSE: Use = Use { request: false, response: true };

    fn and(self, other: Use) -> Use {
        Use { request: self.request && other.request, response: self.response && other.response }
    }

    fn or(self, other: Use) -> Use {
        Use { request: self.request || other.request, response: self.response || other.response }
    }
}

/// Two things that belong together.
pub(super) struct Node<'a> {
    pub what: What,
    pub old: Spot<'a>,
    pub new: Spot<'a>,
    /// How changes of it call it.
    pub name: String,
    pub direction: Use,
    parents: Vec<NodeId>,
    children: Vec<(NodeId, Use)>,
}

/// Something that differs.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub node: NodeId,
    pub kind: &'static Kind,
    /// What changed.
    pub subject: String,
    pub sentence: String,
    pub old: Option<Pointer>,
    pub new: Option<Pointer>,
    /// The value of an enum, or whatever else tells changes at one place apart.
    pub token: Option<String>,
    /// The directions in which it counts, if the pair goes in them.
    pub counts: Use,
    /// The types that it is about, if they are at other places.
    pub types: (Option<Pointer>, Option<Pointer>),
}

/// Both descriptions, and what is known of them so far.
pub(super) struct Walk<'a> {
    pub old: &'a Side,
    pub new: &'a Side,
    pub nodes: Vec<Node<'a>>,
    pub found: Vec<Found>,
    /// How many descriptions, titles and examples differ.
    pub documentation: usize,
    /// For operations, the variables of the path that have another name now.
    pub variables: HashMap<NodeId, Vec<(String, String)>>,
    /// For operations, the Path Item Objects that they are in.
    pub items: HashMap<NodeId, (Spot<'a>, Spot<'a>)>,
    index: HashMap<(What, Pointer, Pointer), NodeId>,
    pending: VecDeque<NodeId>,
}

impl<'a> Walk<'a> {
    /// Compares everything.
    pub(super) fn new(old: &'a Side, new: &'a Side) -> Self {
        let mut walk = Walk {
            old,
            new,
            nodes: Vec::new(),
            found: Vec::new(),
            documentation: 0,
            variables: HashMap::new(),
            items: HashMap::new(),
            index: HashMap::new(),
            pending: VecDeque::new(),
        };
        walk.api();
        walk.run();
        walk.components();
        walk.run();
        walk.settle();
        walk
    }

    fn run(&mut self) {
        while let Some(id) = self.pending.pop_front() {
            match self.nodes[id].what {
                What::Api | What::Requirement => {}
                What::Operation => self.operation(id),
                What::Parameter => self.parameter(id),
                What::Body => self.body(id),
                What::Response => self.response(id),
                What::Header => self.header(id),
                What::Schema => self.schema(id),
                What::Part => self.part(id),
                What::Scheme => self.scheme(id),
            }
        }
    }

    /// Adds the pair if it is not there; `parent` leads to it, for what goes in the directions of `through`. Both are
    /// behind their references.
    pub(super) fn pair(
        &mut self,
        parent: Option<(NodeId, Use)>,
        what: What,
        (old, new): (Spot<'a>, Spot<'a>),
        name: impl FnOnce(&Self) -> String,
    ) -> NodeId {
        let key = (what, old.at.clone(), new.at.clone());
        let id = match self.index.get(&key) {
            Some(id) => *id,
            None => {
                let id = self.nodes.len();
                let name = name(self);
                let (parents, children) = (Vec::new(), Vec::new());
                self.nodes.push(Node { what, old, new, name, direction: Use::default(), parents, children });
                self.index.insert(key, id);
                self.pending.push_back(id);
                id
            }
        };
        if let Some((parent, through)) = parent {
            self.nodes[id].parents.push(parent);
            self.nodes[parent].children.push((id, through));
        }
        id
    }

    /// Both sides of a pair.
    pub(super) fn spots(&self, id: NodeId) -> (Spot<'a>, Spot<'a>) {
        (self.nodes[id].old.clone(), self.nodes[id].new.clone())
    }

    /// The Path Item Objects of a pair of operations.
    pub(super) fn items(&self, id: NodeId) -> (Spot<'a>, Spot<'a>) {
        self.items.get(&id).cloned().unwrap_or_else(|| self.spots(id))
    }

    /// Writes down a change of a pair as a whole.
    pub(super) fn find(&mut self, node: NodeId, kind: &'static Kind, sentence: String) {
        let (old, new) = (self.nodes[node].old.at.clone(), self.nodes[node].new.at.clone());
        self.find_at(node, kind, self.nodes[node].name.clone(), sentence, Some(old), Some(new));
    }

    /// Writes down a change of something within a pair.
    pub(super) fn find_at(
        &mut self,
        node: NodeId,
        kind: &'static Kind,
        subject: String,
        sentence: String,
        old: Option<Pointer>,
        new: Option<Pointer>,
    ) {
        self.found.push(Found {
            node,
            kind,
            subject,
            sentence,
            old,
            new,
            token: None,
            counts: Use::BOTH,
            types: (None, None),
        });
    }

    /// Says what the last change can be told from others at its place by.
    pub(super) fn note(&mut self, token: Option<&str>) {
        if let Some(found) = self.found.last_mut() {
            found.token = token.map(str::to_owned);
        }
    }

    /// Says where the types are that the last change is about, or that are within what it is about.
    pub(super) fn name_types(&mut self, types: (Option<Pointer>, Option<Pointer>)) {
        if let Some(found) = self.found.last_mut() {
            found.types = types;
        }
    }

    /// Writes down one of two kinds where a flag of a pair differs: the first if it is set now, the second if it was.
    pub(super) fn flag(&mut self, node: NodeId, key: &str, set: (&'static Kind, &str), unset: (&'static Kind, &str)) {
        let (old, new) = self.spots(node);
        let (kind, what) = match (old.flag(key), new.flag(key)) {
            (false, true) => set,
            (true, false) => unset,
            _ => return,
        };
        let place = |spot: &Spot<'_>| Some(spot.member(key).unwrap_or_else(|| spot.clone()).at);
        let subject = self.nodes[node].name.clone();
        let sentence = format!("{} {what}", code(&subject));
        self.find_at(node, kind, subject, sentence, place(&old), place(&new));
    }

    /// Writes down that a keyword differs that means nothing to Bindery.
    pub(super) fn keyword(&mut self, node: NodeId, key: &str) {
        let (old, new) = self.spots(node);
        let value = |spot: &Spot<'_>, side| spot.member(key).map(|member| bare(&member, side));
        if value(&old, self.old) != value(&new, self.new) {
            let name = self.nodes[node].name.clone();
            let sentence = format!("keyword {} of {} differs", code(key), code(&name));
            let places = (place_of(&old, key), place_of(&new, key));
            self.find_at(node, &kind::KEYWORD_CHANGED, name, sentence, places.0, places.1);
            self.note(Some(key));
        }
    }

    /// Counts what only describes and differs.
    pub(super) fn describe(&mut self, old: &Spot<'a>, new: &Spot<'a>) {
        let values = |spot: &Spot<'a>, key: &str| match (key, spot.value.get(key).filter(|value| !value.is_null())) {
            // Examples with names may be elsewhere.
            ("examples", Some(Value::Object(_))) => {
                let examples = spot.member(key).into_iter().flat_map(|examples| examples.members().collect::<Vec<_>>());
                examples.map(|(_, example)| example.follow().value).collect()
            }
            (_, value) => value.into_iter().collect::<Vec<_>>(),
        };
        let differ = |key: &&&str| values(old, key) != values(new, key);
        self.documentation += DOCUMENTATION.iter().filter(differ).count();
    }

    /// Tells each pair in which directions it goes.
    fn settle(&mut self) {
        let start = |node: &Node<'_>| matches!(node.what, What::Api | What::Operation);
        let mut pending: Vec<NodeId> = (0..self.nodes.len()).filter(|id| start(&self.nodes[*id])).collect();
        pending.iter().for_each(|id| self.nodes[*id].direction = Use::BOTH);
        while let Some(id) = pending.pop() {
            for (child, through) in self.nodes[id].children.clone() {
                let wider = self.nodes[child].direction.or(self.nodes[id].direction.and(through));
                if wider != self.nodes[child].direction {
                    self.nodes[child].direction = wider;
                    pending.push(child);
                }
            }
        }
    }

    /// What a change means on the wire.
    pub(super) fn verdict(&self, found: &Found) -> WireVerdict {
        let direction = self.nodes[found.node].direction.and(found.counts);
        let request = if direction.request { found.kind.request } else { Effect::Fine };
        let response = if direction.response { found.kind.response } else { Effect::Fine };
        match (request, response) {
            (Effect::Breaks, Effect::Breaks) => WireVerdict::BreaksBoth,
            (Effect::Breaks, _) => WireVerdict::BreaksRequests,
            (_, Effect::Breaks) => WireVerdict::BreaksResponses,
            (Effect::Fine, Effect::Fine) => WireVerdict::Compatible,
            _ => WireVerdict::Behaviour,
        }
    }

    /// The operations from which ways lead to a pair.
    pub(super) fn reached_by(&self, id: NodeId) -> BTreeSet<NodeId> {
        let (mut seen, mut pending, mut reached) = (vec![false; self.nodes.len()], vec![id], BTreeSet::new());
        while let Some(id) = pending.pop() {
            if std::mem::replace(&mut seen[id], true) {
                continue;
            }
            if self.nodes[id].what == What::Operation {
                reached.insert(id);
            }
            pending.extend(self.nodes[id].parents.iter().filter(|parent| !seen[**parent]));
        }
        reached
    }

    /// The operations that a pair is a part of, not through a schema that has a name: places.
    pub(super) fn parts_of(&self, id: NodeId) -> impl Iterator<Item = (&Pointer, &Pointer)> {
        let (mut seen, mut pending, mut operations) = (BTreeSet::from([id]), vec![id], Vec::new());
        while let Some(id) = pending.pop() {
            let node = &self.nodes[id];
            if node.what == What::Operation {
                operations.push((&node.old.at, &node.new.at));
            } else if self.old.component(&node.old.at).is_none() && self.new.component(&node.new.at).is_none() {
                pending.extend(node.parents.iter().copied().filter(|parent| seen.insert(*parent)));
            }
        }
        operations.into_iter()
    }

    /// The places of operations that belong together.
    pub(super) fn operation_pairs(&self) -> impl Iterator<Item = (&Pointer, &Pointer)> {
        self.nodes.iter().filter(|node| node.what == What::Operation).map(|node| (&node.old.at, &node.new.at))
    }

    /// The pairs of schemas, by the old place.
    pub(super) fn schema_pairs(&self) -> BTreeMap<&Pointer, Vec<&Pointer>> {
        let mut pairs: BTreeMap<&Pointer, Vec<&Pointer>> = BTreeMap::new();
        for node in self.nodes.iter().filter(|node| node.what == What::Schema) {
            pairs.entry(&node.old.at).or_default().push(&node.new.at);
        }
        pairs
    }
}

/// A name in a sentence.
pub(super) fn code(name: &str) -> String {
    format!("`{name}`")
}
