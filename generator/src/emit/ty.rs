//! Types.

use proc_macro2::TokenStream;
use quote::quote;

use super::format::ident;
use crate::ir::IntegerFormat;
use crate::rust::Ty;

/// The type, as written outside `models`.
pub(super) fn ty(ty: &Ty) -> TokenStream {
    spell(ty, &Paths { models: Some(quote! { crate::models }), types: None })
}

/// The type, as written in a file of `models`.
pub(super) fn ty_in_models(ty: &Ty) -> TokenStream {
    spell(ty, &Paths { models: Some(quote! { super }), types: None })
}

/// The type, as a user of the crate writes it who has imported the models and the module `types`.
pub(super) fn public(ty: &Ty) -> TokenStream {
    spell(ty, &Paths { models: None, types: Some(quote! { types }) })
}

/// How types of other modules are reached.
struct Paths {
    /// Before the name of a model.
    models: Option<TokenStream>,
    /// The module with all types of others, if the runtime is not at hand as `rt`.
    types: Option<TokenStream>,
}

impl Paths {
    fn model(&self, name: &str) -> TokenStream {
        let name = ident(name);
        match &self.models {
            Some(models) => quote! { #models::#name },
            None => quote! { #name },
        }
    }

    /// A type of the runtime, or of a crate that it hands on.
    fn foreign(&self, path: TokenStream, name: &str) -> TokenStream {
        let name = ident(name);
        match &self.types {
            Some(types) => quote! { #types::#name },
            None => quote! { #path::#name },
        }
    }
}

fn spell(ty: &Ty, paths: &Paths) -> TokenStream {
    let inner = |ty: &Ty| spell(ty, paths);
    let runtime = |name| paths.foreign(quote! { rt }, name);
    match ty {
        Ty::Unit => quote! { () },
        Ty::Bool => quote! { bool },
        Ty::Integer(format) => integer(*format),
        Ty::F32 => quote! { f32 },
        Ty::F64 => quote! { f64 },
        Ty::String => quote! { String },
        Ty::Bytes | Ty::Base64 => runtime("Bytes"),
        Ty::Stream => runtime("ByteStream"),
        Ty::Date => paths.foreign(quote! { rt::jiff::civil }, "Date"),
        Ty::DateTime => runtime("DateTime"),
        Ty::HttpDate => runtime("HttpDate"),
        Ty::Duration => runtime("IsoDuration"),
        Ty::Uuid => runtime("Uuid"),
        Ty::Uri => runtime("Uri"),
        Ty::Secret => runtime("Secret"),
        Ty::File => runtime("File"),
        Ty::Any => paths.foreign(quote! { rt::serde_json }, "Value"),
        Ty::Model(name) => paths.model(name),
        Ty::Foreign(path) => path.parse().unwrap_or_default(),
        Ty::Local(name) => {
            let name = ident(name);
            quote! { #name }
        }
        Ty::Beside(module, name) => {
            let (module, name) = (ident(module), ident(name));
            quote! { crate::#module::#name }
        }
        Ty::Events(data) => {
            let (stream, data) = (runtime("EventStream"), inner(data));
            quote! { #stream<#data> }
        }
        Ty::JsonLines(value) => {
            let (stream, value) = (runtime("JsonLines"), inner(value));
            quote! { #stream<#value> }
        }
        Ty::Poller(state, error) => {
            let (poller, state, error) = (runtime("Poller"), inner(state), inner(error));
            quote! { #poller<#state, #error> }
        }
        Ty::Vec(item) => {
            let item = inner(item);
            quote! { Vec<#item> }
        }
        Ty::Map(value) => {
            let value = inner(value);
            quote! { std::collections::BTreeMap<String, #value> }
        }
        Ty::Option(some) => {
            let some = inner(some);
            quote! { Option<#some> }
        }
        Ty::Maybe(some) => {
            let (maybe, some) = (runtime("Maybe"), inner(some));
            quote! { #maybe<#some> }
        }
        Ty::Boxed(value) => {
            let value = inner(value);
            quote! { Box<#value> }
        }
        Ty::Redacted(value) => {
            let (redacted, value) = (runtime("Redacted"), inner(value));
            quote! { #redacted<#value> }
        }
    }
}

/// What clippy wants to hear about a type that the document nests deeper than people write types.
pub(super) fn many_layers(ty: &Ty) -> Option<TokenStream> {
    (complexity(ty, 1) > 250).then(|| quote! { #[allow(clippy::type_complexity, reason = "the API nests it so")] })
}

/// The same about the signatures of an operation that answers with `ty`.
pub(super) fn many_layers_of_answer(ty: &Ty) -> Option<TokenStream> {
    (complexity(ty, 4) > 200).then(|| quote! { #[allow(clippy::type_complexity, reason = "the API nests it so")] })
}

/// The measure of clippy's `type_complexity`.
fn complexity(ty: &Ty, depth: u32) -> u32 {
    let inside = match ty {
        Ty::Vec(inner) | Ty::Option(inner) | Ty::Maybe(inner) | Ty::Boxed(inner) => complexity(inner, depth + 1),
        Ty::Redacted(inner) => complexity(inner, depth + 1),
        Ty::Map(value) => 10 * (depth + 1) + complexity(value, depth + 1),
        _ => 0,
    };
    10 * depth + inside
}

fn integer(format: IntegerFormat) -> TokenStream {
    match format {
        IntegerFormat::Int8 => quote! { i8 },
        IntegerFormat::Int16 => quote! { i16 },
        IntegerFormat::Int32 => quote! { i32 },
        IntegerFormat::Int64 => quote! { i64 },
        IntegerFormat::UInt8 => quote! { u8 },
        IntegerFormat::UInt16 => quote! { u16 },
        IntegerFormat::UInt32 => quote! { u32 },
        IntegerFormat::UInt64 => quote! { u64 },
        IntegerFormat::Int128 => quote! { i128 },
        IntegerFormat::UInt128 => quote! { u128 },
    }
}

/// An argument that takes `ty` or what becomes it, and the expression that makes the value of it.
pub(super) fn argument(
    ty: &Ty,
    name: &proc_macro2::Ident,
    spell: fn(&Ty) -> TokenStream,
) -> (TokenStream, TokenStream) {
    let spelled = spell(ty);
    match ty {
        _ if converts(ty) => (quote! { impl Into<#spelled> }, quote! { #name.into() }),
        Ty::Vec(item) if converts(item) => {
            let item = spell(item);
            (
                quote! { impl IntoIterator<Item = impl Into<#item>> },
                quote! { #name.into_iter().map(Into::into).collect() },
            )
        }
        Ty::Vec(item) => {
            let item = spell(item);
            (quote! { impl IntoIterator<Item = #item> }, quote! { #name.into_iter().collect() })
        }
        _ => (spelled, quote! { #name }),
    }
}

/// Whether there is something handier to write than a value of the type itself.
fn converts(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::String
            | Ty::Bytes
            | Ty::Base64
            | Ty::DateTime
            | Ty::HttpDate
            | Ty::Duration
            | Ty::Uri
            | Ty::Secret
            | Ty::File
            | Ty::Model(_)
            | Ty::Redacted(_)
    )
}
