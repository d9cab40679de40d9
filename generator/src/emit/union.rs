//! Enums that hold a value of one of several types.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc;
use super::doc::code_span;
use super::docs::attributes;
use super::format::ident;
use super::model::{derives, hashes, serde};
use super::ty::ty_in_models;
use crate::rust::{Model, Ty, Union, UnionVariant};

/// The enum, with the code that reads and writes it.
pub(super) fn union_item(model: &Model, union: &Union, docs: TokenStream) -> TokenStream {
    let name = ident(&model.ident);
    let fallback = union.fallback.as_ref().map(|fallback| {
        let fallback = ident(fallback);
        quote! {
            /// A value that is none of these, or that the document did not have when this code was generated.
            #fallback(rt::serde_json::Value),
        }
    });
    let non_exhaustive = union.fallback.as_ref().map(|_| quote! { #[non_exhaustive] });
    let variants = union.variants.iter().map(|variant| {
        let (docs, name, ty) = (variant_docs(variant), ident(&variant.ident), ty_in_models(&variant.ty));
        quote! { #docs #name(#ty), }
    });
    let aliases = super::alias::constructors(&union.variants);
    let aliases = (!aliases.is_empty()).then(|| quote! { impl #name { #aliases } });
    let conversions =
        union.variants.iter().filter(|variant| variant.only_of_type).map(|variant| conversion(&name, variant));
    let (read, write) = (read(&name, union), write(&name, union));
    let (hashes, derives, serde) = (hashes(model), derives(model), serde(model));
    quote! {
        #docs
        #hashes
        #[derive(Clone #derives)]
        #non_exhaustive
        pub enum #name {
            #(#variants)*
            #fallback
        }
        #aliases
        #(#conversions)*
        #read
        #write
        rt::impl_model!(#name);
        #serde
    }
}

/// What tells values of a variant, and what the document says of it.
fn variant_docs(variant: &UnionVariant) -> TokenStream {
    let values: Vec<String> = variant.values.iter().map(code_span).collect();
    let values = (!values.is_empty()).then(|| values.join(", "));
    let description = variant.description.as_deref().filter(|text| !text.trim().is_empty());
    attributes(&match (values, description) {
        (Some(values), Some(description)) => doc::lines(&format!("{values}: {description}")),
        (Some(values), None) => vec![values],
        (None, Some(description)) => doc::lines(description),
        (None, None) => vec![what(&variant.ty)],
    })
}

/// What a variant holds, for one of which nothing else is known.
fn what(ty: &Ty) -> String {
    match ty {
        Ty::Boxed(inner) => what(inner),
        Ty::Model(name) => format!("[`{name}`](super::{name})."),
        Ty::Bool => "`true` or `false`.".to_owned(),
        Ty::Integer(_) => "A whole number.".to_owned(),
        Ty::F32 | Ty::F64 => "A number.".to_owned(),
        Ty::Vec(_) => "A list.".to_owned(),
        Ty::Map(_) => "A map.".to_owned(),
        Ty::String => "A text.".to_owned(),
        Ty::Foreign(path) => format!("A value of type {}.", code_span(path)),
        _ => "A text in a certain format.".to_owned(),
    }
}

fn conversion(name: &proc_macro2::Ident, variant: &UnionVariant) -> TokenStream {
    let ident = ident(&variant.ident);
    let (ty, value) = match &variant.ty {
        Ty::Boxed(inner) => (ty_in_models(inner), quote! { Box::new(value) }),
        ty => (ty_in_models(ty), quote! { value }),
    };
    let from = |ty: TokenStream, value: TokenStream| {
        quote! {
            impl From<#ty> for #name {
                #[inline]
                fn from(value: #ty) -> Self { Self::#ident(#value) }
            }
        }
    };
    let borrowed = matches!(variant.ty, Ty::String).then(|| from(quote! { &str }, quote! { value.to_owned() }));
    let owned = from(ty, value);
    quote! { #owned #borrowed }
}

fn read(name: &proc_macro2::Ident, union: &Union) -> TokenStream {
    let fallback = union.fallback.as_ref().map(|fallback| ident(fallback));
    let reader = |variant: &UnionVariant| {
        let ident = ident(&variant.ident);
        quote! { |json| json.value().map(Self::#ident) }
    };
    let read = match &union.tag {
        Some(tag) => {
            let branches = union.variants.iter().map(|variant| {
                let (values, reader) = (&variant.values, reader(variant));
                quote! { (&[#(#values),*], #reader) }
            });
            match fallback {
                Some(fallback) => quote! { json.tagged(#tag, &[#(#branches),*], Self::#fallback) },
                None => quote! { json.closed_tagged(#tag, &[#(#branches),*]) },
            }
        }
        None => {
            let branches = union.variants.iter().map(reader);
            match fallback {
                Some(fallback) => quote! { json.union(&[#(#branches),*], Self::#fallback) },
                None => quote! { json.closed_union(&[#(#branches),*]) },
            }
        }
    };
    quote! {
        impl rt::FromJson for #name {
            #[inline]
            fn from_json(json: &mut rt::JsonReader<'_>) -> Result<Self, rt::DecodeError> { #read }
        }
    }
}

fn write(name: &proc_macro2::Ident, union: &Union) -> TokenStream {
    let fallback = union.fallback.as_ref().map(|fallback| {
        let fallback = ident(fallback);
        quote! { Self::#fallback(value) => rt::ToJson::to_json(value, json), }
    });
    let arms = union.variants.iter().map(|variant| {
        let ident = ident(&variant.ident);
        match (&union.tag, &variant.written) {
            (Some(tag), Some(text)) => quote! { Self::#ident(value) => json.tagged(#tag, #text, value), },
            _ => quote! { Self::#ident(value) => rt::ToJson::to_json(value, json), },
        }
    });
    quote! {
        impl rt::ToJson for #name {
            #[inline]
            fn to_json(&self, json: &mut rt::JsonWriter) {
                match self { #(#arms)* #fallback }
            }
        }
    }
}
