//! Pages of lists.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::format::ident;
use super::ty::ty_in_models;
use crate::rust::{Field, Page, Ty};

/// The way from a page to its items and to the next one.
pub(super) fn page(name: &Ident, page: &Page, fields: &[Field]) -> TokenStream {
    let item = ty_in_models(&page.item);
    let next_link = page.next_link.map_or_else(|| quote! { None }, |index| link(&fields[index]));
    let items = items(&fields[page.items]);
    quote! {
        impl rt::Page for #name {
            type Item = #item;
            #[inline]
            fn next_link(&self) -> Option<&str> { #next_link }
            #[inline]
            fn into_items(self) -> Vec<#item> { #items }
        }
    }
}

fn link(field: &Field) -> TokenStream {
    let name = ident(&field.ident);
    match field.ty {
        Ty::Option(_) => quote! { self.#name.as_deref() },
        Ty::Maybe(_) => quote! { self.#name.get().map(|link| &**link) },
        _ => quote! { Some(&self.#name) },
    }
}

fn items(field: &Field) -> TokenStream {
    let name = ident(&field.ident);
    match field.ty {
        Ty::Option(_) => quote! { self.#name.unwrap_or_default() },
        Ty::Maybe(_) => quote! { self.#name.into_option().unwrap_or_default() },
        _ => quote! { self.#name },
    }
}
