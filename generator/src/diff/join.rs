//! Brings together what differs in the descriptions and what differs in the crates.
//!
//! Every public item knows the place of the description that it comes from, and every change its places. An item
//! belongs to the change at its place, else to one within, else to one around it. What belongs to none differs for a
//! reason that the descriptions do not show at one place, and is a change of its own.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::kind;
use super::report::RustVerdict;
use super::surface::Difference;
use super::walk::{Found, Use, Walk, What};
use crate::source::Pointer;

/// A change with the items that it touches.
pub(super) struct Joined {
    pub found: Found,
    pub items: Vec<Difference>,
}

/// Gives each difference to a change.
pub(super) fn join(walk: &Walk<'_>, differences: Vec<Difference>) -> Vec<Joined> {
    let mut joined: Vec<Joined> =
        walk.found.iter().map(|found| Joined { found: found.clone(), items: Vec::new() }).collect();
    let index = Index::new(walk);
    let mut left: BTreeMap<String, Vec<Difference>> = BTreeMap::new();
    for difference in differences {
        match index.change(&difference) {
            Some(change) => joined[change].items.push(difference),
            None => left.entry(difference.owner.clone()).or_default().push(difference),
        }
    }
    joined.extend(left.into_iter().map(|(owner, items)| alone(owner, items)));
    joined
}

/// A place in the old description and one in the new.
type Places<'p> = (Option<&'p Pointer>, Option<&'p Pointer>);

