//! What an answer means: success or failure, by its status, the most specific description first.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::format::ident;
use crate::emit::ty::ty;
use crate::ir::{Codec, Status};
use crate::rust::{Answers, Arm, Delivery, Operation, Reading};

/// Turns the answer into the result, by its status.
pub(super) fn read(operation: &Operation) -> TokenStream {
    let success = success_arms(operation).into_iter();
    let failure = operation.failure.arms.iter().map(|arm| (arm.status, failure_arm(arm, operation)));
    let mut arms: Vec<(Status, TokenStream)> = success.chain(failure).collect();
    arms.sort_by_key(|(status, _)| *status);
    if arms.iter().all(|(status, _)| *status != Status::Other) {
        let whole = whole(operation);
        arms.push((Status::Other, quote! { Err(#whole.untyped_error()) }));
    }
    let arms = arms.into_iter().map(|(status, value)| {
        let pattern = pattern(status);
        quote! { #pattern => #value }
    });
    quote! { match answer.status().as_u16() { #(#arms,)* } }
}

/// What each status that means success is read as; where it depends on the media type, that is looked at.
fn success_arms(operation: &Operation) -> Vec<(Status, TokenStream)> {
    let arms = operation.success.arms.chunk_by(|one, other| one.status == other.status);
    let one = |arms: &[Arm]| {
        let values = arms.iter().map(|arm| success_arm(arm, operation));
        let [_, others @ ..] = arms else { return quote! {} };
        if others.is_empty() {
            return values.collect();
        }
        let media_types = arms.iter().map(|arm| arm.media_type.as_deref().unwrap_or_default());
        // The first one is also what to make of any other media type.
        let (mut values, indices): (Vec<_>, Vec<_>) =
            (values.collect(), (1..arms.len()).map(proc_macro2::Literal::usize_unsuffixed).collect());
        let first = values.remove(0);
        quote! { match answer.media_type(&[#(#media_types),*]) { #(#indices => #values,)* _ => #first, } }
    };
    arms.map(|arms| (arms[0].status, one(arms))).collect()
}

fn pattern(status: Status) -> TokenStream {
    let number = proc_macro2::Literal::u16_unsuffixed;
    match status {
        Status::Code(code) => {
            let code = number(code);
            quote! { #code }
        }
        Status::Range(digit) => {
            let (first, last) = (number(digit * 100), number(digit * 100 + 99));
            quote! { #first..=#last }
        }
        Status::OtherSuccess => quote! { 200..=299 },
        Status::Other => quote! { _ },
    }
}

fn success_arm(arm: &Arm, operation: &Operation) -> TokenStream {
    let holds = held(&operation.success, arm);
    let whole = whole(operation);
    let read = match arm.reading {
        Reading::Nothing => quote! { #whole.empty()? },
        Reading::Body(Codec::Json) => match holds {
            Some(holds) => quote! { #whole.json::<#holds, _>()? },
            None => quote! { #whole.json()? },
        },
        Reading::Body(Codec::Text) => quote! { #whole.text()? },
        Reading::Body(_) => quote! { #whole.bytes()? },
        Reading::Stream => quote! { answer.stream()? },
        Reading::Events => quote! { answer.events()? },
        Reading::TextEvents => quote! { answer.text_events()? },
        Reading::JsonLines => quote! { answer.json_lines()? },
        Reading::Watch => watch(operation),
        Reading::Is(there) => quote! { #whole.empty()?.map(|()| #there) },
    };
    match (&operation.success.choice, &arm.variant) {
        (Some(choice), Some(variant)) => {
            let (choice, variant) = (ident(&choice.ident), ident(variant));
            match arm.reading {
                Reading::Nothing => quote! { Ok(#read.map(|()| #choice::#variant)) },
                _ => quote! { Ok(#read.map(#choice::#variant)) },
            }
        }
        _ => quote! { Ok(#read) },
    }
}

/// Hands out what watches the operation to its end. The request is not needed any more, so its fields are moved.
fn watch(operation: &Operation) -> TokenStream {
    let Delivery::Polling(polling) = &operation.delivery else { return quote! { answer.empty()? } };
    let (module, request) = (ident(&polling.group.0), ident(&polling.operation.1));
    let arguments = polling.arguments.iter().map(|argument| ident(argument));
    let state = quote! { crate::#module::#request };
    let call = quote! { #state::from_arguments(self.client.clone(), #(self.#arguments),*).call(rt::View::Wire) };
    quote! { answer.poller(self.client.core(), #call, &self.options, &POLLING, #state::read)? }
}

/// The answer with its whole body: of operations that hand one on as it comes, it is still to be read.
fn whole(operation: &Operation) -> TokenStream {
    match operation.delivery {
        Delivery::Stream => quote! { answer.read().await },
        _ => quote! { answer },
    }
}

/// What the variant of an arm holds; where there is no choice, the type is clear without it.
fn held(answers: &Answers, arm: &Arm) -> Option<TokenStream> {
    let variant = arm.variant.as_ref()?;
    let variant = answers.choice.as_ref()?.variants.iter().find(|other| other.ident == *variant)?;
    variant.ty.as_ref().map(ty)
}

fn failure_arm(arm: &Arm, operation: &Operation) -> TokenStream {
    let whole = whole(operation);
    let read = match arm.reading {
        Reading::Body(Codec::Json) => match held(&operation.failure, arm) {
            Some(holds) => quote! { #whole.json_error::<#holds>() },
            None => quote! { #whole.json_error() },
        },
        Reading::Body(Codec::Text) => quote! { #whole.text_error() },
        Reading::Body(_) => quote! { #whole.bytes_error() },
        _ => return quote! { Err(#whole.untyped_error()) },
    };
    match (&operation.failure.choice, &arm.variant) {
        (Some(choice), Some(variant)) => {
            let (choice, variant) = (ident(&choice.ident), ident(variant));
            quote! { Err(#read.map(#choice::#variant)) }
        }
        _ => quote! { Err(#read) },
    }
}
