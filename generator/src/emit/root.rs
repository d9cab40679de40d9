//! The files that hold the crate together: root, errors, and the list of models.

use std::cmp::Reverse;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{append, inner, text};
use super::format::ident;
use super::ty::ty;
use crate::rust::{Crate, Group, ModelKind, Operation};

/// Whether a name has letters that are not ASCII, about some of which the compiler has doubts.
fn has_foreign_names(krate: &Crate) -> bool {
    let models = krate.models.iter().flat_map(|model| {
        let members: Vec<&str> = match &model.kind {
            ModelKind::Struct(of) => of.fields.iter().map(|field| field.ident.as_str()).collect(),
            ModelKind::Enum(of) => of.variants.iter().map(|variant| variant.ident.as_str()).collect(),
            ModelKind::Union(of) => of.variants.iter().map(|variant| variant.ident.as_str()).collect(),
            ModelKind::Alias(_) => Vec::new(),
        };
        members.into_iter().chain([model.ident.as_str()])
    });
    let operations = krate.groups.iter().flat_map(|group| &group.operations).flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| parameter.ident.as_str());
        parameters.chain([operation.method.as_str()])
    });
    let groups = krate.groups.iter().map(|group| group.module.as_str());
    models.chain(operations).chain(groups).any(|name| !name.is_ascii())
}

