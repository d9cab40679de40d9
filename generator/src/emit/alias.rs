//! What was renamed, under the names that it had: deprecated, and leading to what it is now.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::attributes;
use super::format::ident;
use super::ty::ty_in_models;
use crate::rust::{Group, Model, Operation, UnionVariant, Variant};

/// Doc comment and attribute of a name for what is called `shown` now; `link` is what rustdoc finds it by.
fn renamed(shown: &str, link: &str) -> TokenStream {
    // Rustdoc does not like to be told what it knows.
    let target = if shown == link { String::new() } else { format!("({link})") };
    let docs = attributes(&[format!("Renamed to [`{shown}`]{target}.")]);
    let note = format!("renamed to `{shown}`");
    quote! { #docs #[deprecated(note = #note)] }
}

/// Names of a type that is beside them.
fn types<'t>(names: impl Iterator<Item = (&'t String, &'t String)>) -> TokenStream {
    let aliases = names.map(|(was, is)| {
        let (renamed, was, is) = (renamed(is, is), ident(was), ident(is));
        quote! { #renamed pub type #was = #is; }
    });
    quote! { #(#aliases)* }
}

/// Names of a model; `cfg` says when it is there.
pub(super) fn model(model: &Model, cfg: &TokenStream) -> TokenStream {
    let aliases = model.was.iter().map(|was| {
        let alias = types(std::iter::once((was, &model.ident)));
        quote! { #cfg #alias }
    });
    quote! { #(#aliases)* }
}

/// Names of values of an enum, for expressions: a pattern needs the variant.
pub(super) fn variants(variants: &[Variant]) -> TokenStream {
    let names = variants.iter().flat_map(|variant| variant.was.iter().map(move |was| (was, &variant.ident)));
    let constants = names.map(|(was, is)| {
        let (renamed, was, is) = (renamed(is, &format!("Self::{is}")), ident(was), ident(is));
        quote! { #renamed #[allow(non_upper_case_globals)] pub const #was: Self = Self::#is; }
    });
    quote! { #(#constants)* }
}

/// Names of types of a union, for expressions: a pattern needs the variant.
pub(super) fn constructors(variants: &[UnionVariant]) -> TokenStream {
    let functions = variants.iter().flat_map(|variant| variant.was.iter().map(move |was| (was, variant)));
    let functions = functions.map(|(was, variant)| {
        let is = &variant.ident;
        let (renamed, was, ty) = (renamed(is, &format!("Self::{is}")), ident(was), ty_in_models(&variant.ty));
        let is = ident(is);
        quote! { #renamed #[allow(non_snake_case)] pub fn #was(value: #ty) -> Self { Self::#is(value) } }
    });
    quote! { #(#functions)* }
}

/// Names of the types in a group's module.
pub(super) fn in_group(group: &Group) -> TokenStream {
    let handles = group.handles_were.iter().map(|was| (was, &group.handle));
    let others = group.operations.iter().flat_map(|operation| operation.types_were.iter().map(|(was, is)| (was, is)));
    types(handles.chain(others))
}

/// Names of a group's module.
pub(super) fn modules(group: &Group) -> TokenStream {
    let (module, feature) = (ident(&group.module), &group.module);
    let aliases = group.was.iter().map(|was| {
        let (renamed, was) = (renamed(&group.module, &format!("crate::{}", group.module)), ident(was));
        quote! { #renamed #[cfg(feature = #feature)] pub mod #was { pub use crate::#module::*; } }
    });
    quote! { #(#aliases)* }
}

/// Names of a group's accessor.
pub(super) fn accessors(group: &Group) -> TokenStream {
    let (module, handle, feature) = (ident(&group.module), ident(&group.handle), &group.module);
    let aliases = group.was.iter().map(|was| {
        let (renamed, was) = (renamed(&group.module, &format!("Self::{}", group.module)), ident(was));
        quote! {
            #renamed
            #[cfg(feature = #feature)]
            pub fn #was(&self) -> crate::#module::#handle { self.#module() }
        }
    });
    quote! { #(#aliases)* }
}

/// Names of an operation's method, which takes `parameters` and hands on `values`.
pub(super) fn methods(operation: &Operation, parameters: &TokenStream, values: &TokenStream) -> TokenStream {
    let (method, request) = (ident(&operation.method), ident(&operation.request));
    let allow = operation.deprecated.then(|| quote! { #[allow(deprecated)] });
    let aliases = operation.was.iter().map(|was| {
        let renamed = renamed(&operation.method, &format!("Self::{}", operation.method));
        let was = ident(was);
        quote! {
            #renamed
            #allow
            pub fn #was(&self, #parameters) -> #request { self.#method(#values) }
        }
    });
    quote! { #(#aliases)* }
}

/// Names of a setter that takes a value of type `ty`.
pub(super) fn setters(was: &[String], is: &str, ty: &TokenStream, deprecated: bool) -> TokenStream {
    let allow = deprecated.then(|| quote! { #[allow(deprecated)] });
    let aliases = was.iter().map(|was| {
        let (renamed, was, is) = (renamed(is, &format!("Self::{is}")), ident(was), ident(is));
        quote! { #renamed #allow #[inline] pub fn #was(self, value: #ty) -> Self { self.#is(value) } }
    });
    quote! { #(#aliases)* }
}
