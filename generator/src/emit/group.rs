//! A group's module: the handle with a method per operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::answers::{about, status_text};
use super::doc::code_span;
use super::docs::{attributes, docs_with, inner, text};
use super::format::{ident, import_runtime};
use super::operation;
use crate::ir::Gone;
use crate::rust::{Arm, Crate, Delivery, Docs, Group, Operation, Polling, Reading};

/// The file of a group.
pub(super) fn group(group: &Group, krate: &Crate) -> TokenStream {
    let fallback = format!("Operations on {}.", group.module.trim_end_matches('_').replace('_', " "));
    let about = inner(&text(&group.docs, &fallback));
    let modules = group.operations.iter().map(|operation| {
        let module = ident(&operation.module);
        let path = group.path().map(|_| {
            let path = format!("{}/{}.rs", group.file, operation.module);
            quote! { #[path = #path] }
        });
        quote! { #path mod #module; }
    });
    let exports = group.operations.iter().map(exports);
    let handle = ident(&group.handle);
    let accessor = &group.module;
    let about_handle = attributes(&[format!(
        "The operations of this module. [`Client::{accessor}`](crate::Client::{accessor}) makes it."
    )]);
    let methods: TokenStream = group.operations.iter().map(|operation| method(operation, group, krate)).collect();
    let aliases = super::alias::in_group(group);
    let import = import_runtime(&methods);
    quote! {
        #about
        #(#modules)*
        #import
        #(#exports)*
        #about_handle
        #[derive(Clone, Debug)]
        pub struct #handle {
            pub(crate) client: crate::Client,
        }
        impl #handle { #methods }
        #aliases
    }
}

fn exports(operation: &Operation) -> TokenStream {
    let module = ident(&operation.module);
    let headers = operation.headers.iter().map(|headers| &headers.ident);
    let choices = operation.success.choice.iter().chain(&operation.failure.choice).map(|choice| &choice.ident);
    let mut names: Vec<&String> = std::iter::once(&operation.request).chain(headers).chain(choices).collect();
    names.sort();
    let names: Vec<_> = names.into_iter().map(|name| ident(name)).collect();
    match names.as_slice() {
        [name] => quote! { pub use #module::#name; },
        names => quote! { pub use #module::{#(#names),*}; },
    }
}

fn method(operation: &Operation, group: &Group, krate: &Crate) -> TokenStream {
    let line = code_span(format!("{} {}", operation.http_method, operation.path_text));
    let docs = docs_with(
        &operation.docs,
        "",
        &[
            vec![line],
            parameters(operation),
            success(operation),
            later(operation),
            operation::example(operation, &group.module, krate),
        ],
    );
    let (name, request) = (ident(&operation.method), ident(&operation.request));
    let arguments = operation::arguments(operation);
    let (names, types) = (arguments.iter().map(|(name, ..)| name), arguments.iter().map(|(_, ty, _)| ty));
    let (parameters, passed) = (quote! { #(#names: #types),* }, arguments.iter().map(|(name, ..)| name));
    let aliases = super::alias::methods(operation, &parameters, &quote! { #(#passed),* });
    let values = arguments.iter().map(|(.., value)| value);
    let deprecated = operation.deprecated.then(|| quote! { #[deprecated] });
    let many = super::model::many_arguments(arguments.len() + 1);
    quote! {
        #docs
        #deprecated
        #many
        pub fn #name(&self, #parameters) -> #request {
            #request::from_arguments(self.client.clone(), #(#values),*)
        }
        #aliases
    }
}

/// What the required arguments are.
fn parameters(operation: &Operation) -> Vec<String> {
    operation::taken(operation).flat_map(|(name, _, docs)| item(&code_span(name), docs)).collect()
}

/// What each success means: by variant if they differ, else by status.
fn success(operation: &Operation) -> Vec<String> {
    let items: Vec<String> = match &operation.success.choice {
        Some(choice) => {
            choice.variants.iter().flat_map(|variant| item(&code_span(&variant.ident), &about(variant))).collect()
        }
        None => operation.success.arms.iter().flat_map(|arm| item(&answer(arm), &arm.docs)).collect(),
    };
    if items.is_empty() {
        return items;
    }
    ["On success:".to_owned(), String::new()].into_iter().chain(items).collect()
}

/// What there is beyond the first answer.
fn later(operation: &Operation) -> Vec<String> {
    let request = &operation.request;
    match &operation.delivery {
        Delivery::Polling(polling) => watched(polling),
        Delivery::Pages => vec![
            format!("The list comes in pages: `.await` takes the first one, [`items`]({request}::items) and"),
            format!("[`into_pages`]({request}::into_pages) go through all of them."),
        ],
        Delivery::Whole | Delivery::Existence | Delivery::Stream => Vec::new(),
    }
}

/// How to see that the operation is over.
fn watched(polling: &Polling) -> Vec<String> {
    let Polling { group: (module, handle), operation: (method, _), property, .. } = polling;
    let end = |states: &[String], gone: Gone, what: &str| {
        let gone = (polling.gone == gone).then(|| "it is gone (404)".to_owned());
        let states = states.iter().map(code_span).chain(gone).collect::<Vec<_>>();
        (!states.is_empty()).then(|| format!("- {what}: {}.", states.join(", ")))
    };
    let mut lines = vec![
        "The work goes on behind the answer. [`until_done`](crate::runtime::Poller::until_done) on it waits for the"
            .to_owned(),
        format!(
            "end, by looking at {} of [`{module}().{method}`](crate::{module}::{handle}::{method}):",
            code_span(property)
        ),
        String::new(),
    ];
    lines.extend(end(&polling.succeeded, Gone::Succeeded, "done"));
    lines.extend(end(&polling.failed, Gone::Failed, "failed"));
    lines
}

/// An answer for readers: its status, with what it means if that is all there is to it.
fn answer(arm: &Arm) -> String {
    let status = status_text(arm.status);
    match arm.reading {
        Reading::Is(there) => format!("`{there}` ({status})"),
        _ => status,
    }
}

/// A list item with all that there is to say. What is no plain paragraph begins a line of its own, for behind a name it
/// would be something else: the end of a code block that never began, say.
fn item(name: &str, docs: &Docs) -> Vec<String> {
    let lines = text(docs, "");
    let Some(first) = lines.first() else { return Vec::new() };
    let (head, body) = match starts_block(first) {
        true => (vec![format!("- {name}:"), String::new()], lines.as_slice()),
        false => (vec![format!("- {name}: {first}")], &lines[1..]),
    };
    let body = body.iter().map(|line| if line.is_empty() { String::new() } else { format!("  {line}") });
    head.into_iter().chain(body).collect()
}

/// Whether a line of Markdown, as `doc` prints it, begins a list, a quote, a heading, a table or a code block.
fn starts_block(line: &str) -> bool {
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = behind.len() < line.len() && behind.starts_with(['.', ')']);
    numbered
        || line.starts_with("```")
        || ["~~~", "- ", "* ", "+ ", "#", ">", "|"].iter().any(|mark| line.starts_with(mark))
}
