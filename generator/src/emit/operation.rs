//! An operation: its fixed part, its request type, and how its answers are read.

mod call;
mod fields;
mod fixed;
mod read;
mod send;
mod setters;

use proc_macro2::TokenStream;
use quote::quote;

use super::answers;
use super::doc::code_span;
use super::docs::{docs, inner};
use super::example;
use super::format::ident;
use super::ty::{many_layers_of_answer, ty};
use crate::rust::{Crate, Delivery, Docs, Group, Operation};
pub(super) use fields::{arguments, taken};
pub(super) use fixed::Common;
pub(super) use setters::Setters;

/// The file of an operation.
pub(super) fn operation(
    operation: &Operation,
    group: &Group,
    krate: &Crate,
    common: &Common<'_>,
    setters: &Setters<'_>,
) -> TokenStream {
    let about = inner(&[about(operation)]);
    let fixed = fixed::fixed(operation, common);
    let polling = match &operation.delivery {
        Delivery::Polling(polling) => Some(send::polling(polling)),
        _ => None,
    };
    let request = request(operation, group, krate, setters);
    let headers = operation.headers.iter().map(|headers| answers::headers(headers, &operation.id));
    let success = operation.success.choice.iter().map(|choice| answers::choice(choice, "What comes back from"));
    let failure =
        operation.failure.choice.iter().map(|choice| answers::choice(choice, "The body of an error answer to"));
    quote! {
        #about
        use bindery_runtime as rt;
        #fixed
        #polling
        #request
        #(#headers)*
        #(#success)*
        #(#failure)*
    }
}

/// `` `Job_Terminate`: `POST /jobs/{jobId}/terminate` ``.
fn about(operation: &Operation) -> String {
    let line = code_span(format!("{} {}", operation.http_method, operation.path_text));
    if operation.id == format!("{} {}", operation.http_method, operation.path_text) {
        return format!("{line}.");
    }
    format!("{}: {line}.", code_span(&operation.id))
}

fn request(operation: &Operation, group: &Group, krate: &Crate, setters: &Setters<'_>) -> TokenStream {
    let name = ident(&operation.request);
    let made_by = format!("[`{0}::{1}`](super::{0}::{1})", group.handle, operation.method);
    let about = docs(
        &Docs { source: operation.docs.source.clone(), ..Docs::default() },
        &format!("A request of {made_by}: set what is optional, then `.await` it."),
    );
    let (fields, setters) = (fields::fields(operation), fields::setters(operation, setters));
    let constructor = fields::constructor(operation);
    let results = Results::of(operation, krate);
    let (call, send) = (call::call(operation), send::send(operation, &results));
    let into_future = send::into_future(&name, operation, &results);
    let method = code_span(format!("{} {}", operation.http_method, operation.path_text));
    let to_http = format!(" The HTTP request that would be sent: {method} with all it carries but the credential.");
    quote! {
        #about
        #[derive(Clone)]
        #[must_use = "a request does nothing until it is awaited or sent"]
        pub struct #name {
            client: crate::Client,
            options: rt::CallOptions,
            #fields
        }
        impl #name {
            #constructor
            #setters
            /// Settings of this call only, such as its time limit.
            #[inline]
            pub fn options(mut self, options: rt::CallOptions) -> Self {
                self.options = options;
                self
            }
            #send
            #[doc = #to_http]
            ///
            /// # Errors
            ///
            /// A value that cannot be put into a request.
            #[inline]
            pub fn to_http(&self) -> Result<rt::http::Request<rt::Bytes>, rt::InvalidRequest> {
                self.client.core().to_http(self.call(rt::View::Wire), &self.options)
            }
            #call
        }
        #into_future
        rt::impl_request!(#name);
    }
}

/// The types of what comes back.
pub(super) struct Results {
    /// Of the body of a success.
    body: TokenStream,
    /// Of its headers.
    headers: TokenStream,
    /// Of a whole success.
    output: TokenStream,
    /// Of the body of an error.
    failure: TokenStream,
    /// Of a whole error.
    error: TokenStream,
    /// What clippy wants to hear about them.
    allow: Option<TokenStream>,
}

impl Results {
    fn of(operation: &Operation, krate: &Crate) -> Self {
        let (body, failure) = (ty(&operation.success.ty), ty(&operation.failure.ty));
        let headers = operation.headers.as_ref().map(|headers| ident(&headers.ident));
        let output = match &headers {
            Some(headers) => quote! { rt::Response<#body, #headers> },
            None => quote! { rt::Response<#body> },
        };
        let error = match operation.failure.ty == krate.error {
            true => quote! { crate::Error },
            false => quote! { crate::Error<#failure> },
        };
        let headers = headers.map_or_else(|| quote! { () }, |headers| quote! { #headers });
        Self { body, headers, output, failure, error, allow: many_layers_of_answer(&operation.success.ty) }
    }
}

/// The doc example of an operation, as lines of Markdown.
pub(super) fn example(operation: &Operation, group: &str, krate: &Crate) -> Vec<String> {
    operation.example.iter().flat_map(|call| example::block(call, operation, group, krate)).collect()
}
