//! The client and its builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::code_span;
use super::docs::{attributes, docs};
use super::format::ident;
use super::operation::Common;
use crate::ir::SchemeKind;
use crate::rust::{ApiVersion, Crate, Docs, Group, Scheme};

/// The file of the client.
pub(super) fn client(krate: &Crate, common: &Common<'_>) -> TokenStream {
    let versions = &krate.client.api_versions;
    let (constants, common) = (versions.iter().map(constant), common.constants());
    let fields: Vec<TokenStream> = versions.iter().map(version_field).collect();
    let starts = versions.iter().map(|version| {
        let (name, constant) = (ident(&version.ident), ident(&version.constant));
        quote! { #name: std::borrow::Cow::Borrowed(#constant) }
    });
    let moves = versions.iter().map(|version| {
        let name = ident(&version.ident);
        quote! { #name: self.#name }
    });
    let accessors = versions.iter().map(version_accessor);
    let groups = krate.groups.iter().map(group_accessor);
    let version_setters = versions.iter().map(version_setter);
    let schemes = krate.client.schemes.iter().map(scheme_setter);
    quote! {
        //! The client and its builder.

        use std::time::Duration;
        use bindery_runtime as rt;

        #(#constants)*
        #common

        /// A client of the API. Clones are cheap and share their connections.
        #[derive(Clone, Debug)]
        pub struct Client {
            core: rt::Client,
            #(#fields,)*
        }
        impl Client {
            /// Starts a client of the service at `endpoint`: a URL, or a server of the document with its variables.
            ///
            /// # Errors
            ///
            /// The endpoint is not an absolute `http` or `https` URL without user, query and fragment.
            pub fn builder(endpoint: impl rt::Endpoint) -> Result<ClientBuilder, crate::Error> {
                let core = rt::Client::builder(endpoint)?
                    .user_agent(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")));
                Ok(ClientBuilder { core, #(#starts,)* })
            }
            #(#groups)*
            #(#accessors)*
            /// The client of the runtime below this one, for calls that this crate has no method for.
            pub fn core(&self) -> &rt::Client { &self.core }
        }

        /// Settings of a [`Client`] to be.
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build`"]
        pub struct ClientBuilder {
            core: rt::ClientBuilder,
            #(#fields,)*
        }
        impl ClientBuilder {
            /// Proves who is calling, for every operation that wants to know, whatever scheme it names.
            pub fn credential(mut self, credential: impl rt::Credential + 'static) -> Self {
                self.core = self.core.credential(credential);
                self
            }
            #(#schemes)*
            #(#version_setters)*
            /// The longest that a call may take, with all its attempts. 100 s if it is not set.
            pub fn timeout(mut self, timeout: Duration) -> Self {
                self.core = self.core.timeout(timeout);
                self
            }
            /// Lets calls take as long as they like.
            pub fn no_timeout(mut self) -> Self {
                self.core = self.core.no_timeout();
                self
            }
            /// The longest that one attempt of a call may take. As long as the call if it is not set.
            pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
                self.core = self.core.attempt_timeout(timeout);
                self
            }
            /// How often a request is sent until there is an answer to be content with: see [`Retry`](rt::Retry), which
            /// says for each failure and each method whether it is repeated. 4 times at most if it is not set.
            pub fn retry(mut self, retry: rt::Retry) -> Self {
                self.core = self.core.retry(retry);
                self
            }
            /// How many redirects of a request are followed, one after the other: those that RFC 9110 allows to follow
            /// unasked, and without credentials to another origin. 10 if it is not set; 0: none.
            pub fn redirects(mut self, redirects: u32) -> Self {
                self.core = self.core.redirects(redirects);
                self
            }
            /// The largest answer that is read, in bytes. 64 MiB if it is not set.
            pub fn response_limit(mut self, bytes: u64) -> Self {
                self.core = self.core.response_limit(bytes);
                self
            }
            /// The `User-Agent` header. Name and version of this crate if it is not set.
            pub fn user_agent(mut self, user_agent: &str) -> Self {
                self.core = self.core.user_agent(user_agent);
                self
            }
            /// What carries requests to the service, in place of the HTTP client that comes with feature `hyper`.
            pub fn transport(mut self, transport: impl rt::Transport + 'static) -> Self {
                self.core = self.core.transport(transport);
                self
            }
            /// The client.
            ///
            /// # Errors
            ///
            /// A setting that cannot be used, or no transport without feature `hyper`.
            pub fn build(self) -> Result<Client, crate::Error> {
                Ok(Client { core: self.core.build()?, #(#moves,)* })
            }
        }
    }
}

fn constant(version: &ApiVersion) -> TokenStream {
    let (name, value) = (ident(&version.constant), &version.value);
    let docs = version_docs(version, "The version of the API that this crate was generated for");
    quote! {
        #docs
        pub const #name: &str = #value;
    }
}

fn version_docs(version: &ApiVersion, line: &str) -> TokenStream {
    let source = Docs { source: Some(version.source.clone()), ..Docs::default() };
    docs(&source, &format!("{line}; query parameter {}.", code_span(&version.name)))
}

fn version_field(version: &ApiVersion) -> TokenStream {
    let name = ident(&version.ident);
    quote! { #name: std::borrow::Cow<'static, str> }
}

fn version_accessor(version: &ApiVersion) -> TokenStream {
    let name = ident(&version.ident);
    let docs = version_docs(version, "The version of the API that requests ask for");
    quote! {
        #docs
        pub fn #name(&self) -> &str { &self.#name }
    }
}

fn version_setter(version: &ApiVersion) -> TokenStream {
    let name = ident(&version.ident);
    let docs = version_docs(version, &format!("Makes requests ask for another version than [`{}`]", version.constant));
    quote! {
        #docs
        pub fn #name(mut self, value: impl Into<String>) -> Self {
            self.#name = std::borrow::Cow::Owned(value.into());
            self
        }
    }
}

fn group_accessor(group: &Group) -> TokenStream {
    let (module, handle) = (ident(&group.module), ident(&group.handle));
    let feature = &group.module;
    let docs = match super::docs::first_line(&group.docs) {
        Some(line) => attributes(&[line]),
        None => attributes(&[format!("The operations on {}.", group.module.trim_end_matches('_').replace('_', " "))]),
    };
    let aliases = super::alias::accessors(group);
    quote! {
        #docs
        #[cfg(feature = #feature)]
        pub fn #module(&self) -> crate::#module::#handle {
            crate::#module::#handle { client: self.clone() }
        }
        #aliases
    }
}

fn scheme_setter(scheme: &Scheme) -> TokenStream {
    let (name, wire) = (ident(&scheme.ident), &scheme.name);
    let docs = docs(&scheme.docs, &format!("The credential of security scheme {}.", code_span(&scheme.name)));
    let (parameter, ty, credential) = match &scheme.kind {
        SchemeKind::Bearer => ("token", quote! { impl Into<rt::Secret> }, quote! { rt::Bearer::new(token) }),
        SchemeKind::HeaderKey(key) => {
            ("key", quote! { impl Into<rt::Secret> }, quote! { rt::ApiKey::header(#key, key) })
        }
        SchemeKind::QueryKey(key) => ("key", quote! { impl Into<rt::Secret> }, quote! { rt::ApiKey::query(#key, key) }),
        SchemeKind::CookieKey(key) => {
            ("key", quote! { impl Into<rt::Secret> }, quote! { rt::ApiKey::cookie(#key, key) })
        }
        SchemeKind::Basic => {
            return quote! {
                #docs
                pub fn #name(mut self, user: impl Into<String>, password: impl Into<rt::Secret>) -> Self {
                    self.core = self.core.credential_for(#wire, rt::Basic::new(user, password));
                    self
                }
            };
        }
        SchemeKind::Other(_) => ("credential", quote! { impl rt::Credential + 'static }, quote! { credential }),
    };
    let parameter = ident(parameter);
    quote! {
        #docs
        pub fn #name(mut self, #parameter: #ty) -> Self {
            self.core = self.core.credential_for(#wire, #credential);
            self
        }
    }
}
