//! Objects and their properties.

use openapiv3 as oas;

use super::extension::{CLIENT_NAME, text};
use super::keywords::Keywords;
use super::merge::{Merged, Node, Said};
use super::schema::Schemas;
use crate::ir::{Bounds, Object, Property, Shape, Type};
use crate::source::Pointer;

impl Schemas<'_> {
    pub(super) fn object(&mut self, merged: &Merged<'_>, at: &Pointer, words: &str) -> Shape {
        let rest = match &merged.additional_properties {
            None => None,
            Some((oas::AdditionalProperties::Any(false), _)) => Some(None),
            Some((oas::AdditionalProperties::Any(true), _)) => Some(Some(Type::Any)),
            Some((oas::AdditionalProperties::Schema(schema), place)) => {
                Some(Some(self.ty(schema, place, &format!("{words} value"))))
            }
        };
        match (&merged.properties, rest) {
            (None, None) => Shape::Alias(Type::Map(Box::new(Type::Any))),
            (None, Some(Some(value))) => self.layered(Type::Map(Box::new(value)), at),
            (None, Some(None)) => Shape::Object(Object::default()),
            (Some(properties), rest) => {
                let mut properties: Vec<Property> = properties
                    .iter()
                    .map(|(name, said)| {
                        let words = self.words_within(said, at, words);
                        self.property(name, said, merged.required.contains_key(name), &words)
                    })
                    .collect();
                if !matches!(rest, Some(Some(_))) {
                    properties.extend(undeclared(merged));
                    properties.sort_by(|one, other| one.name.cmp(&other.name));
                }
                Shape::Object(Object { properties, rest: rest.flatten(), page: None })
            }
        }
    }

    /// The words for what has a property: of one that is inherited as it is, those of the schema that it comes from.
    fn words_within(&self, said: &[Said<'_>], at: &Pointer, words: &str) -> String {
        let Some(Said { at: place, .. }) = said.first().filter(|_| !said.iter().any(|said| said.at.is_within(at)))
        else {
            return words.to_owned();
        };
        let mut around = std::iter::successors(place.parent(), Pointer::parent);
        match around.find(|around| self.ids.contains_key(around)) {
            Some(owner) => self.component_name(&owner),
            None => words.to_owned(),
        }
    }

    fn property(&mut self, name: &str, said: &[Said<'_>], required: bool, words: &str) -> Property {
        let at = said.last().map(|said| said.at.clone()).unwrap_or_default();
        let ty = self.all(said, &format!("{words} {name}"));
        self.undescribe_enum(&ty, &at);
        let mut property = Property { name: name.to_owned(), ty, required, at, ..Property::default() };
        for said in said {
            self.tell(&mut property, said, &format!("{words}.{name}"));
        }
        property
    }

    /// Takes over what is said of a property besides its type. What is said last counts.
    fn tell(&mut self, property: &mut Property, said: &Said<'_>, name: &str) {
        let at = &said.at;
        let (own, target) = match said.node {
            Node::Reference(reference) => (None, self.target_at(reference).map(|(_, schema)| schema)),
            Node::Schema(schema) => (Some(schema), None),
        };
        let used = own.or(target).map(|schema| &schema.schema_data);
        property.secret |= self.is_secret(used, at, name);
        property.read_only |= used.is_some_and(|data| data.read_only);
        property.write_only |= used.is_some_and(|data| data.write_only);
        let Some(own) = own else { return };
        let data = &own.schema_data;
        if let Some(name) = text(&data.extensions, CLIENT_NAME, at, &mut self.diagnostics) {
            property.client_name = Some(name.to_owned());
        }
        if let Some(text) = data.description.as_ref().or(data.title.as_ref()) {
            property.description = Some(text.clone());
        }
        property.deprecated |= data.deprecated;
        let bounds = Keywords::of(own).bounds;
        if bounds != Bounds::default() {
            property.bounds = bounds;
        }
    }
}

/// Members that have to be there and are not described. One may as well be a misspelled name, so none is needed.
fn undeclared(merged: &Merged<'_>) -> impl Iterator<Item = Property> {
    let declared = |name: &str| merged.properties.as_ref().is_some_and(|known| known.contains_key(name));
    merged.required.iter().filter(move |(name, _)| !declared(name)).map(|(name, place)| Property {
        name: (*name).to_owned(),
        at: place.parent().unwrap_or_default(),
        ..Property::default()
    })
}
