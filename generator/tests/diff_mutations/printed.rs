//! Documents as text, with the places of everything.

use std::collections::BTreeMap;

use serde_json::Value;

/// A document as text.
pub(crate) struct Printed {
    pub(crate) text: String,
    /// Line and column, from 1, of the key of each value, or of the value if it is in an array; by JSON Pointer.
    pub(crate) places: BTreeMap<String, (usize, usize)>,
    line: usize,
}

impl Printed {
    pub(crate) fn of(document: &Value) -> Self {
        let mut printed = Self { text: String::new(), places: BTreeMap::new(), line: 1 };
        printed.value(document, "", 0);
        printed
    }

    fn value(&mut self, value: &Value, at: &str, depth: usize) {
        match value {
            Value::Object(members) if !members.is_empty() => {
                let members = members.iter().map(|(key, value)| (Some(key), child(at, key), value));
                self.children(members.collect(), ('{', '}'), depth);
            }
            Value::Array(items) if !items.is_empty() => {
                let items = items.iter().enumerate().map(|(index, value)| (None, format!("{at}/{index}"), value));
                self.children(items.collect(), ('[', ']'), depth);
            }
            value => self.text += &value.to_string(),
        }
    }

    fn children(
        &mut self,
        children: Vec<(Option<&String>, String, &Value)>,
        (open, close): (char, char),
        depth: usize,
    ) {
        self.text.push(open);
        let last = children.len() - 1;
        for (index, (key, at, value)) in children.into_iter().enumerate() {
            self.text += &format!("\n{:width$}", "", width = 2 * depth + 2);
            self.line += 1;
            self.places.insert(at.clone(), (self.line, 2 * depth + 3));
            if let Some(key) = key {
                self.text += &format!("{}: ", Value::String(key.clone()));
            }
            self.value(value, &at, depth + 1);
            self.text += if index < last { "," } else { "" };
        }
        self.line += 1;
        self.text += &format!("\n{:width$}{close}", "", width = 2 * depth);
    }
}

/// The pointer to a member.
pub(crate) fn child(at: &str, key: &str) -> String {
    format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"))
}
