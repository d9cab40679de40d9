//! The function that puts a request's values where they go on the wire.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::format::ident;
use crate::ir::{Codec, ListStyle, ParameterPlace, Style, Styled, TemplatePart};
use crate::rust::{Body, Operation, Parameter, Supply};

/// `fn call`.
pub(super) fn call(operation: &Operation) -> TokenStream {
    let path = operation.path.iter().map(|part| match part {
        TemplatePart::Literal(text) => quote! { call.literal(#text); },
        TemplatePart::Variable(index) => {
            let parameter = &operation.parameters[*index];
            let (name, slot) = (&parameter.name, ident(&parameter.ident));
            match (parameter.styled, parameter.list) {
                (Some(styled), _) => {
                    let styled = spell_styled(styled);
                    quote! { call.segment_value(#name, &self.#slot, #styled); }
                }
                (None, Some(_)) => quote! { call.segment_list(#name, &self.#slot); },
                (None, None) if parameter.may_be_empty => quote! { call.segment_or_empty(#name, &self.#slot); },
                (None, None) => quote! { call.segment(#name, &self.#slot); },
            }
        }
    });
    let others = others(operation);
    let body = operation.body.iter().map(body);
    quote! {
        #[inline]
        pub(crate) fn call(&self, view: rt::View) -> rt::Call {
            let mut call = rt::Call::of(&OPERATION, view);
            #(#path)*
            #others
            #(#body)*
            call
        }
    }
}

/// The parameters that are not in the path, by place; neighbours that are plain texts go together.
fn others(operation: &Operation) -> TokenStream {
    let mut parameters: Vec<&Parameter> =
        operation.parameters.iter().filter(|parameter| parameter.place != ParameterPlace::Path).collect();
    parameters.sort_by_key(|parameter| parameter.place);
    let runs =
        parameters.chunk_by(|one, other| one.place == other.place && method(one).is_some() && method(other).is_some());
    runs.map(|run| match run {
        [first, ..] if let Some(method) = method(first) => {
            let method = ident(method);
            let names = run.iter().map(|parameter| &parameter.name);
            let slots = run.iter().map(|parameter| ident(&parameter.ident));
            quote! { call.#method(&[#((#names, &self.#slots)),*]); }
        }
        run => run.iter().copied().map(parameter).collect(),
    })
    .collect()
}

/// How plain texts get into the call several at a time.
fn method(parameter: &Parameter) -> Option<&'static str> {
    if parameter.styled.is_some() {
        return None;
    }
    match (parameter.place, &parameter.list, &parameter.supply) {
        (ParameterPlace::Query, None, Supply::Argument | Supply::Setter) => Some("queries"),
        (ParameterPlace::Header, None, Supply::Argument | Supply::Setter) => Some("headers"),
        _ => None,
    }
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let slot = ident(&parameter.ident);
    match &parameter.supply {
        Supply::Client(accessor) => {
            let accessor = ident(accessor);
            version(parameter, quote! { self.client.#accessor() })
        }
        Supply::Argument => put(parameter, quote! { &self.#slot }),
        Supply::Setter => {
            let put = put(parameter, quote! { value });
            quote! { if let Some(value) = &self.#slot { #put } }
        }
        Supply::SetterOrUuid => {
            let name = &parameter.name;
            quote! { call.header_or_uuid(#name, self.#slot.as_ref()); }
        }
    }
}

/// Puts the version of the API into the call.
fn version(parameter: &Parameter, value: TokenStream) -> TokenStream {
    let name = &parameter.name;
    quote! { call.version(#name, #value); }
}

/// Puts a value into the call.
fn put(parameter: &Parameter, value: TokenStream) -> TokenStream {
    let name = &parameter.name;
    if let Some(styled) = parameter.styled {
        let method = match parameter.place {
            ParameterPlace::Path => return TokenStream::new(), // in the path
            ParameterPlace::Query => "query_value",
            ParameterPlace::Header => "header_value",
            ParameterPlace::Cookie => "cookie_value",
        };
        let (method, styled) = (ident(method), spell_styled(styled));
        return quote! { call.#method(#name, #value, #styled); };
    }
    let style = parameter.list.map(style);
    match (parameter.place, style) {
        (ParameterPlace::Path, _) => TokenStream::new(), // in the path
        (ParameterPlace::Query, Some(style)) => quote! { call.query_list(#name, #value, #style); },
        (ParameterPlace::Query, None) => quote! { call.query(#name, #value); },
        (ParameterPlace::Header, Some(_)) => quote! { call.header_list(#name, #value); },
        (ParameterPlace::Header, None) => quote! { call.header(#name, #value); },
        (ParameterPlace::Cookie, Some(style)) => quote! { call.cookie_list(#name, #value, #style); },
        (ParameterPlace::Cookie, None) => quote! { call.cookie(#name, #value); },
    }
}

fn style(style: ListStyle) -> TokenStream {
    match style {
        ListStyle::Simple => quote! { rt::ListStyle::Form { explode: false } },
        ListStyle::Form { explode } => quote! { rt::ListStyle::Form { explode: #explode } },
        ListStyle::SpaceDelimited => quote! { rt::ListStyle::SpaceDelimited },
        ListStyle::PipeDelimited => quote! { rt::ListStyle::PipeDelimited },
    }
}

/// How a value is put into text, as an expression.
fn spell_styled(styled: Styled) -> TokenStream {
    let style = ident(match styled.style {
        Style::Simple => "Simple",
        Style::Label => "Label",
        Style::Matrix => "Matrix",
        Style::Form => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
        Style::Json => "Json",
    });
    let (explode, reserved) = (styled.explode, styled.reserved);
    quote! { rt::Styled { style: rt::Style::#style, explode: #explode, reserved: #reserved } }
}

/// How the members of a form are put into text, if not as most are.
fn form_styles(body: &Body) -> TokenStream {
    let styles = body.encoding.iter().filter_map(|encoding| {
        let (name, styled) = (&encoding.name, spell_styled(encoding.styled?));
        Some(quote! { (#name, #styled) })
    });
    quote! { &[#(#styles),*] }
}

/// The media types of parts that have one of their own.
fn part_types(body: &Body) -> TokenStream {
    let types = body.encoding.iter().filter_map(|encoding| {
        let (name, media_type) = (&encoding.name, encoding.media_type.as_ref()?);
        Some(quote! { (#name, #media_type) })
    });
    quote! { &[#(#types),*] }
}

fn body(body: &Body) -> TokenStream {
    let (slot, media_type) = (ident(&body.ident), &body.media_type);
    let put = |value: TokenStream| match body.codec {
        Codec::Json => quote! { call.json(#media_type, #value); },
        Codec::Form => {
            let styles = form_styles(body);
            quote! { call.form(#media_type, #value, #styles); }
        }
        Codec::Multipart => {
            let types = part_types(body);
            quote! { call.multipart(#media_type, #value, #types); }
        }
        Codec::Text => quote! { call.text(#media_type, #value); },
        // Requests come in neither of the other two.
        Codec::Bytes | Codec::Events | Codec::JsonLines => quote! { call.bytes(#media_type, #value.clone()); },
    };
    if body.required {
        let value = match body.codec {
            Codec::Bytes => quote! { self.#slot },
            _ => quote! { &self.#slot },
        };
        return put(value);
    }
    let put = put(quote! { value });
    match body.media_type_always {
        true => quote! {
            match &self.#slot {
                Some(value) => { #put }
                None => call.content_type(#media_type),
            }
        },
        false => quote! { if let Some(value) = &self.#slot { #put } },
    }
}
