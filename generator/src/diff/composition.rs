//! Schemas that are put together out of others: `allOf`, `oneOf`, `anyOf`, `not`, `discriminator`.

use std::collections::{BTreeMap, BTreeSet};

use super::kind::{self, Kind};
use super::operation::place_of;
use super::same::bare;
use super::side::Side;
use super::spot::Spot;
use super::walk::{NodeId, Use, Walk, What, code};

/// Whether a schema is one of several.
pub(super) fn is_union(schema: &Spot<'_>) -> bool {
    ["oneOf", "anyOf"].iter().any(|key| schema.value.get(key).is_some())
}

/// The member of a union that is the other schema, if just one of both is a union: the kind of change, the member,
/// and whether the new one is the union.
pub(super) fn wrapped<'a>(
    old: &Spot<'a>,
    new: &Spot<'a>,
    was: &Side,
    is: &Side,
) -> Option<(&'static Kind, Spot<'a>, bool)> {
    let plain = |schema: &Spot<'a>| !is_union(schema);
    let same = |member: &Spot<'a>, side: &Side, other: &Spot<'a>, others: &Side| {
        let names = (side.component(&member.at), others.component(&other.at));
        (names.0.is_some() && names.0 == names.1) || bare(member, side) == bare(other, others)
    };
    if plain(old) && !plain(new) {
        let member = options(new).into_iter().map(Spot::follow).find(|member| same(member, is, old, was))?;
        return Some((&kind::WRAPPED, member, true));
    }
    if !plain(old) && plain(new) {
        let member = options(old).into_iter().map(Spot::follow).find(|member| same(member, was, new, is))?;
        return Some((&kind::UNWRAPPED, member, false));
    }
    None
}

/// The members of a union.
fn options<'a>(schema: &Spot<'a>) -> Vec<Spot<'a>> {
    let keys = ["oneOf", "anyOf"].iter().filter_map(|key| schema.member(key));
    keys.flat_map(|members| members.items().collect::<Vec<_>>()).collect()
}

impl<'a> Walk<'a> {
    /// What a schema is put together of.
    pub(super) fn composition(&mut self, id: NodeId, name: &str) {
        let (old, new) = self.spots(id);
        let union = |spot: &Spot<'a>| ["oneOf", "anyOf"].into_iter().find(|key| spot.value.get(key).is_some());
        match (union(&old), union(&new)) {
            (Some(was), Some(is)) if was != is => {
                let sentence = format!("{} has `{is}` instead of `{was}`", code(name));
                let places = (place_of(&old, was), place_of(&new, is));
                self.find_at(id, &kind::COMPOSITION_CHANGED, name.to_owned(), sentence, places.0, places.1);
            }
            (Some(key), None) | (None, Some(key)) => {
                let sentence =
                    format!("`{key}` of {} is {}", code(name), if union(&new).is_some() { "new" } else { "gone" });
                let places = (place_of(&old, key), place_of(&new, key));
                self.find_at(id, &kind::COMPOSITION_CHANGED, name.to_owned(), sentence, places.0, places.1);
            }
            _ => {}
        }
        self.options(id, name, "oneOf", (&kind::ONE_OF_ADDED, &kind::ONE_OF_REMOVED));
        self.options(id, name, "anyOf", (&kind::ANY_OF_ADDED, &kind::ANY_OF_REMOVED));
        self.options(id, name, "allOf", (&kind::ALL_OF_ADDED, &kind::ALL_OF_REMOVED));
        self.discriminator(id, name);
        let not = |spot: &Spot<'a>, side| spot.member("not").map(|not| bare(&not, side));
        if not(&old, self.old) != not(&new, self.new) {
            let sentence = format!("{} rules out other values than before", code(name));
            let places = (place_of(&old, "not"), place_of(&new, "not"));
            self.find_at(id, &kind::NOT_CHANGED, name.to_owned(), sentence, places.0, places.1);
        }
    }

