//! Where values were before a document was brought into another shape.

use std::collections::BTreeMap;

use super::Pointer;

/// The values that were moved, each within an object.
///
/// Whoever rewrites an object writes down which of its values went where, by the original place of the object, and need
/// not know where that ends up itself. Only what moved is in here: everything below it moved along.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// Where a value was, by the original place of the object followed by the way to the value now.
    before: BTreeMap<Pointer, Pointer>,
    /// The object and the way to a value now, by where it was.
    after: BTreeMap<Pointer, (Pointer, Pointer)>,
    /// Whether what is moved stays where it was as well.
    copying: bool,
    /// The elements of arrays that were taken away before all else, in order.
    removed: Vec<Pointer>,
}

/// Where a value was before elements of arrays were taken away.
pub(crate) fn before(removed: &[Pointer], now: &Pointer) -> Pointer {
    removed.iter().rev().fold(now.clone(), |place, removed| {
        let Some((array, gone)) = removed.parent().zip(removed.last()) else { return place };
        let depth = array.tokens().count();
        let index = place.tokens().nth(depth).filter(|_| place.is_within(&array)).map(|token| token.parse::<usize>());
        match (index, gone.parse::<usize>()) {
            (Some(Ok(index)), Ok(gone)) if index >= gone => {
                let rest: Vec<String> = place.tokens().skip(depth + 1).map(|token| token.into_owned()).collect();
                array.index(index + 1).keys(rest.iter().map(String::as_str))
            }
            _ => place,
        }
    })
}

impl Places {
    /// Whether everything is where it was.
    pub(crate) fn is_empty(&self) -> bool {
        self.before.is_empty() && self.removed.is_empty()
    }

    /// Notes which elements of arrays were taken away before the other moves.
    pub(crate) fn after_removing(mut self, removed: Vec<Pointer>) -> Self {
        self.removed = removed;
        self
    }

    /// Notes that what was at `original` is now at `now`, which is a way that starts from the object that was at
    /// `owner`.
    pub(crate) fn moved(&mut self, owner: &Pointer, now: Pointer, original: &Pointer) {
        // What stands for a whole object is no place to look for it.
        if !self.copying && owner.rebased(original, original).is_none() {
            self.after.entry(original.clone()).or_insert_with(|| (owner.clone(), now.clone()));
        }
        self.before.insert(now, original.clone());
    }

    /// Says whether what is moved from now on is only put into a second place, so that references still lead to the
    /// first. Answers what was said before.
    pub(crate) fn set_copying(&mut self, copying: bool) -> bool {
        std::mem::replace(&mut self.copying, copying)
    }

    /// Where the value was that is at `now`.
    pub(crate) fn original(&self, now: &Pointer) -> Pointer {
        if self.is_empty() {
            return now.clone();
        }
        let corrected = now.tokens().fold(Pointer::root().within(now.file()), |place, token| {
            let place = place.key(&token);
            self.before.get(&place).cloned().unwrap_or(place)
        });
        before(&self.removed, &corrected)
    }

    /// Where a value of an object was that was rewritten just now.
    pub(crate) fn step(&self, now: &Pointer) -> Pointer {
        self.before.get(now).cloned().unwrap_or_else(|| now.clone())
    }

    /// Where the value is now that was at `original`.
    pub(crate) fn now(&self, original: &Pointer) -> Pointer {
        let mut above = Some(original.clone());
        while let Some(place) = above {
            if let Some((owner, way)) = self.after.get(&place) {
                let moved = way.rebased(owner, &self.now(owner));
                return moved.and_then(|moved| original.rebased(&place, &moved)).unwrap_or_default();
            }
            above = place.parent();
        }
        original.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Pointer {
        Pointer::parse(text).expect("a pointer")
    }

    #[test]
    fn moves_add_up() {
        let mut places = Places::default();
        places.moved(&at(""), at("/components/parameters/Top"), &at("/parameters/Top"));
        places.moved(&at("/parameters/Top"), at("/parameters/Top/schema"), &at("/parameters/Top"));
        places.moved(&at("/op"), at("/op/parameters/0"), &at("/op/parameters/1"));
        places.moved(&at("/op"), at("/op/parameters/1"), &at("/op/parameters/2"));
        for (now, original) in [
            ("/components/parameters/Top", "/parameters/Top"),
            ("/components/parameters/Top/schema/enum/0", "/parameters/Top/enum/0"),
            ("/op/parameters/0/name", "/op/parameters/1/name"),
            ("/op/parameters/1", "/op/parameters/2"),
            ("/info/title", "/info/title"),
        ] {
            assert_eq!(places.original(&at(now)), at(original), "{now}");
        }
        let removed = vec![at("/op/parameters/0"), at("/op/parameters/2")];
        for (now, before) in [
            ("/op/parameters/0/name", "/op/parameters/1/name"),
            ("/op/parameters/1", "/op/parameters/2"),
            ("/op/parameters/2/a/0", "/op/parameters/4/a/0"),
            ("/op/parameters", "/op/parameters"),
            ("/other/parameters/3", "/other/parameters/3"),
        ] {
            assert_eq!(super::before(&removed, &at(now)), at(before), "{now}");
        }
        let corrected = places.clone().after_removing(vec![at("/op/parameters/2")]);
        assert_eq!(corrected.original(&at("/op/parameters/1/in")), at("/op/parameters/3/in"));
        assert_eq!(places.now(&at("/parameters/Top/in")), at("/components/parameters/Top/in"));
        assert_eq!(places.now(&at("/op/parameters/1/name")), at("/op/parameters/0/name"));
        assert_eq!(places.now(&at("/info")), at("/info"));
    }
}
