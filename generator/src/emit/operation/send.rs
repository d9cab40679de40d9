//! How a request is sent.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Results;
use super::read::read;
use crate::emit::format::ident;
use crate::ir::Gone;
use crate::rust::{Delivery, Operation, Polling};

/// `fn send`, and what goes with it.
pub(super) fn send(operation: &Operation, results: &Results) -> TokenStream {
    match operation.delivery {
        Delivery::Stream => open(operation, results),
        Delivery::Whole | Delivery::Existence => whole(operation, results),
        Delivery::Polling(_) => begin(operation, results),
        Delivery::Pages => {
            let (first, all) = (whole(operation, results), pages(results));
            quote! { #first #all }
        }
    }
}

/// The function that reads the answer is one of its own and not generic, so that whoever goes on from this operation
/// can name it.
fn whole(operation: &Operation, results: &Results) -> TokenStream {
    let Results { body, headers, output, failure, error, allow } = results;
    let read = read(operation);
    let what = match operation.delivery {
        Delivery::Pages => " Sends the request for the first page only, as `.await` on it does.",
        _ => " Sends the request, as `.await` on it does.",
    };
    quote! {
        #[doc = #what]
        ///
        /// # Errors
        ///
        /// Whatever keeps the answer from being a described success: see [`Error`](crate::Error).
        #allow
        #[inline]
        pub fn send(self) -> rt::ResponseFuture<#body, #headers, #failure> {
            rt::ResponseFuture::new(self.client.core(), self.call(rt::View::Wire), &self.options, Self::read)
        }
        #allow
        #[inline]
        pub(crate) fn read(answer: rt::Answer) -> Result<#output, #error> { #read }
    }
}

/// What is read of the answer is what goes on from here, so the request goes along.
fn begin(operation: &Operation, results: &Results) -> TokenStream {
    let Results { body, headers, output, failure, error, .. } = results;
    let read = read(operation);
    quote! {
        /// Sends the request, as `.await` on it does.
        ///
        /// # Errors
        ///
        /// Whatever keeps the answer from being a described success: see [`Error`](crate::Error).
        #[inline]
        pub fn send(self) -> rt::ResponseFuture<#body, #headers, #failure> {
            let (client, call, options) = (self.client.clone(), self.call(rt::View::Wire), self.options.clone());
            rt::ResponseFuture::with(client.core(), call, &options, |answer| self.read(answer))
        }
        #[inline]
        fn read(self, answer: rt::Answer) -> Result<#output, #error> { #read }
    }
}

/// How to see that the operation is over.
pub(super) fn polling(polling: &Polling) -> TokenStream {
    let Polling { property, succeeded, failed, gone, .. } = polling;
    let gone = ident(match gone {
        Gone::Succeeded => "Succeeded",
        Gone::Failed => "Failed",
        Gone::Error => "Error",
    });
    quote! {
        static POLLING: rt::Polling = rt::Polling {
            state: #property,
            succeeded: &[#(#succeeded),*],
            failed: &[#(#failed),*],
            gone: rt::Gone::#gone,
        };
    }
}

/// The ways to all pages.
fn pages(results: &Results) -> TokenStream {
    let Results { body, headers, failure, .. } = results;
    let pages = quote! { rt::Pages<#body, #headers, #failure> };
    quote! {
        /// The items of all pages. Each page is asked for when the items before it are taken.
        #[inline]
        pub fn items(self) -> rt::Items<#body, #headers, #failure> {
            self.into_pages().items()
        }
        /// All pages, each asked for when it is taken.
        #[inline]
        pub fn into_pages(self) -> #pages {
            rt::Pages::new(self.client.core(), self.call(rt::View::Wire), &self.options, Self::read)
        }
        /// The pages from a link on that [`next_link`](rt::Pages::next_link) returned, perhaps to another program.
        #[inline]
        pub fn resume_from(self, link: impl Into<String>) -> #pages {
            self.into_pages().resume(link)
        }
    }
}

/// Leaves the body to be taken as it comes. That of an error is read here, which takes its time.
fn open(operation: &Operation, results: &Results) -> TokenStream {
    let Results { output, error, .. } = results;
    let read = read(operation);
    quote! {
        /// Sends the request, as `.await` on it does, and returns when the body begins.
        ///
        /// # Errors
        ///
        /// Whatever keeps the answer from being a described success: see [`Error`](crate::Error). What goes wrong later
        /// is an error of the [stream](rt::ByteStream).
        #[inline]
        pub async fn send(self) -> Result<#output, #error> {
            let answer = self.client.core().open(self.call(rt::View::Wire), &self.options).await?;
            #read
        }
    }
}

/// The `.await` of a request.
pub(super) fn into_future(request: &Ident, operation: &Operation, results: &Results) -> TokenStream {
    let Results { body, headers, output, failure, error, allow } = results;
    let (future, send) = match operation.delivery {
        Delivery::Stream => (quote! { rt::BoxFuture<Self::Output> }, quote! { Box::pin(self.send()) }),
        _ => (quote! { rt::ResponseFuture<#body, #headers, #failure> }, quote! { self.send() }),
    };
    quote! {
        #allow
        impl std::future::IntoFuture for #request {
            type Output = Result<#output, #error>;
            type IntoFuture = #future;
            #[inline]
            fn into_future(self) -> Self::IntoFuture { #send }
        }
    }
}