    fn options(&mut self, id: NodeId, name: &str, key: &str, (added, removed): (&'static Kind, &'static Kind)) {
        let (old, new) = self.spots(id);
        // Where the keyword itself comes or goes, that is the change.
        let (Some(was), Some(is)) = (old.member(key), new.member(key)) else {
            if key == "allOf" {
                self.lone_parts(id, name, (old.member(key), new.member(key)), (added, removed));
            }
            return;
        };
        let (gone, fresh, kept) = self.match_options(was.items().collect(), is.items().collect());
        for (was, is) in kept {
            if key == "allOf" {
                self.parts(id, name, (was.follow(), is.follow()));
                continue;
            }
            let subject = format!("{name}({})", self.option_name(&is, self.new));
            self.schemas((id, Use::BOTH), Some(was), Some(is), &subject);
        }
        for spot in gone {
            self.option(id, name, key, spot, self.old, removed);
        }
        for spot in fresh {
            self.option(id, name, key, spot, self.new, added);
        }
    }

    /// Two schemas in `allOf` that belong together. Those with names are compared as all schemas are.
    fn parts(&mut self, id: NodeId, name: &str, (old, new): (Spot<'a>, Spot<'a>)) {
        let is_named = |spot: &Spot<'a>, side: &Side| side.component(&spot.at).is_some();
        if !is_named(&old, self.old) && !is_named(&new, self.new) {
            self.pair(Some((id, Use::BOTH)), What::Part, (old, new), |_| name.to_owned());
        }
    }

    /// Members of an `allOf` that is in one of both only.
    fn lone_parts(
        &mut self,
        id: NodeId,
        name: &str,
        (was, is): (Option<Spot<'a>>, Option<Spot<'a>>),
        (added, removed): (&'static Kind, &'static Kind),
    ) {
        for spot in was.iter().flat_map(|was| was.items().collect::<Vec<_>>()) {
            self.option(id, name, "allOf", spot, self.old, removed);
        }
        for spot in is.iter().flat_map(|is| is.items().collect::<Vec<_>>()) {
            self.option(id, name, "allOf", spot, self.new, added);
        }
    }

    /// A member that is in one of both only. Of an `allOf`, members with properties are told by those.
    fn option(&mut self, id: NodeId, name: &str, key: &str, spot: Spot<'a>, side: &'a Side, kind: &'static Kind) {
        let target = spot.clone().follow();
        if key == "allOf" && ["properties", "allOf", "required"].iter().any(|key| target.value.get(key).is_some()) {
            return;
        }
        let option = self.option_name(&spot, side);
        let is_added = std::ptr::eq(side, self.new);
        let sentence =
            format!("{} of `{key}` of {} is {}", code(&option), code(name), if is_added { "new" } else { "gone" });
        let place = Some(spot.at);
        let places = if is_added { (None, place) } else { (place, None) };
        self.find_at(id, kind, format!("{name}({option})"), sentence, places.0, places.1);
        self.note(Some(&option));
    }

    fn option_name(&self, spot: &Spot<'a>, side: &'a Side) -> String {
        let target = spot.clone().follow();
        let name = side.component(&target.at).map(str::to_owned);
        name.or_else(|| target.text("title").map(str::to_owned))
            .or_else(|| target.text("type").map(str::to_owned))
            .unwrap_or_else(|| "a schema".to_owned())
    }

    /// Which members of a union belong together: those of one name, then those that are equal, then those of which one
    /// has become the other.
    #[allow(clippy::type_complexity, reason = "three lists, used once")]
    fn match_options(
        &self,
        old: Vec<Spot<'a>>,
        new: Vec<Spot<'a>>,
    ) -> (Vec<Spot<'a>>, Vec<Spot<'a>>, Vec<(Spot<'a>, Spot<'a>)>) {
        let mut kept = Vec::new();
        let (gone, fresh) =
            same_key(old, new, &mut kept, |spot, side| side.component(&spot.at).map(str::to_owned), self);
        let (gone, mut fresh) = same_key(gone, fresh, &mut kept, |spot, side| Some(bare(spot, side).to_string()), self);
        let mut left = Vec::new();
        let count = gone.len();
        for was in gone {
            let became: Vec<usize> =
                (0..fresh.len()).filter(|index| self.became(&was, &fresh[*index], count)).collect();
            match became.as_slice() {
                [index] => kept.push((was, fresh.remove(*index))),
                _ => left.push(was),
            }
        }
        (left, fresh, kept)
    }