/// The changes, to be found by their places.
struct Index<'w, 'a> {
    walk: &'w Walk<'a>,
    old: BTreeMap<&'w Pointer, Vec<usize>>,
    new: BTreeMap<&'w Pointer, Vec<usize>>,
    /// For each change, the operation that it is about, by its places.
    operations: Vec<Option<(&'w Pointer, &'w Pointer)>>,
    /// The changes of operations, by what they are about and by the operation.
    tokens: HashMap<(String, &'w Pointer), Vec<usize>>,
    /// The changes of operations and of what they are made of, by the new place of the operation, or else the old.
    parts: HashMap<&'w Pointer, Vec<usize>>,
}

impl<'w, 'a> Index<'w, 'a> {
    fn new(walk: &'w Walk<'a>) -> Self {
        let (mut old, mut new) = (BTreeMap::new(), BTreeMap::new());
        for (index, found) in walk.found.iter().enumerate() {
            let places = [(&mut old, &found.old, &found.types.0), (&mut new, &found.new, &found.types.1)];
            for (map, place, ty) in places {
                for place in [place, ty].into_iter().flatten() {
                    map.entry(place).or_insert_with(Vec::new).push(index);
                }
            }
        }
        let operations = walk.found.iter().map(|found| {
            let node = &walk.nodes[found.node];
            (node.what == What::Operation).then_some((&node.old.at, &node.new.at))
        });
        let operations: Vec<_> = operations.collect();
        let mut tokens: HashMap<(String, &'w Pointer), Vec<usize>> = HashMap::new();
        let mut parts: HashMap<&'w Pointer, Vec<usize>> = HashMap::new();
        for (index, found) in walk.found.iter().enumerate() {
            if let (Some(token), Some((old, new))) = (&found.token, operations[index]) {
                for place in BTreeSet::from([old, new]) {
                    tokens.entry((token.to_ascii_lowercase(), place)).or_default().push(index);
                }
            }
            for (old, new) in walk.parts_of(found.node) {
                for place in BTreeSet::from([old, new]) {
                    parts.entry(place).or_default().push(index);
                }
            }
        }
        Self { walk, old, new, operations, tokens, parts }
    }

    /// Both sides count alike: comparing in the other direction gives the item to the same change.
    fn change(&self, difference: &Difference) -> Option<usize> {
        let places = (difference.old.as_ref(), difference.new.as_ref());
        let owners = (difference.owners.0.as_ref(), difference.owners.1.as_ref());
        self.of_operation(difference)
            .or_else(|| self.at(places, difference))
            .or_else(|| self.within(places, difference))
            .or_else(|| self.at(owners, difference))
            .or_else(|| self.around(places, difference))
            .or_else(|| self.of_owner(owners, difference))
            .or_else(|| self.of_part(difference))
    }

    /// A change of the operation that the item belongs to, about what has the same name.
    fn of_operation(&self, difference: &Difference) -> Option<usize> {
        let token = difference.token.as_ref()?.to_ascii_lowercase();
        let (old, new) = &difference.operations;
        let changes = [old, new].into_iter().flatten().filter_map(|place| self.tokens.get(&(token.clone(), place)));
        self.best(changes.flatten().copied().filter(|change| self.is_of(*change, difference)), difference)
    }

    /// A change within the type that the item belongs to, about what has the same name.
    fn of_owner(&self, owners: Places<'_>, difference: &Difference) -> Option<usize> {
        difference.token.as_ref()?;
        let found = self.within(owners, difference)?;
        (self.walk.found[found].token == difference.token).then_some(found)
    }

    /// A change of what the operation is made of that the item belongs to.
    fn of_part(&self, difference: &Difference) -> Option<usize> {
        let (old, new) = &difference.operations;
        let changes = [old, new].into_iter().flatten().filter_map(|place| self.parts.get(place));
        self.best(changes.flatten().copied(), difference)
    }

    /// Whether a change is about the operation that the item belongs to.
    fn is_of(&self, change: usize, difference: &Difference) -> bool {
        self.operations[change].is_some_and(|(old, new)| {
            difference.operations.0.as_ref() == Some(old) || difference.operations.1.as_ref() == Some(new)
        })
    }

    fn at(&self, (old, new): Places<'_>, difference: &Difference) -> Option<usize> {
        let changes = [old.and_then(|place| self.old.get(place)), new.and_then(|place| self.new.get(place))];
        self.best(changes.into_iter().flatten().flatten().copied(), difference)
    }

    fn within(&self, (old, new): Places<'_>, difference: &Difference) -> Option<usize> {
        let sides = [old.map(|place| (&self.old, place)), new.map(|place| (&self.new, place))];
        let changes = sides.into_iter().flatten().flat_map(|(map, place)| {
            let inside = map.range::<Pointer, _>(place..).take_while(move |(other, _)| is_within(other, place));
            inside.flat_map(|(_, changes)| changes.iter().copied())
        });
        self.best(changes, difference)
    }

    fn around(&self, (old, new): Places<'_>, difference: &Difference) -> Option<usize> {
        let up = |place: Option<Pointer>| place.and_then(|place| place.parent());
        let (mut old, mut new) = (up(old.cloned()), up(new.cloned()));
        while old.is_some() || new.is_some() {
            if let Some(found) = self.at((old.as_ref(), new.as_ref()), difference) {
                return Some(found);
            }
            (old, new) = (up(old), up(new));
        }
        None
    }

    /// Of several changes at a place, the one that has the name of the item, or is about its operation; not one that
    /// is about another operation.
    fn best(&self, changes: impl Iterator<Item = usize>, difference: &Difference) -> Option<usize> {
        let rank = |change: &usize| {
            let found = &self.walk.found[*change];
            let named = difference.token.is_some() && found.token == difference.token;
            let strange = found.token.is_some() && difference.token.is_some() && !named;
            (!named, strange, !self.is_of(*change, difference))
        };
        let foreign = |change: &usize| {
            self.operations[*change].is_some()
                && difference.operations != (None, None)
                && !self.is_of(*change, difference)
        };
        changes
            .filter(|change| !foreign(change))
            .min_by(|one, other| rank(one).cmp(&rank(other)).then_with(|| self.name(*one).cmp(&self.name(*other))))
    }
}

impl<'w> Index<'w, '_> {
    /// What a change is called in both directions.
    fn name(&self, change: usize) -> (&'static str, Option<&'w Pointer>, Option<&'w Pointer>) {
        let found = &self.walk.found[change];
        let (old, new) = (found.old.as_ref(), found.new.as_ref());
        (found.kind.code.min(found.kind.mirror), old.min(new), old.max(new))
    }
}

fn is_within(inner: &Pointer, outer: &Pointer) -> bool {
    inner.file() == outer.file()
        && inner.as_str().strip_prefix(outer.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Items without a change of the description at their places.
fn alone(owner: String, items: Vec<Difference>) -> Joined {
    let is_whole = |gone: bool| {
        items
            .iter()
            .any(|it| it.item.path == owner && if gone { it.item.after.is_none() } else { it.item.before.is_none() })
    };
    let (kind, what) = match (is_whole(false), is_whole(true)) {
        (true, _) => (&kind::RUST_ADDED, "is new"),
        (_, true) => (&kind::RUST_REMOVED, "is gone"),
        _ => (&kind::RUST_CHANGED, "is not what it was"),
    };
    let worst = items.iter().map(|it| it.item.verdict).max().unwrap_or(RustVerdict::None);
    let (old, new) = items.first().map(|it| it.owners.clone()).unwrap_or_default();
    let sentence = match worst {
        RustVerdict::Major | RustVerdict::None => format!("`{owner}` {what} in Rust"),
        RustVerdict::Minor => format!("`{owner}` {what} in Rust, in what is new"),
    };
    let found = Found {
        node: 0,
        kind,
        subject: owner,
        sentence,
        old,
        new,
        token: None,
        counts: Use::BOTH,
        types: (None, None),
    };
    Joined { found, items }
}
