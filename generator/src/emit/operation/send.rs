//! How a request is sent.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Results;
use super::read::read;
use crate::rust::Operation;

/// `fn send`, and the function that reads the answer: one that is not generic, so that whoever goes on from this
/// operation can name it.
pub(super) fn send(operation: &Operation, results: &Results) -> TokenStream {
    let Results { body, headers, output, failure, error } = results;
    let read = read(operation);
    quote! {
        /// Sends the request, as `.await` on it does.
        ///
        /// # Errors
        ///
        /// Whatever keeps the answer from being a described success: see [`Error`](crate::Error).
        pub fn send(self) -> rt::ResponseFuture<#body, #headers, #failure> {
            rt::ResponseFuture::new(self.client.core(), self.call(), &self.options, Self::read)
        }
        pub(crate) fn read(answer: rt::Answer) -> Result<#output, #error> { #read }
    }
}

/// The `.await` of a request.
pub(super) fn into_future(request: &Ident, results: &Results) -> TokenStream {
    let Results { body, headers, output, failure, error } = results;
    quote! {
        impl std::future::IntoFuture for #request {
            type Output = Result<#output, #error>;
            type IntoFuture = rt::ResponseFuture<#body, #headers, #failure>;
            fn into_future(self) -> Self::IntoFuture { self.send() }
        }
    }
}
