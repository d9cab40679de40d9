//! Calls with example values, for doc comments. They are compiled as doctests of the emitted crate.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::format::{ident, statements};
use super::ty::public;
use crate::ir::SchemeKind;
use crate::rust::{Crate, Delivery, Example, Expr, Group, Operation, Scheme, Ty};

/// A call on a client that is there already, as lines of Markdown.
pub(super) fn block(example: &Example, operation: &Operation, group: &str, krate: &Crate) -> Vec<String> {
    let library = library(krate);
    let mut lines = vec!["# Example".to_owned(), String::new(), "```no_run".to_owned()];
    lines.push(format!("# async fn example(client: {library}::Client) -> Result<(), Box<dyn std::error::Error>> {{"));
    let call = call(example, operation, group);
    lines.extend(imports(example, krate));
    lines.extend(statements(&put_to_use(operation, call)));
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// What callers do with a success.
fn put_to_use(operation: &Operation, call: TokenStream) -> TokenStream {
    match (&operation.delivery, &operation.success.choice) {
        (Delivery::Existence, _) => quote! {
            if *#call.await? {
                println!("it is there");
            }
        },
        (Delivery::Polling(_), _) => quote! {
            let last = #call.await?.until_done().await?;
            println!("{last:?}");
        },
        (Delivery::Pages, _) => quote! {
            let mut items = #call.items();
            while let Some(item) = items.next().await {
                let item = item?;
                println!("{item:?}");
            }
        },
        (Delivery::Stream, None) => quote! {
            let mut body = #call.await?.into_body();
            while let Some(bytes) = body.chunk().await {
                let bytes = bytes?;
                println!("{} more bytes", bytes.len());
            }
        },
        _ => quote! {
            let response = #call.await?;
            println!("{}", response.status());
        },
    }
}

