//! The fixed part of an operation. What most operations have alike in it stands once, beside the client.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::format::ident;
use crate::rust::{Crate, ErrorFields, Operation};

/// What most operations of a crate have alike.
#[derive(Default)]
pub(in crate::emit) struct Common<'c> {
    security: Option<&'c Vec<Vec<String>>>,
    error_fields: Option<&'c ErrorFields>,
}

impl<'c> Common<'c> {
    /// Looks through the operations of `krate`.
    pub(in crate::emit) fn new(krate: &'c Crate) -> Self {
        let operations = || krate.groups.iter().flat_map(|group| &group.operations);
        let security = operations().map(|operation| &operation.security).filter(|security| !security.is_empty());
        let error_fields = operations().map(|operation| &operation.error_fields);
        let error_fields = error_fields.filter(|fields| **fields != ErrorFields::default());
        Self { security: most_common(security), error_fields: most_common(error_fields) }
    }

    /// The constants. Without its groups of operations, a crate does not use them.
    pub(in crate::emit) fn constants(&self) -> TokenStream {
        let unused = quote! { #[allow(dead_code, reason = "operations can be left out")] };
        let security = self.security.map(|alternatives| {
            let value = security(alternatives);
            quote! { #unused pub(crate) const SECURITY: &[&[&str]] = #value; }
        });
        let error_fields = self.error_fields.map(|fields| {
            let value = error_fields(fields);
            quote! { #unused pub(crate) const ERROR_FIELDS: rt::ErrorFields = #value; }
        });
        quote! { #security #error_fields }
    }
}

/// The value that most have, and of several such values the first.
fn most_common<T: Eq + Hash>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: HashMap<T, (usize, usize)> = HashMap::new();
    for (index, value) in values.enumerate() {
        counts.entry(value).or_insert((0, index)).0 += 1;
    }
    counts.into_iter().max_by_key(|(_, (count, first))| (*count, Reverse(*first))).map(|(value, _)| value)
}

/// The `static` of an operation.
pub(super) fn fixed(operation: &Operation, common: &Common<'_>) -> TokenStream {
    let (id, path) = (&operation.id, &operation.path_text);
    let method = ident(&operation.http_method);
    let (accept, request_id) = (option(&operation.accept), option(&operation.request_id));
    let security = match common.security {
        Some(common) if *common == operation.security => quote! { crate::client::SECURITY },
        _ => security(&operation.security),
    };
    let error_fields = match common.error_fields {
        Some(common) if *common == operation.error_fields => quote! { crate::client::ERROR_FIELDS },
        _ => error_fields(&operation.error_fields),
    };
    quote! {
        static OPERATION: rt::Operation = rt::Operation {
            id: #id,
            method: rt::http::Method::#method,
            path: #path,
            accept: #accept,
            security: #security,
            request_id: #request_id,
            error: #error_fields,
        };
    }
}

fn security(alternatives: &[Vec<String>]) -> TokenStream {
    let alternatives = alternatives.iter().map(|schemes| quote! { &[#(#schemes),*] });
    quote! { &[#(#alternatives),*] }
}

fn error_fields(fields: &ErrorFields) -> TokenStream {
    let ErrorFields { code, message } = fields;
    quote! { rt::ErrorFields { code: &[#(#code),*], message: &[#(#message),*] } }
}

fn option(text: &Option<String>) -> TokenStream {
    match text {
        Some(text) => quote! { Some(#text) },
        None => quote! { None },
    }
}