    /// Whether a member of a union has become the other: it has a new name, or is what is left in place.
    fn became(&self, was: &Spot<'a>, is: &Spot<'a>, left: usize) -> bool {
        let (was, is) = (was.clone().follow(), is.clone().follow());
        let may_be = match (self.old.component(&was.at), self.new.component(&is.at)) {
            (Some(before), Some(after)) => self.is_rename(before, after),
            (None, None) => left == 1,
            _ => false,
        };
        may_be && super::members::alike(&was, &is)
    }

    fn discriminator(&mut self, id: NodeId, name: &str) {
        let (old, new) = self.spots(id);
        let places = (place_of(&old, "discriminator"), place_of(&new, "discriminator"));
        let property =
            |spot: &Spot<'a>| spot.get("discriminator").and_then(|it| it.text("propertyName")).map(str::to_owned);
        let (kind, sentence) = match (property(&old), property(&new)) {
            (None, None) => return,
            (None, Some(is)) => {
                (&kind::DISCRIMINATOR_ADDED, format!("the shape of {} is told by {} now", code(name), code(&is)))
            }
            (Some(was), None) => (
                &kind::DISCRIMINATOR_REMOVED,
                format!("the shape of {} is not told by {} any more", code(name), code(&was)),
            ),
            (Some(was), Some(is)) if was != is => (
                &kind::DISCRIMINATOR_CHANGED,
                format!("the shape of {} is told by {} instead of {}", code(name), code(&is), code(&was)),
            ),
            _ => return self.mapping(id, name),
        };
        self.find_at(id, kind, name.to_owned(), sentence, places.0, places.1);
    }

    /// Which value of the discriminator means which schema.
    fn mapping(&mut self, id: NodeId, name: &str) {
        let (old, new) = self.spots(id);
        let mapping = |spot: &Spot<'a>| -> BTreeMap<String, String> {
            let mapping = spot.get("discriminator").and_then(|it| it.get("mapping"));
            let members = mapping.into_iter().flat_map(|mapping| mapping.members().collect::<Vec<_>>());
            let last = |target: &str| target.rsplit(['/', '#']).next().unwrap_or(target).to_owned();
            members.filter_map(|(value, target)| Some((value.to_owned(), last(target.value.as_str()?)))).collect()
        };
        let (was, is) = (mapping(&old), mapping(&new));
        let keys: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        let is_same = |value: &String| match (was.get(value), is.get(value)) {
            (Some(before), Some(after)) => before == after || self.is_rename(before, after),
            _ => false,
        };
        let others: Vec<&String> = keys.into_iter().filter(|value| !is_same(value)).collect();
        for value in others {
            let shown = |target: Option<&String>| target.map_or_else(|| "nothing".to_owned(), |target| code(target));
            let sentence = format!(
                "{} of the discriminator of {} means {} instead of {}",
                code(value),
                code(name),
                shown(is.get(value)),
                shown(was.get(value))
            );
            let places = (place_of(&old, "discriminator"), place_of(&new, "discriminator"));
            self.find_at(id, &kind::MAPPING_CHANGED, name.to_owned(), sentence, places.0, places.1);
            self.note(Some(value));
        }
    }
}

/// Takes those that have a key in common out of both lists.
fn same_key<'a>(
    old: Vec<Spot<'a>>,
    new: Vec<Spot<'a>>,
    kept: &mut Vec<(Spot<'a>, Spot<'a>)>,
    key: impl Fn(&Spot<'a>, &Side) -> Option<String>,
    walk: &Walk<'a>,
) -> (Vec<Spot<'a>>, Vec<Spot<'a>>) {
    let mut left = Vec::new();
    let mut keys: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, is) in new.iter().enumerate().rev() {
        if let Some(key) = key(&is.clone().follow(), walk.new) {
            keys.entry(key).or_default().push(index);
        }
    }
    let mut new: Vec<Option<Spot<'a>>> = new.into_iter().map(Some).collect();
    for was in old {
        let key = key(&was.clone().follow(), walk.old);
        let found = key.and_then(|key| keys.get_mut(&key)?.pop()).and_then(|index| new[index].take());
        match found {
            Some(is) => kept.push((was, is)),
            None => left.push(was),
        }
    }
    (left, new.into_iter().flatten().collect())
}