/// A whole use of the crate, as lines of Markdown.
pub(super) fn program(operation: &Operation, group: &Group, krate: &Crate) -> Vec<String> {
    let Some(example) = &operation.example else { return Vec::new() };
    let library = ident(&library(krate));
    let endpoint = krate.servers.iter().find_map(endpoint).unwrap_or_else(|| "https://example.com".to_owned());
    let credential = krate.client.schemes.iter().min_by_key(|scheme| scheme.kind != SchemeKind::Bearer).map(credential);
    let call = call(example, operation, &group.module);
    let mut lines =
        vec!["```no_run".to_owned(), "# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned()];
    lines.extend(imports(example, krate));
    lines.extend(statements(&quote! {
        let client = #library::Client::builder(#endpoint)? #credential .build()?;
        match #call.await {
            Ok(response) => println!("{}", response.status()),
            Err(error) if error.is_retryable() => eprintln!("try again later: {error}"),
            Err(error) => return Err(error.into()),
        }
    }));
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// The call of a scheme's setter.
fn credential(scheme: &Scheme) -> TokenStream {
    let name = ident(&scheme.ident);
    match scheme.kind {
        SchemeKind::Basic => quote! { .#name("user", std::env::var("PASSWORD")?) },
        SchemeKind::Other(_) => quote! {},
        SchemeKind::Bearer => quote! { .#name(std::env::var("TOKEN")?) },
        SchemeKind::HeaderKey(_) | SchemeKind::QueryKey(_) | SchemeKind::CookieKey(_) => {
            quote! { .#name(std::env::var("KEY")?) }
        }
    }
}

/// The crate's name in code.
pub(super) fn library(krate: &Crate) -> String {
    krate.manifest.name.replace('-', "_")
}

/// The URL of a server with its defaults.
fn endpoint(server: &crate::rust::Server) -> Option<String> {
    let parts = server.url.iter().map(|part| match part {
        crate::ir::TemplatePart::Literal(text) => text.as_str(),
        crate::ir::TemplatePart::Variable(index) => server.variables[*index].default.as_str(),
    });
    Some(parts.collect::<String>()).filter(|url| url.starts_with("http"))
}

fn call(example: &Example, operation: &Operation, group: &str) -> TokenStream {
    let (group, method) = (ident(group), ident(&operation.method));
    let arguments = example.arguments.iter().map(expr);
    let setters = example.setters.iter().map(|(name, value)| {
        let (name, value) = (ident(name), expr(value));
        quote! { .#name(#value) }
    });
    quote! { client.#group().#method(#(#arguments),*) #(#setters)* }
}

fn imports(example: &Example, krate: &Crate) -> Vec<String> {
    let mut used = Used::default();
    example.arguments.iter().chain(example.setters.iter().map(|(_, value)| value)).for_each(|value| used.expr(value));
    let library = library(krate);
    let mut lines = Vec::new();
    if !used.models.is_empty() {
        let names: Vec<&str> = used.models.iter().map(String::as_str).collect();
        lines.push(match names.as_slice() {
            [name] => format!("use {library}::models::{name};"),
            names => format!("use {library}::models::{{{}}};", names.join(", ")),
        });
    }
    if used.types {
        lines.push(format!("use {library}::types;"));
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// What an example mentions.
#[derive(Default)]
struct Used {
    models: BTreeSet<String>,
    types: bool,
}

impl Used {
    fn ty(&mut self, ty: &Ty) {
        match ty {
            Ty::Model(model) => _ = self.models.insert(model.clone()),
            Ty::Vec(inner) | Ty::Map(inner) | Ty::Option(inner) | Ty::Boxed(inner) => self.ty(inner),
            Ty::Redacted(inner) => self.ty(inner),
            Ty::Unit | Ty::Bool | Ty::Integer(_) | Ty::F32 | Ty::F64 | Ty::String | Ty::Local(_) => {}
            _ => self.types = true,
        }
    }

    fn expr(&mut self, value: &Expr) {
        match value {
            Expr::Text(_) | Expr::Owned(_) | Expr::Bool(_) | Expr::Number(_) => {}
            Expr::Parse(..) | Expr::Bytes(_) | Expr::Json(_) => self.types = true,
            Expr::Value(inner) => {
                self.types = true;
                self.expr(inner);
            }
            Expr::Variant(model, _) => _ = self.models.insert(model.clone()),
            Expr::Branch(model, _, value) => {
                self.models.insert(model.clone());
                self.expr(value);
            }
            Expr::Struct { model, fields, arguments, .. } => {
                self.models.insert(model.clone());
                fields.iter().for_each(|(_, value)| self.expr(value));
                arguments.iter().flatten().for_each(|value| self.expr(value));
            }
            Expr::Vec(items) => items.iter().for_each(|value| self.expr(value)),
            Expr::Empty(item) => self.ty(item),
            Expr::Map(pairs) => pairs.iter().for_each(|(_, value)| self.expr(value)),
            Expr::Some(inner) | Expr::Boxed(inner) | Expr::Converted(inner) => self.expr(inner),
        }
    }
}

fn expr(value: &Expr) -> TokenStream {
    match value {
        Expr::Text(text) => quote! { #text },
        Expr::Owned(text) => quote! { #text.to_owned() },
        Expr::Bool(flag) => quote! { #flag },
        Expr::Number(text) => text.parse().unwrap_or_else(|_| quote! { 0 }),
        Expr::Parse(of, text) => {
            let of = public(of);
            quote! { #text.parse::<#of>()? }
        }
        Expr::Bytes(text) => {
            let bytes = Literal::byte_string(text.as_bytes());
            quote! { types::Bytes::from_static(#bytes) }
        }
        Expr::Variant(model, variant) => {
            let (model, variant) = (ident(model), ident(variant));
            quote! { #model::#variant }
        }
        Expr::Branch(model, variant, value) => {
            let (model, variant, value) = (ident(model), ident(variant), expr(value));
            quote! { #model::#variant(#value) }
        }
        Expr::Struct { model, fields, arguments, open } => {
            let model = ident(model);
            let base = match arguments {
                Some(arguments) => {
                    let arguments = arguments.iter().map(expr);
                    quote! { #model::new(#(#arguments),*) }
                }
                None => quote! { Default::default() },
            };
            if fields.is_empty() {
                return if arguments.is_some() {
                    base
                } else {
                    quote! { #model::default() }
                };
            }
            let (names, values) =
                (fields.iter().map(|(name, _)| ident(name)), fields.iter().map(|(_, value)| expr(value)));
            match open {
                true => quote! { #model { #(#names: #values,)* ..#base } },
                false => {
                    let base = if arguments.is_some() {
                        base
                    } else {
                        quote! { #model::default() }
                    };
                    quote! { { let mut value = #base; #(value.#names = #values;)* value } }
                }
            }
        }
        Expr::Empty(item) => {
            let item = public(item);
            quote! { Vec::<#item>::new() }
        }
        Expr::Vec(items) => {
            let items = items.iter().map(expr);
            quote! { vec![#(#items),*] }
        }
        Expr::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| {
                let value = expr(value);
                quote! { (#key.to_owned(), #value) }
            });
            quote! { std::collections::BTreeMap::from([#(#pairs),*]) }
        }
        Expr::Some(inner) => {
            let inner = expr(inner);
            quote! { Some(#inner) }
        }
        Expr::Value(inner) => {
            let inner = expr(inner);
            quote! { types::Maybe::Value(#inner) }
        }
        Expr::Boxed(inner) => {
            let inner = expr(inner);
            quote! { Box::new(#inner) }
        }
        Expr::Converted(inner) => {
            let value = expr(inner);
            match **inner {
                Expr::Text(_) => quote! { #value.into() },
                _ => quote! { (#value).into() },
            }
        }
        Expr::Json(serde_json::Value::Null) => quote! { types::Value::Null },
        Expr::Json(value) => {
            let text = value.to_string();
            quote! { #text.parse::<types::Value>()? }
        }
    }
}
