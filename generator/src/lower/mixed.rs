//! Enums whose values have several types: a choice between those.

use openapiv3 as oas;
use serde_json::Value;

use super::schema::Schemas;
use crate::diagnostic::{Diagnostic, code, excerpt};
use crate::ir::{Branch, IntegerFormat, NumberFormat, Shape, Type, Union};
use crate::source::Pointer;

/// Whether a value has a type.
type Is = fn(&Value) -> bool;

/// The types that values of an enum can have.
const KINDS: [(&str, Is); 3] =
    [("string", Value::is_string), ("number", Value::is_number), ("boolean", Value::is_boolean)];

impl Schemas<'_> {
    /// The shape of a value for which values of several types are listed.
    pub(super) fn mixed_enum(
        &mut self,
        values: &[(Value, Pointer)],
        schema: &oas::Schema,
        at: &Pointer,
        words: &str,
    ) -> Shape {
        let place = values.first().and_then(|(_, place)| place.parent()).unwrap_or_default();
        let is_other = |value: &Value| !value.is_null() && !KINDS.iter().any(|(_, is)| is(value));
        if let Some((other, place)) = values.iter().find(|(value, _)| is_other(value)) {
            let message = format!("the enum lists `{}`, which is a list or an object", excerpt(other));
            return self.untyped(Diagnostic::new(&code::SCHEMA_UNSUPPORTED, place, message), at);
        }
        let mut branches = Vec::new();
        for (kind, is) in KINDS {
            let values: Vec<(Value, Pointer)> = values.iter().filter(|(value, _)| is(value)).cloned().collect();
            let Some((first, _)) = values.first() else { continue };
            let whole = |(value, _): &(Value, Pointer)| value.is_i64() || value.is_u64();
            let (name, ty) = match first {
                Value::String(_) => {
                    let shape = self.string_enum(&values, None, at);
                    (kind, self.named(shape, schema, &place, &format!("{words} {kind}")))
                }
                Value::Number(_) if values.iter().all(whole) => ("integer", Type::Integer(IntegerFormat::Int64)),
                Value::Number(_) => (kind, Type::Number(NumberFormat::Double)),
                _ => (kind, Type::Boolean),
            };
            if !first.is_string() {
                self.report_plain(name, &place);
            }
            branches.push(Branch { name: name.to_owned(), ty, at: place.clone(), ..Branch::default() });
        }
        Shape::Union(Union { tag: None, branches })
    }

    /// Numbers and booleans that are listed are documented, and not checked.
    pub(super) fn report_plain(&mut self, ty: &str, place: &Pointer) {
        let message = format!("an enum of `{ty}` has no Rust type of its own");
        let diagnostic = Diagnostic::new(&code::SCHEMA_UNSUPPORTED, place, message);
        self.diagnostics.push(diagnostic.instead(format!("a plain {ty}, with the values in its documentation")));
    }
}
