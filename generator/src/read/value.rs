//! The one visitor through which JSON and YAML become a [`Value`].

use std::fmt;

use serde::de::{self, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use crate::source::Pointer;

/// What the text of an error says when aliases multiply a document beyond all measure.
pub(super) const TOO_LARGE: &str = "the document grows too large";

/// How much larger than its text a document may become by way of aliases, plus room for small ones.
const GROWTH: usize = 16;
const ROOM: usize = 1 << 20;

/// What is known while a document is read.
pub(super) struct Context {
    /// What was odd so far.
    pub(super) findings: Vec<Finding>,
    /// Whether `<<` merges.
    merge: bool,
    /// How many more values and bytes of text may come. Reading YAML replays an anchored value at each alias, so the
    /// size of the text does not bound that of the document.
    budget: usize,
}

impl Context {
    pub(super) fn json(bytes: usize) -> Self {
        Self { findings: Vec::new(), merge: false, budget: bytes.saturating_mul(GROWTH).saturating_add(ROOM) }
    }

    pub(super) fn yaml(bytes: usize) -> Self {
        Self { merge: true, ..Self::json(bytes) }
    }

    fn spend<E: de::Error>(&mut self, bytes: usize) -> Result<(), E> {
        self.budget = self.budget.checked_sub(bytes.saturating_add(1)).ok_or_else(|| E::custom(TOO_LARGE))?;
        Ok(())
    }

    fn find(&mut self, trouble: Trouble) {
        self.findings.push(Finding { path: Vec::new(), trouble });
    }

    /// Says that the findings from `first` on lie within the member or element `token`.
    fn within(&mut self, first: usize, token: impl fmt::Display) {
        for finding in self.findings.iter_mut().skip(first) {
            finding.path.push(token.to_string());
        }
    }
}

/// Something odd about a value.
pub(super) struct Finding {
    /// The way to the value, innermost first: it is filled in on the way out, so that a clean document has no cost.
    path: Vec<String>,
    pub(super) trouble: Trouble,
}

impl Finding {
    pub(super) fn pointer(&self) -> Pointer {
        Pointer::root().keys(self.path.iter().rev().map(String::as_str))
    }
}

pub(super) enum Trouble {
    /// The key was there before.
    Duplicate,
    /// A YAML tag that means nothing.
    Tag(String),
    /// NaN or infinity.
    NotFinite(f64),
    /// `<<` with something that is not a map.
    Merge,
}

/// Reads one value.
pub(super) struct Node<'c>(pub(super) &'c mut Context);

impl<'de> de::DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::Number(value.into()))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::Number(value.into()))
    }

    // Beyond 64 bits an integer becomes the nearest float, as in JSON.
    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Number::from_f64(value).map(Value::Number).unwrap_or_else(|| {
            self.0.find(Trouble::NotFinite(value));
            Value::Null
        }))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        self.0.spend(value.len())?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        self.0.spend(value.len())?;
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.0.spend(0)?;
        let mut items = Vec::new();
        loop {
            let first = self.0.findings.len();
            let Some(item) = access.next_element_seed(Node(self.0))? else { break };
            self.0.within(first, items.len());
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.0.spend(0)?;
        let mut members = Map::new();
        let mut merged = None;
        while let Some(key) = access.next_key_seed(Key)? {
            self.0.spend(key.len())?;
            let first = self.0.findings.len();
            let value = access.next_value_seed(Node(self.0))?;
            if self.0.merge && key == "<<" {
                if !can_merge(&value) {
                    self.0.find(Trouble::Merge);
                }
                if merged.replace(value).is_some() {
                    self.0.find(Trouble::Duplicate);
                }
                self.0.within(first, &key);
                continue;
            }
            match members.entry(key) {
                Entry::Vacant(entry) => {
                    self.0.within(first, entry.key());
                    entry.insert(value);
                }
                Entry::Occupied(mut entry) => {
                    self.0.find(Trouble::Duplicate);
                    self.0.within(first, entry.key());
                    entry.insert(value);
                }
            }
        }
        merge(&mut members, merged.unwrap_or_default());
        Ok(Value::Object(members))
    }

    // How a YAML value with a tag of its own arrives.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (tag, contents) = access.variant::<String>()?;
        self.0.find(Trouble::Tag(tag));
        contents.newtype_variant_seed(self)
    }
}

/// Reads a key as the text that is written: `200`, `true` and `~` are keys too.
struct Key;

impl<'de> de::DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text as a key")
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<String, E> {
        Ok(value)
    }
}

fn can_merge(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(items) => items.iter().all(Value::is_object),
        _ => false,
    }
}

/// Adds the members that are not there yet; of several maps, the first that has a key gives it.
fn merge(members: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(other) => other.into_iter().for_each(|(key, value)| {
            members.entry(key).or_insert(value);
        }),
        Value::Array(items) => {
            items.into_iter().filter(Value::is_object).for_each(|item| merge(members, item));
        }
        _ => {}
    }
}
