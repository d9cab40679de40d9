//! Servers with their variables.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::code_span;
use super::docs::docs;
use super::format::ident;
use crate::ir::TemplatePart;
use crate::rust::{Crate, Server};

/// The file of the servers.
pub(super) fn servers(krate: &Crate) -> TokenStream {
    let servers = krate.servers.iter().map(server);
    quote! {
        //! The servers that the document names: endpoints for [`Client::builder`](crate::Client::builder).

        use bindery_runtime as rt;
        #(#servers)*
    }
}

fn server(server: &Server) -> TokenStream {
    let name = ident(&server.ident);
    let url: String = server
        .url
        .iter()
        .map(|part| match part {
            TemplatePart::Literal(text) => text.clone(),
            TemplatePart::Variable(index) => format!("{{{}}}", server.variables[*index].ident),
        })
        .collect();
    let docs = docs(&server.docs, &format!("The server {}.", code_span(url)));
    let fields = server.variables.iter().map(|variable| {
        let docs = super::docs::docs(&variable.docs, &format!("The variable {}.", code_span(&variable.ident)));
        let name = ident(&variable.ident);
        quote! { #docs pub #name: String, }
    });
    let defaults = server.variables.iter().map(|variable| {
        let (name, value) = (ident(&variable.ident), &variable.default);
        quote! { #name: #value.to_owned() }
    });
    let parts = server.url.iter().map(|part| match part {
        TemplatePart::Literal(text) => quote! { #text },
        TemplatePart::Variable(index) => {
            let name = ident(&server.variables[*index].ident);
            quote! { &self.#name }
        }
    });
    let (derive, default) = match server.variables.is_empty() {
        true => (quote! { Default, }, quote! {}),
        false => {
            let default = quote! {
                impl Default for #name {
                    fn default() -> Self {
                        Self { #(#defaults),* }
                    }
                }
            };
            (quote! {}, default)
        }
    };
    quote! {
        #docs
        #[derive(Clone, Debug, #derive PartialEq, Eq)]
        pub struct #name { #(#fields)* }
        #default
        impl rt::Endpoint for #name {
            fn url(&self) -> Result<String, rt::InvalidRequest> {
                let parts: &[&str] = &[#(#parts),*];
                Ok(parts.concat())
            }
        }
    }
}
