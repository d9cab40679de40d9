//! One of the two descriptions that are compared, understood as far as a crate is planned for it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::ir::{Api, Operation, ParameterRole};
use crate::read::Values;
use crate::resolve;
use crate::rust::Crate;
use crate::source::{Places, Pointer};

use super::spot::Spot;
use super::users::Users;

/// A description with everything that is known of it.
pub(crate) struct Side {
    /// The canonical document, its references settled.
    pub values: Values,
    /// Where what is in it was in the files.
    pub places: Places,
    pub api: Api,
    pub krate: Crate,
    operations: BTreeMap<Pointer, usize>,
    /// The parameters that carry the version of the API.
    versions: BTreeSet<Pointer>,
    /// The schemas that the document names.
    pub components: BTreeMap<String, Pointer>,
    names: BTreeMap<Pointer, String>,
    /// The places for which types were made.
    types: BTreeSet<Pointer>,
    users: OnceLock<Users>,
    /// The enums that are written in place and have a name for clients, by that name.
    pub enums: BTreeMap<String, Pointer>,
}

impl Side {
    pub(crate) fn new(values: Values, places: Places, api: Api, krate: Crate) -> Self {
        let operations = api.operations.iter().enumerate().map(|(index, operation)| (operation.at.clone(), index));
        let operations = operations.collect();
        let parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
        let versions = parameters.filter(|parameter| matches!(parameter.role, ParameterRole::ApiVersion(_)));
        let versions = versions.map(|parameter| parameter.at.clone()).collect();
        let named = api.types.iter().filter(|def| resolve::is_named(&def.at));
        let names: BTreeMap<Pointer, String> = named.map(|def| (def.at.clone(), def.name.clone())).collect();
        let components = names.iter().map(|(at, name)| (name.clone(), at.clone())).collect();
        let types = krate.models.iter().map(|model| model.source.clone()).collect();
        let mut side = Self {
            values,
            places,
            api,
            krate,
            operations,
            versions,
            components,
            names,
            types,
            users: OnceLock::new(),
            enums: BTreeMap::new(),
        };
        side.enums = side.named_enums();
        side
    }

    fn named_enums(&self) -> BTreeMap<String, Pointer> {
        let inline = self.api.types.iter().filter(|def| !resolve::is_named(&def.at));
        let named = inline.filter_map(|def| Some((enum_name(&self.spot(def.at.clone())?)?.to_owned(), def.at.clone())));
        named.collect()
    }

    /// The OpenAPI Object.
    pub(super) fn root(&self) -> Spot<'_> {
        self.spot(Pointer::root()).unwrap_or_else(|| unreachable!("a side has an entry document"))
    }

    /// The value at a place.
    pub(super) fn spot(&self, at: Pointer) -> Option<Spot<'_>> {
        Spot::at(&self.values, at)
    }

    /// What became of the operation at a place; `None` if it was skipped.
    pub(crate) fn operation(&self, at: &Pointer) -> Option<&Operation> {
        self.operations.get(at).map(|index| &self.api.operations[*index])
    }

    /// What the schema at a place is called, if the document gives it a name.
    pub(crate) fn component(&self, at: &Pointer) -> Option<&str> {
        self.names.get(at).map(String::as_str)
    }

    /// The one place that stands for all where an enum of this name is written.
    pub(super) fn place_of_enum(&self, name: &str) -> Option<Spot<'_>> {
        self.spot(self.enums.get(name)?.clone())
    }

    /// The operations that use the type at a place.
    pub(crate) fn users(&self, at: &Pointer) -> impl Iterator<Item = &Operation> {
        let users = self.users.get_or_init(|| Users::of(&self.api));
        users.operations(at).into_iter().map(|index| &self.api.operations[index])
    }

    /// Whether a type of its own was made for the schema at a place.
    pub(crate) fn has_type(&self, at: &Pointer) -> bool {
        self.types.contains(at)
    }

    /// Whether the client fills the parameter at a place in with the version of the API.
    pub(crate) fn is_version(&self, at: &Pointer) -> bool {
        self.versions.contains(at)
    }
}

/// What clients call an enum, wherever it is written.
pub(super) fn enum_name<'a>(schema: &Spot<'a>) -> Option<&'a str> {
    schema.value.get("enum")?;
    schema.value.get("x-ms-enum")?.get("name")?.as_str()
}