/// `src/lib.rs`.
pub(super) fn root(krate: &Crate) -> TokenStream {
    let guide = krate.manifest.readme.as_ref().map(|path| {
        let path = format!("../{path}");
        quote! { #![doc = include_str!(#path)] #![doc = ""] }
    });
    let about = inner(&about(krate));
    let links = links(krate);
    let groups = krate.groups.iter().map(|group| {
        let (module, feature) = (ident(&group.module), &group.module);
        let path = group.path().map(|path| quote! { #[path = #path] });
        let aliases = super::alias::modules(group);
        quote! { #[cfg(feature = #feature)] #path pub mod #module; #aliases }
    });
    let client = (!krate.types_only).then(|| client(krate));
    let server = (!krate.servers.is_empty()).then(|| quote! { pub mod server; });
    let custom = krate.custom.as_ref().map(|path| {
        let path = format!("../{path}");
        quote! {
            /// Written by hand: the generator does not touch it.
            #[path = #path]
            mod custom;
            pub use custom::*;
        }
    });
    let modules = (!krate.types_only).then(|| quote! { mod client; mod error; });
    let foreign = has_foreign_names(krate).then(|| {
        quote! {
            #![allow(
                uncommon_codepoints, confusable_idents, mixed_script_confusables,
                reason = "the document has names in these scripts"
            )]
        }
    });
    let headers = (!krate.headers.is_empty()).then(|| quote! { pub mod headers; });
    quote! {
        #guide
        #about
        #![forbid(unsafe_code)]
        #![deny(missing_docs)]
        #foreign
        #links

        #modules
        #headers
        pub mod models;
        #server
        #(#groups)*

        pub use bindery_runtime as runtime;
        #client

        #custom

        /// The types of others that occur in signatures of this crate.
        pub mod types {
            pub use bindery_runtime::jiff::{Timestamp, civil::Date};
            pub use bindery_runtime::serde_json::Value;
            pub use bindery_runtime::{Bytes, DateTime, Event, EventStream, File, HttpDate, IsoDuration, JsonLines, Maybe, Redacted, Secret, Uri, Uuid};
        }
    }
}

/// What the root has for calls.
fn client(krate: &Crate) -> TokenStream {
    let constants = krate.client.api_versions.iter().map(|version| ident(&version.constant));
    quote! {
        pub use bindery_runtime::{CallOptions, PollOptions, Retry};
        pub use client::{Client, ClientBuilder, #(#constants),*};
        pub use error::Error;
    }
}

/// What rustdoc wants to hear about links to operations whose features are off.
fn links(krate: &Crate) -> Option<TokenStream> {
    let features: Vec<_> = krate.groups.iter().map(|group| &group.module).collect();
    let all = match features.as_slice() {
        [] => return None,
        [only] => quote! { feature = #only },
        features => quote! { all(#(feature = #features),*) },
    };
    Some(quote! { #![cfg_attr(not(#all), allow(rustdoc::broken_intra_doc_links))] })
}

fn about(krate: &Crate) -> Vec<String> {
    let mut lines = match krate.manifest.readme {
        Some(_) => Vec::new(),
        None => introduction(krate),
    };
    if krate.types_only {
        return lines;
    }
    append(&mut lines, vec!["# Operations".to_owned()]);
    append(&mut lines, krate.groups.iter().flat_map(operations).collect());
    append(
        &mut lines,
        vec![
            "# Errors".to_owned(),
            String::new(),
            "Every call answers a described success or an [`Error`], which says what to do next: whether the"
                .to_owned(),
            "request can have reached the service, whether sending it again can help, and what the service said."
                .to_owned(),
        ],
    );
    append(
        &mut lines,
        vec![
            "# Features".to_owned(),
            String::new(),
            "Each module of operations is a feature of its name; all are on by default. Feature `hyper`, also on by"
                .to_owned(),
            "default, brings the HTTP client that is used unless another transport is given.".to_owned(),
        ],
    );
    lines
}

/// What the crate is and how it is used, if there is no guide that says so.
fn introduction(krate: &Crate) -> Vec<String> {
    let title = super::doc::inline(&krate.title);
    let version = super::doc::inline(&krate.api_version);
    let what = if krate.types_only { "Types" } else { "Client" };
    let mut lines = vec![format!("{what} of {title} {version}.").replace("  ", " ").replace(" .", ".")];
    append(&mut lines, text(&krate.docs, ""));
    if let Some((group, operation)) = showpiece(krate) {
        append(&mut lines, vec!["# Example".to_owned()]);
        append(&mut lines, super::example::program(operation, group, krate));
    }
    lines
}

/// The operation that shows best how the crate is used: the one with the most example values, so that it hardly ever
/// changes when operations are added.
pub(super) fn showpiece(krate: &Crate) -> Option<(&Group, &Operation)> {
    let all = krate.groups.iter().flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    let values = |operation: &Operation| operation.example.as_ref().map(|example| example.setters.len());
    all.filter(|(_, operation)| operation.example.is_some()).min_by_key(|(_, operation)| Reverse(values(operation)))
}

fn operations(group: &Group) -> Vec<String> {
    let items = group.operations.iter().map(|operation| {
        let target = format!("{}::{}::{}", group.module, group.handle, operation.method);
        let about = super::docs::first_line(&operation.docs).map(|line| format!(": {line}")).unwrap_or_default();
        format!("- [`{}().{}`]({target}){about}", group.module, operation.method)
    });
    items.collect()
}

/// `src/error.rs`.
pub(super) fn error(krate: &Crate) -> TokenStream {
    let body = ty(&krate.error);
    quote! {
        //! What a call can end in when it does not succeed.

        /// Why a call did not succeed; `E` is the body of an error answer.
        ///
        /// | variant | what happened | was it sent? |
        /// |---|---|---|
        /// | `InvalidRequest` | a value or setting cannot be put into a request | no |
        /// | `Credential` | no credential fits the operation, or it could not be had | no |
        /// | `Transport` | the connection failed | `may_have_been_sent` says |
        /// | `Timeout` | the time limit passed | perhaps |
        /// | `Service` | the service answered with an error | yes |
        /// | `Undecodable` | the service answered something the document does not describe | yes |
        /// | `Poll` | what the service took on did not come to a good end, or not in time | yes |
        pub type Error<E = #body> = bindery_runtime::Error<E>;
    }
}

/// `src/models.rs`.
pub(super) fn models(krate: &Crate) -> TokenStream {
    let items = krate.models.iter().map(|model| {
        let (module, name) = (ident(&model.module), ident(&model.ident));
        let features = &model.features;
        let cfg = match features.as_slice() {
            [] => quote! {},
            [feature] => quote! { #[cfg(feature = #feature)] },
            features => quote! { #[cfg(any(#(feature = #features),*))] },
        };
        let aliases = super::alias::model(model, &cfg);
        quote! { #cfg mod #module; #cfg pub use #module::#name; #aliases }
    });
    quote! {
        //! The types of the API.

        #(#items)*
    }
}
