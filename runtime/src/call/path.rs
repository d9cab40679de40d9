//! Path parameters, style `simple` (OAS), and the text between them.

use super::Call;
use crate::percent::{push_template, push_value};
use crate::text::{ToText, ToTextList};

impl Call {
    /// Appends text of the path template. It is percent-encoded where a path needs it; `/` stays.
    pub fn literal(&mut self, text: &str) {
        push_template(&mut self.path, text);
    }

    /// Appends a path parameter, encoded so that `/`, `?` and `..` in it stay data. An empty value is refused, as is
    /// one that makes a whole segment `.` or `..`: servers would take away segments before it.
    pub fn segment<T: ToText + ?Sized>(&mut self, name: &'static str, value: &T) {
        let text = self.text_of(name, value);
        self.push_segment(name, &[text]);
    }

    /// Appends a path parameter as [`segment`](Self::segment) does, one that may be empty.
    pub fn segment_or_empty<T: ToText + ?Sized>(&mut self, name: &'static str, value: &T) {
        match self.text_of(name, value) {
            text if text.is_empty() => self.parameters.push((self.path.len(), name)),
            text => self.push_segment(name, &[text]),
        }
    }

    /// Appends a list as one path parameter, its items separated by commas. An empty list is refused.
    pub fn segment_list<T: ToTextList + ?Sized>(&mut self, name: &'static str, values: &T) {
        let texts = self.texts_of(name, values);
        self.push_segment(name, &texts);
    }

    /// Appends a path parameter that is encoded already.
    pub(super) fn push_encoded_segment(&mut self, name: &'static str, text: &str) {
        self.parameters.push((self.path.len(), name));
        self.path.push_str(text);
        if text.is_empty() {
            self.refuse(name, "is empty and would change the path");
        }
    }

    fn push_segment(&mut self, name: &'static str, items: &[String]) {
        let start = self.path.len();
        self.parameters.push((start, name));
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.path.push(',');
            }
            push_value(&mut self.path, item);
        }
        if self.path.len() == start {
            self.refuse(name, "is empty and would change the path");
        }
    }

    pub(super) fn check_path(&mut self) {
        let mut start = 0;
        let mut found = None;
        for segment in self.path.split('/') {
            let end = start + segment.len();
            if matches!(segment, "." | "..") {
                let inside = |(at, name): &(usize, &'static str)| (start..end).contains(at).then_some(*name);
                found = Some(self.parameters.iter().find_map(inside).unwrap_or("path"));
                break;
            }
            start = end + 1;
        }
        if let Some(name) = found {
            self.refuse(name, "makes a path segment of dots only, which would change the path");
        }
    }
}
