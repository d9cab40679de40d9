//! The members of a request type: a field for each parameter and the body, and how they get their values.

use proc_macro2::TokenStream;
use quote::quote;

use super::setters::Setters;
use crate::emit::doc::code_span;
use crate::emit::docs::docs;
use crate::emit::format::ident;
use crate::emit::model::many_arguments;
use crate::emit::ty::{argument, ty};
use crate::ir::ParameterPlace;
use crate::rust::{Argument, Body, Docs, Operation, Parameter, Supply, Ty};

/// The parameters that callers supply.
pub(super) fn given(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| !matches!(parameter.supply, Supply::Client(_)))
}

/// The fields.
pub(super) fn fields(operation: &Operation) -> TokenStream {
    given(operation).map(parameter_field).chain(operation.body.iter().map(body_field)).collect()
}

/// The setters of what is optional, which an item must follow.
pub(super) fn setters(operation: &Operation, setters: &Setters<'_>) -> TokenStream {
    let parameters = given(operation).map(|parameter| setters.of(parameter));
    parameters.chain(operation.body.iter().map(body_setter)).collect()
}

fn field_ty(parameter: &Parameter) -> TokenStream {
    let ty = ty(&parameter.ty);
    match parameter.supply {
        Supply::Argument | Supply::Client(_) => ty,
        Supply::Setter | Supply::SetterOrUuid => quote! { Option<#ty> },
    }
}

/// Fields are described once: where they are set.
fn parameter_field(parameter: &Parameter) -> TokenStream {
    let what = format!("{} {}", place(parameter.place), code_span(&parameter.name));
    let docs = match parameter.supply {
        Supply::Argument => brief(&format!("{what}."), &parameter.docs),
        _ => brief(&format!("{what}; set by [`{0}`](Self::{0}).", parameter.ident), &parameter.docs),
    };
    let (name, ty) = (ident(&parameter.ident), field_ty(parameter));
    quote! { #docs pub #name: #ty, }
}

fn brief(line: &str, about: &Docs) -> TokenStream {
    docs(&Docs { source: about.source.clone(), ..Docs::default() }, line)
}

pub(super) fn parameter_fallback(parameter: &Parameter) -> String {
    format!("{} {}.", place(parameter.place), code_span(&parameter.name))
}

fn place(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "Path parameter",
        ParameterPlace::Query => "Query parameter",
        ParameterPlace::Header => "Header",
        ParameterPlace::Cookie => "Cookie",
    }
}

fn body_field(body: &Body) -> TokenStream {
    let (name, ty) = (ident(&body.ident), ty(&body.ty));
    if body.required {
        let docs = brief("Request body.", &body.docs);
        return quote! { #docs pub #name: #ty, };
    }
    let docs = brief(&format!("Request body; set by [`{0}`](Self::{0}).", body.ident), &body.docs);
    quote! { #docs pub #name: Option<#ty>, }
}

/// The arguments of the method that makes the request: names, types, and values for the fields.
pub(in crate::emit) fn arguments(operation: &Operation) -> Vec<(proc_macro2::Ident, TokenStream, TokenStream)> {
    let arguments = taken(operation).map(|(name, of, _)| {
        let name = ident(name);
        let (ty, value) = argument(of, &name, ty);
        (name, ty, value)
    });
    arguments.collect()
}

/// What the method takes: names, types, and what there is to say.
pub(in crate::emit) fn taken(operation: &Operation) -> impl Iterator<Item = (&String, &Ty, &Docs)> {
    operation.arguments.iter().filter_map(|argument| match argument {
        Argument::Parameter(index) => {
            let parameter = &operation.parameters[*index];
            Some((&parameter.ident, &parameter.ty, &parameter.docs))
        }
        Argument::Body => operation.body.as_ref().map(|body| (&body.ident, &body.ty, &body.docs)),
    })
}

/// The constructor for the arguments of the handle's method.
pub(super) fn constructor(operation: &Operation) -> TokenStream {
    let arguments = arguments(operation);
    let types = taken(operation).map(|(_, of, _)| ty(of));
    let names: Vec<_> = arguments.iter().map(|(name, ..)| name).collect();
    let unset = operation.parameters.iter().filter(|p| matches!(p.supply, Supply::Setter | Supply::SetterOrUuid));
    let unset = unset.map(|parameter| &parameter.ident);
    let unset =
        unset.chain(operation.body.iter().filter(|body| !body.required).map(|body| &body.ident)).map(|i| ident(i));
    let many = many_arguments(arguments.len() + 1);
    quote! {
        #many
        #[inline]
        pub(crate) fn from_arguments(client: crate::Client, #(#names: #types),*) -> Self {
            Self { client, options: rt::CallOptions::new(), #(#names,)* #(#unset: None,)* }
        }
    }
}

fn body_setter(body: &Body) -> TokenStream {
    if body.required {
        return TokenStream::new();
    }
    let docs = docs(&body.docs, "The request body.");
    let name = ident(&body.ident);
    // A model is given as itself, so that a struct literal can end with `..Default::default()`.
    let (ty, value) = match &body.ty {
        Ty::Model(_) => (ty(&body.ty), quote! { value }),
        other => argument(other, &ident("value"), ty),
    };
    quote! {
        #docs
        #[inline]
        pub fn #name(mut self, value: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}
