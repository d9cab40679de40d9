//! Typed response headers, and enums for operations whose answers differ.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::code_span;
use super::docs::docs;
use super::format::ident;
use super::ty::ty;
use crate::ir::Status;
use crate::rust::{Choice, ChoiceVariant, Docs, Headers, Ty};

/// The typed headers of an operation: a struct, or a name for one that several operations share.
pub(super) fn headers(headers: &Headers, operation: &str) -> TokenStream {
    let about = format!(
        " The headers of a successful answer to {}. A header that was not sent is `None`.",
        code_span(operation)
    );
    match &headers.shared {
        Some(shared) => {
            let (name, shared) = (ident(&headers.ident), ident(shared));
            quote! { #[doc = #about] pub type #name = crate::headers::#shared; }
        }
        None => header_struct(headers, &about),
    }
}

/// The file of the headers that several operations have alike.
pub(super) fn shared_headers(shared: &[Headers]) -> TokenStream {
    let structs = shared.iter().map(|headers| {
        let names = headers.fields.iter().map(|field| code_span(&field.name)).collect::<Vec<_>>().join(", ");
        header_struct(headers, &format!(" The headers {names}. A header that was not sent is `None`."))
    });
    quote! {
        //! Headers that the answers to several operations have. Each operation has a name of its own for its headers.
        use bindery_runtime as rt;
        #(#structs)*
    }
}

fn header_struct(headers: &Headers, about: &str) -> TokenStream {
    let name = ident(&headers.ident);
    let fields = headers.fields.iter().map(|field| {
        let docs = docs(&field.docs, &format!("The {} header.", code_span(&field.name)));
        let (name, ty) = (ident(&field.ident), ty(&field.ty));
        quote! { #docs pub #name: Option<#ty>, }
    });
    let places = headers.fields.iter().map(|field| {
        let (slot, wire) = (ident(&field.ident), &field.name);
        quote! { (#wire, &mut headers.#slot) }
    });
    quote! {
        #[doc = #about]
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* }
        impl rt::FromHeaders for #name {
            #[inline]
            fn from_headers(raw: &rt::http::HeaderMap) -> Result<Self, rt::HeaderError> {
                let mut headers = Self::default();
                rt::read_headers(raw, &mut [#(#places),*])?;
                Ok(headers)
            }
        }
    }
}

/// The enum of answers.
pub(super) fn choice(choice: &Choice, what: &str) -> TokenStream {
    let name = ident(&choice.ident);
    let variants = choice.variants.iter().map(|variant| {
        let docs = docs(&about(variant), "");
        let name = ident(&variant.ident);
        match &variant.ty {
            Some(holds) => {
                let holds = ty(holds);
                quote! { #docs #name(#holds), }
            }
            None => quote! { #docs #name, },
        }
    });
    // A body that comes once can be neither copied nor compared.
    let derives = match choice.variants.iter().any(|variant| variant.ty.as_ref().is_some_and(Ty::is_stream)) {
        true => quote! { Debug },
        false => quote! { Clone, Debug, PartialEq },
    };
    let about = format!(" {what} {}, by status.", code_span(&choice.operation));
    quote! {
        #[doc = #about]
        #[derive(#derives)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    }
}

/// What there is to say about an answer: its status first.
pub(super) fn about(variant: &ChoiceVariant) -> Docs {
    Docs { summary: Some(format!("{}.", status_text(variant.status))), ..variant.docs.clone() }
}

/// A status for readers.
pub(super) fn status_text(status: Status) -> String {
    match status {
        Status::Code(code) => {
            match http::StatusCode::from_u16(code).ok().and_then(|status| status.canonical_reason()) {
                Some(reason) => format!("`{code} {reason}`"),
                None => format!("`{code}`"),
            }
        }
        Status::Range(digit) => format!("Any `{digit}XX` status that is not described by itself"),
        Status::OtherSuccess => "Any `2XX` status".to_owned(),
        Status::Other => "Any status that is not described by itself".to_owned(),
    }
}
