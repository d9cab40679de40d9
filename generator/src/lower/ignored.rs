//! Keywords of a schema that have no effect on its type: reported, each at its place.

use super::merge::Merged;
use super::schema::Schemas;
use crate::diagnostic::{Diagnostic, code};
use crate::source::Pointer;

impl Schemas<'_> {
    /// Reports what of the schema at `at` has no effect.
    pub(super) fn report_ignored(&mut self, merged: &Merged<'_>, at: &Pointer) {
        self.report_conflicts(merged, at);
        self.report_misplaced(merged, at);
        self.report_undeclared(merged, at);
        if let Some(place) = merged.not.as_ref().filter(|place| place.is_within(at)) {
            let message = "`not` only excludes values, which are not checked";
            self.diagnostics
                .push(Diagnostic::new(&code::KEYWORD_IGNORED, place, message).instead("the type without it"));
        }
        let values = merged.values.iter().flatten().next().and_then(|(_, place)| place.parent());
        if let Some(place) = values.filter(|place| place.is_within(at))
            && matches!(merged.kind(), "integer" | "number" | "boolean")
        {
            self.report_plain(merged.kind(), &place);
        }
    }

    /// A value of two types at once does not exist; the first one counts.
    fn report_conflicts(&mut self, merged: &Merged<'_>, at: &Pointer) {
        let Some(first) = merged.ty else { return };
        for (other, place) in &merged.conflicts {
            let message = format!("`allOf` asks for a value that is of type `{first}` and of type `{other}`");
            let diagnostic = Diagnostic::new(&code::SCHEMA_UNSUPPORTED, at, message).related(place, "the other type");
            self.diagnostics.push(diagnostic.instead(format!("a value of type `{first}`")));
        }
    }

    /// Keywords that mean nothing for a value of the type.
    fn report_misplaced(&mut self, merged: &Merged<'_>, at: &Pointer) {
        let [_] = merged.parts.iter().collect::<Vec<_>>().as_slice() else { return };
        let ty = merged.kind();
        if ty.is_empty() || !merged.choices.is_empty() {
            return;
        }
        let used = [
            ("properties", merged.properties.is_some(), ty == "object"),
            ("additionalProperties", merged.additional_properties.is_some(), ty == "object"),
            ("items", !merged.items.is_empty(), ty == "array"),
            ("enum", merged.values.is_some(), !matches!(ty, "object" | "array")),
        ];
        for (keyword, _, _) in used.into_iter().filter(|(_, used, fits)| *used && !fits) {
            let message = format!("`{keyword}` has no effect on a schema of type `{ty}`");
            self.diagnostics.push(
                Diagnostic::new(&code::KEYWORD_IGNORED, at.key(keyword), message).instead(format!("a plain {ty}")),
            );
        }
    }

    /// Required names without a property.
    fn report_undeclared(&mut self, merged: &Merged<'_>, at: &Pointer) {
        if merged.kind() != "object" || !merged.choices.is_empty() {
            return;
        }
        let declared = |name: &str| merged.properties.as_ref().is_some_and(|known| known.contains_key(name));
        for (name, place) in merged.required.iter().filter(|(name, place)| !declared(name) && place.is_within(at)) {
            let message = format!("`required` names `{name}`, which is not a property of this schema");
            self.diagnostics.push(
                Diagnostic::new(&code::REQUIRED_UNDECLARED, place, message)
                    .help("describe it under `properties`, or remove the name")
                    .instead("an optional member that holds any JSON value"),
            );
        }
    }
}
