//! Query parameters. The text grows already encoded: spaces are `%20`, never `+`.

use super::style::{Styled, pair};
use super::{Call, ListStyle};
use crate::percent::push_value;
use crate::text::{Argument, ToText, ToTextList};

impl Call {
    /// Appends a query parameter.
    pub fn query<T: ToText + ?Sized>(&mut self, name: &str, value: &T) {
        let text = self.text_of(name, value);
        push_pair(&mut self.query, name, &text);
    }

    /// Appends the query parameters that have values, in this order.
    pub fn queries(&mut self, parameters: &[(&str, &dyn Argument)]) {
        for (name, value) in parameters {
            if let Some(value) = value.argument() {
                self.query(name, value);
            }
        }
    }

    /// Appends the query parameter that tells the version of the API. Links to further pages get it too, in place of
    /// the version that the service put into them.
    pub fn version<T: ToText + ?Sized>(&mut self, name: &'static str, value: &T) {
        let mut pair = String::new();
        push_pair(&mut pair, name, &self.text_of(name, value));
        if !self.query.is_empty() {
            self.query.push('&');
        }
        self.query.push_str(&pair);
        self.version = Some((name, pair));
    }

    /// Appends a list in the given style.
    pub fn query_list<T: ToTextList + ?Sized>(&mut self, name: &str, values: &T, style: ListStyle) {
        let items = self.texts_of(name, values);
        let Some(delimiter) = style.delimiter() else {
            items.iter().for_each(|item| push_pair(&mut self.query, name, item));
            return;
        };
        push_pair(&mut self.query, name, "");
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.query.push_str(delimiter);
            }
            push_value(&mut self.query, item);
        }
    }
}

/// Appends `name=value` to a query.
pub(crate) fn push_pair(query: &mut String, name: &str, value: &str) {
    pair(query, name, value, Styled::FORM);
}
