//! The setters of parameters. Operations have many of them alike, so what several have is laid out once.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::fields::{given, parameter_fallback};
use crate::emit::docs::docs;
use crate::emit::format::{ident, members};
use crate::emit::ty::{argument, ty};
use crate::emit::{alias, comment};
use crate::rust::{Crate, Parameter, Supply};
use crate::source::Pointer;

/// The setters of a crate that several operations have, by where their parameters come from.
pub(in crate::emit) struct Setters<'c>(HashMap<Option<&'c Pointer>, Vec<Shared<'c>>>);

struct Shared<'c> {
    parameter: &'c Parameter,
    operations: usize,
    lines: Vec<String>,
}

impl<'c> Setters<'c> {
    /// Lays out the setters that several operations of `krate` have.
    pub(in crate::emit) fn new(krate: &'c Crate) -> Self {
        let mut setters = Self(HashMap::new());
        let operations = krate.groups.iter().flat_map(|group| &group.operations);
        let parameters = operations.flat_map(given).filter(|parameter| parameter.supply != Supply::Argument);
        parameters.for_each(|parameter| setters.count(parameter));
        for shared in setters.0.values_mut().flatten().filter(|shared| shared.operations > 1) {
            shared.lines = members(|| setter(shared.parameter));
        }
        setters
    }

    fn count(&mut self, parameter: &'c Parameter) {
        let alike = self.0.entry(parameter.docs.source.as_ref()).or_default();
        match alike.iter_mut().find(|shared| shared.parameter == parameter) {
            Some(shared) => shared.operations += 1,
            None => alike.push(Shared { parameter, operations: 1, lines: Vec::new() }),
        }
    }

    /// The setter of a parameter, which an item must follow.
    pub(super) fn of(&self, parameter: &Parameter) -> TokenStream {
        let alike = self.0.get(&parameter.docs.source.as_ref()).into_iter().flatten();
        match alike.filter(|shared| shared.operations > 1).find(|shared| shared.parameter == parameter) {
            Some(shared) => comment::laid_out(&shared.lines),
            None => setter(parameter),
        }
    }
}

fn setter(parameter: &Parameter) -> TokenStream {
    if parameter.supply == Supply::Argument {
        return TokenStream::new();
    }
    let docs = docs(&parameter.docs, &parameter_fallback(parameter));
    let name = ident(&parameter.ident);
    let (ty, value) = argument(&parameter.ty, &ident("value"), ty);
    let deprecated = parameter.deprecated.then(|| quote! { #[deprecated] });
    let aliases = alias::setters(&parameter.was, &parameter.ident, &ty, parameter.deprecated);
    quote! {
        #docs
        #deprecated
        #[inline]
        pub fn #name(mut self, value: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
        #aliases
    }
}
