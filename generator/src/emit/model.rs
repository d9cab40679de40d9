//! Structs, enums and aliases, with the code that reads and writes them.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::code_span;
use super::docs::docs;
use super::format::{ident, import_runtime};
use super::page;
use super::ty::{argument, many_layers, ty_in_models};
use crate::rust::{Enum, Field, Model, ModelKind, Presence, Struct, Ty, Variant};

/// The file of a model.
pub(super) fn model(model: &Model) -> TokenStream {
    let fallback = fallback(model);
    let docs = docs(&model.docs, &fallback);
    match &model.kind {
        ModelKind::Struct(structure) => {
            let item = structure_item(model, structure, docs);
            quote! { use bindery_runtime as rt; #item }
        }
        ModelKind::Enum(choices) => {
            let item = enum_item(model, choices, docs);
            quote! { use bindery_runtime as rt; #item }
        }
        ModelKind::Union(union) => {
            let item = super::union::union_item(model, union, docs);
            quote! { use bindery_runtime as rt; #item }
        }
        ModelKind::Alias(ty) => {
            let (name, ty) = (ident(&model.ident), ty_in_models(ty));
            let import = import_runtime(&ty);
            quote! { #import #docs pub type #name = #ty; }
        }
    }
}

/// What is said of a type that the document does not describe: of an enum, whose values it has.
fn fallback(model: &Model) -> String {
    const SHOWN: usize = 3;
    let ModelKind::Enum(Enum { fields, .. }) = &model.kind else { return format!("The `{}` type.", model.ident) };
    let shown: Vec<String> = fields.iter().take(SHOWN).map(|(owner, field)| format!("`{owner}::{field}`")).collect();
    match (shown.as_slice(), fields.len().saturating_sub(SHOWN)) {
        ([], _) => format!("The `{}` type.", model.ident),
        ([only], _) => format!("The values of {only}."),
        ([most @ .., last], 0) => format!("The values of {} and {last}.", most.join(", ")),
        (shown, more) => format!("The values of {} and {more} more.", shown.join(", ")),
    }
}

fn structure_item(model: &Model, structure: &Struct, docs: TokenStream) -> TokenStream {
    let name = ident(&model.ident);
    let default = structure.fields.iter().all(|field| field.presence == Presence::Optional);
    let default = default.then(|| quote! { , Default });
    let non_exhaustive = structure.non_exhaustive.then(|| quote! { #[non_exhaustive] });
    let fields = structure.fields.iter().map(field);
    let rest = structure.rest.as_ref().map(|(name, ty)| {
        let (name, ty) = (ident(name), ty_in_models(ty));
        quote! {
            /// All other members, by name.
            pub #name: std::collections::BTreeMap<String, #ty>,
        }
    });
    let constructor = structure.constructor.then(|| constructor(&name, structure));
    let (read, write) = (read(&name, structure), write(&name, structure));
    let (hashes, derives, serde) = (hashes(model), derives(model), serde(model));
    let page = structure.page.as_ref().map(|page| page::page(&name, page, &structure.fields));
    quote! {
        #docs
        #hashes
        #[derive(Clone #default #derives)]
        #non_exhaustive
        pub struct #name { #(#fields)* #rest }
        #constructor
        #read
        #write
        #page
        rt::impl_model!(#name);
        #serde
    }
}

/// What the configuration has a type derive, behind what all derive.
pub(super) fn derives(model: &Model) -> TokenStream {
    let paths = model.derives.iter().map(|path| path.as_str().parse().unwrap_or_else(|_| quote! {}));
    paths.map(|path: TokenStream| quote! { , #path }).collect()
}

/// What clippy wants to hear about a hash that is derived beside `PartialEq`, which compares JSON.
pub(super) fn hashes(model: &Model) -> Option<TokenStream> {
    let derived = model.derives.iter().any(|path| path.name() == "Hash");
    derived.then(|| quote! { #[allow(clippy::derived_hash_with_manual_eq, reason = "the configuration derives it")] })
}

/// serde's traits, where they are not derived.
pub(super) fn serde(model: &Model) -> Option<TokenStream> {
    let name = ident(&model.ident);
    let derived = model.derives.iter().any(|path| ["Serialize", "Deserialize"].contains(&path.name()));
    (!derived).then(|| quote! { #[cfg(feature = "serde")] rt::impl_serde!(#name); })
}

fn field(field: &Field) -> TokenStream {
    let docs = docs(&field.docs, &format!("The {} member.", code_span(&field.name)));
    let (name, ty, many) = (ident(&field.ident), ty_in_models(&field.ty), many_layers(&field.ty));
    quote! { #docs #many pub #name: #ty, }
}

fn constructor(name: &proc_macro2::Ident, structure: &Struct) -> TokenStream {
    let required: Vec<&Field> = structure.arguments.iter().map(|index| &structure.fields[*index]).collect();
    let (parameters, values): (Vec<_>, Vec<_>) = required
        .iter()
        .map(|field| {
            let name = ident(&field.ident);
            let (ty, value) = argument(&field.ty, &name, ty_in_models);
            let init = if value.to_string() == field.ident {
                quote! { #name }
            } else {
                quote! { #name: #value }
            };
            (quote! { #name: #ty }, init)
        })
        .unzip();
    let optional = structure.fields.iter().filter(|field| field.presence != Presence::Required).map(|field| {
        let (name, absent) = (ident(&field.ident), absent(&field.ty));
        quote! { #name: #absent }
    });
    let rest = structure.rest.iter().map(|(name, _)| {
        let name = ident(name);
        quote! { #name: Default::default() }
    });
    let many = many_arguments(required.len());
    quote! {
        impl #name {
            /// The required members as given, all others absent.
            #many
            #[inline]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#values,)* #(#optional,)* #(#rest,)* }
            }
        }
    }
}

/// The value of a member that is not there.
fn absent(ty: &Ty) -> TokenStream {
    match ty {
        Ty::Option(_) => quote! { None },
        _ => quote! { Default::default() },
    }
}

/// What clippy wants to hear about a function whose number of arguments is the document's doing.
pub(super) fn many_arguments(count: usize) -> Option<TokenStream> {
    (count > 7).then(|| quote! { #[allow(clippy::too_many_arguments, reason = "the API requires them all")] })
}

/// The code that reads an object: a place for each member. What is optional goes straight into the model, if nothing
/// is required; a new member is then one new line.
fn read(name: &proc_macro2::Ident, structure: &Struct) -> TokenStream {
    let required = structure.fields.iter().any(|field| field.presence == Presence::Required);
    let locals = required.then(|| locals(structure));
    let start = match required {
        true => quote! {},
        false if structure.fields.is_empty() && structure.rest.is_none() => quote! { let model = Self::default(); },
        false => quote! { let mut model = Self::default(); },
    };
    let place = |member: &str| {
        let (member, local) = (ident(member), local(member));
        if required {
            quote! { #local }
        } else {
            quote! { model.#member }
        }
    };
    let members = structure.fields.iter().map(|field| {
        let (wire, place) = (&field.name, place(&field.ident));
        quote! { (#wire, &mut #place) }
    });
    let read = match &structure.rest {
        Some((rest, _)) => {
            let rest = place(rest);
            quote! { json.object_with_rest(&mut [#(#members),*], &mut #rest)?; }
        }
        None => quote! { json.object(&mut [#(#members),*])?; },
    };
    let end = if required {
        finished(structure)
    } else {
        quote! { Ok(model) }
    };
    quote! {
        impl rt::FromJson for #name {
            #[inline]
            fn from_json(json: &mut rt::JsonReader<'_>) -> Result<Self, rt::DecodeError> {
                #start
                #locals
                #read
                #end
            }
        }
    }
}

/// A variable for each member. Its type stands there, since the compiler takes long to find it from where the model is
/// made.
fn locals(structure: &Struct) -> TokenStream {
    let fields = structure.fields.iter().map(|field| {
        let (slot, ty, absent) = (local(&field.ident), ty_in_models(&field.ty), absent(&field.ty));
        match field.presence {
            Presence::Required => quote! { let mut #slot = rt::Required::<#ty>::default(); },
            Presence::Optional => {
                let many = many_layers(&field.ty);
                quote! { #many let mut #slot: #ty = #absent; }
            }
        }
    });
    let rest = structure.rest.iter().map(|(rest, _)| {
        let slot = local(rest);
        quote! { let mut #slot = std::collections::BTreeMap::new(); }
    });
    quote! { #(#fields)* #(#rest)* }
}

/// The model made of the variables.
fn finished(structure: &Struct) -> TokenStream {
    let fields = structure.fields.iter().map(|field| {
        let (member, slot, wire) = (ident(&field.ident), local(&field.ident), &field.name);
        match field.presence {
            Presence::Required => quote! { #member: #slot.take(#wire, json)? },
            Presence::Optional if slot == field.ident => quote! { #slot },
            Presence::Optional => quote! { #member: #slot },
        }
    });
    let rest = structure.rest.iter().map(|(rest, _)| ident(rest));
    quote! { Ok(Self { #(#fields,)* #(#rest,)* }) }
}

/// The variable for a member while the object is read.
fn local(member: &str) -> proc_macro2::Ident {
    match member {
        "json" => ident("json_"),
        member => ident(member),
    }
}

/// The code that writes an object: neighbours that are written alike are written together.
fn write(name: &proc_macro2::Ident, structure: &Struct) -> TokenStream {
    let runs = structure.fields.chunk_by(|one, other| method(one).is_none() && method(other).is_none());
    let members = runs.map(|run| match run {
        [field] if let Some(method) = method(field) => {
            let (method, wire, slot) = (ident(method), &field.name, ident(&field.ident));
            quote! { json.#method(#wire, &self.#slot); }
        }
        run => {
            let wires = run.iter().map(|field| &field.name);
            let slots = run.iter().map(|field| ident(&field.ident));
            quote! { json.fields(&[#((#wires, &self.#slots)),*]); }
        }
    });
    let rest = structure.rest.iter().map(|(rest, _)| {
        let rest = ident(rest);
        quote! { json.rest(&self.#rest); }
    });
    quote! {
        impl rt::ToJson for #name {
            #[inline]
            fn to_json(&self, json: &mut rt::JsonWriter) {
                json.begin_object();
                #(#members)*
                #(#rest)*
                json.end_object();
            }
        }
    }
}

/// How a member is written, if not as most are: left out when it is absent.
fn method(field: &Field) -> Option<&'static str> {
    match (field.presence, field.read_only, &field.ty) {
        (Presence::Required, true, Ty::Option(_)) => Some("required_read_only"),
        (_, true, _) => Some("read_only"),
        (Presence::Required, false, Ty::Option(_)) => Some("required"),
        _ => None,
    }
}

fn enum_item(model: &Model, choices: &Enum, docs: TokenStream) -> TokenStream {
    let name = ident(&model.ident);
    let values: Vec<&str> = choices.variants.iter().map(|variant| variant.value.as_str()).collect();
    let idents: Vec<_> = choices.variants.iter().map(|variant| ident(&variant.ident)).collect();
    let texts: Vec<TokenStream> = choices.variants.iter().map(texts).collect();
    let lines = choices.variants.iter().map(variant_docs);
    let aliases = super::alias::variants(&choices.variants);
    let (derives, serde) = (derives(model), serde(model));
    let Some(fallback) = choices.fallback.as_ref().map(|fallback| ident(fallback)) else {
        let text = choices.text.then(|| quote! { rt::impl_closed_string_enum_text!(#name); });
        let expected = format!("expected one of the values of `{}`", model.ident);
        return quote! {
            #docs
            #[derive(Clone, Copy #derives)]
            pub enum #name { #(#lines #idents,)* }
            impl #name {
                /// The value as it is on the wire.
                #[inline]
                pub fn as_str(&self) -> &'static str {
                    match self { #(Self::#idents => #values,)* }
                }
                #aliases
            }
            impl std::str::FromStr for #name {
                type Err = rt::TextError;
                #[inline]
                fn from_str(value: &str) -> Result<Self, rt::TextError> {
                    match value { #(#texts => Ok(Self::#idents),)* _ => Err(rt::TextError::new(#expected)) }
                }
            }
            rt::impl_closed_string_enum!(#name);
            #text
            #serde
        };
    };
    let text = choices.text.then(|| quote! { rt::impl_string_enum_text!(#name); });
    quote! {
        #docs
        #[derive(Clone #derives)]
        #[non_exhaustive]
        pub enum #name {
            #(#lines #idents,)*
            /// A value that the document did not have when this code was generated.
            #fallback(String),
        }
        impl #name {
            /// The value as it is on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self { #(Self::#idents => #values,)* Self::#fallback(value) => value }
            }
            #aliases
        }
        impl From<String> for #name {
            #[inline]
            fn from(value: String) -> Self {
                match value.as_str() { #(#texts => Self::#idents,)* _ => Self::#fallback(value) }
            }
        }
        rt::impl_string_enum!(#name);
        #text
        #serde
    }
}

/// The texts that are read as a variant.
fn texts(variant: &Variant) -> TokenStream {
    let (value, aliases) = (&variant.value, &variant.aliases);
    quote! { #value #(| #aliases)* }
}

/// The value of a variant, and what the document says of it.
fn variant_docs(variant: &Variant) -> TokenStream {
    let value = code_span(&variant.value);
    super::docs::attributes(&match &variant.description {
        Some(description) if !description.trim().is_empty() => super::doc::lines(&format!("{value}: {description}")),
        _ => vec![value],
    })
}
