//! Bodies: which of the media types is used, how it is written, and what it holds.

use openapiv3 as oas;
use serde_json::Value;

use super::Lowerer;
use crate::diagnostic::{Diagnostic, code};
use crate::ir::{Codec, Content, Encoding, Example, StringFormat, Style, Styled, Type};
use crate::source::Pointer;

type Media = indexmap::IndexMap<String, oas::MediaType>;

impl Lowerer<'_> {
    /// The content of a body described at `at`: JSON if there is any, else text, else bytes.
    ///
    /// `None` if there is none that can be written.
    pub(super) fn content(
        &mut self,
        content: &Media,
        direction: Direction,
        at: &Pointer,
        words: &str,
    ) -> Option<Lowered> {
        let at = at.key("content");
        let known = content.iter().filter_map(|(name, media)| Some((codec(media, name, direction)?, name, media)));
        let mut known: Vec<_> = known.collect();
        // What is called JSON and is bytes comes behind what is called bytes.
        let misnamed =
            |codec: Codec, name: &str| codec == Codec::Bytes && codec_of_name(name, direction) != Some(codec);
        known.sort_by_key(|(codec, name, _)| (*codec as u8, misnamed(*codec, name), *name));
        let (codec, name, media) = known.first().copied()?;
        // What comes piece by piece is an answer of another kind, which callers have to ask for.
        let stream = known.iter().copied().find(|(other, _, _)| codec == Codec::Json && comes_in_pieces(*other));
        let used = |other: &str| other == name || stream.is_some_and(|(_, stream, _)| stream == other);
        let others: Vec<String> =
            content.keys().filter(|other| !used(other)).map(|other| format!("`{other}`")).collect();
        if !others.is_empty() {
            let message = format!("the body also comes as {}", others.join(", "));
            self.report(Diagnostic::new(&code::SEVERAL_MEDIA_TYPES, &at, message).instead(format!("only `{name}`")));
        }
        let ty = self.content_ty(codec, name, media, &at, words);
        if matches!(codec, Codec::Form | Codec::Multipart) && !self.schemas.has_members(&ty) {
            return None;
        }
        if codec == Codec::Multipart {
            self.report_part_headers(media, &at.key(name));
        }
        let encoding = encoding(media, codec);
        let example = example(&media.example, &media.examples, &at.key(name));
        let stream = stream.map(|(codec, name, media)| {
            let ty = self.content_ty(codec, name, media, &at, &format!("{words} item"));
            Content { media_type: name.clone(), codec, ty, encoding: Vec::new() }
        });
        Some(Lowered { content: Content { media_type: name.clone(), codec, ty, encoding }, stream, example })
    }

    /// What a body of a media type holds.
    fn content_ty(&mut self, codec: Codec, name: &str, media: &oas::MediaType, at: &Pointer, words: &str) -> Type {
        match (codec, &media.schema) {
            (Codec::Text | Codec::Bytes, _) | (Codec::Events, None) => Type::String(StringFormat::Plain),
            (_, Some(schema)) => self.schemas.ty(schema, &at.keys([name, "schema"]), words),
            (Codec::Json | Codec::JsonLines, None) => Type::Any,
            (Codec::Form | Codec::Multipart, None) => Type::Map(Box::new(Type::Any)),
        }
    }

    /// Parts have no headers of their own besides those that say what they are.
    fn report_part_headers(&mut self, media: &oas::MediaType, at: &Pointer) {
        for (name, _) in media.encoding.iter().filter(|(_, encoding)| !encoding.headers.is_empty()) {
            let place = at.keys(["encoding", name.as_str(), "headers"]);
            let message = format!("the headers of part `{name}` are not sent");
            self.report(Diagnostic::new(&code::FEATURE_IGNORED, place, message).instead("the part without them"));
        }
    }
}

/// What becomes of the media types of a body.
pub(super) struct Lowered {
    pub content: Content,
    /// The same piece by piece, if it may come so instead.
    pub stream: Option<Content>,
    pub example: Option<Example>,
}

/// Whether a body has values one after the other, and perhaps no end.
fn comes_in_pieces(codec: Codec) -> bool {
    matches!(codec, Codec::Events | Codec::JsonLines)
}

/// Which way a body goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    Response,
}

/// How members of a form or of parts are written, if not as most are.
fn encoding(media: &oas::MediaType, codec: Codec) -> Vec<Encoding> {
    let one = |(name, encoding): (&String, &oas::Encoding)| Encoding {
        name: name.clone(),
        styled: styled(encoding).filter(|_| codec == Codec::Form),
        media_type: encoding.content_type.clone().filter(|text| codec == Codec::Multipart && is_one_type(text)),
    };
    let mut encodings: Vec<Encoding> = media.encoding.iter().map(one).collect();
    encodings.retain(|encoding| encoding.styled.is_some() || encoding.media_type.is_some());
    encodings.sort_by(|one, other| one.name.cmp(&other.name));
    encodings
}

fn styled(encoding: &oas::Encoding) -> Option<Styled> {
    let json = encoding.content_type.as_deref().is_some_and(|text| text.ends_with("json"));
    let (style, explode) = match &encoding.style {
        None if json => (Style::Json, false),
        None if encoding.allow_reserved => (Style::Form, true),
        None => return None,
        Some(oas::QueryStyle::Form) => (Style::Form, encoding.explode),
        Some(oas::QueryStyle::SpaceDelimited) => (Style::SpaceDelimited, encoding.explode),
        Some(oas::QueryStyle::PipeDelimited) => (Style::PipeDelimited, encoding.explode),
        Some(oas::QueryStyle::DeepObject) => (Style::DeepObject, true),
    };
    Some(Styled { style, explode, reserved: encoding.allow_reserved })
}

/// Whether a text is one media type, and neither several nor a range of them.
fn is_one_type(text: &str) -> bool {
    text.is_ascii() && !text.contains(['*', ',']) && http::HeaderValue::from_str(text).is_ok()
}

/// The example of the object at `at`: its own, else the first of its named ones.
pub(super) fn example(
    own: &Option<Value>,
    named: &indexmap::IndexMap<String, oas::ReferenceOr<oas::Example>>,
    at: &Pointer,
) -> Option<Example> {
    if let Some(value) = own {
        return Some(Example { value: value.clone(), at: at.key("example") });
    }
    let values = named.iter().filter_map(|(name, example)| match example {
        oas::ReferenceOr::Item(example) => Some((name, example.value.as_ref()?)),
        oas::ReferenceOr::Reference { .. } => None,
    });
    let (name, value) = values.min_by_key(|(name, _)| *name)?;
    Some(Example { value: value.clone(), at: at.keys(["examples", name.as_str(), "value"]) })
}

/// How a body of a media type is written, if we can. A schema of bytes says that they are not JSON to look into.
fn codec(media: &oas::MediaType, name: &str, direction: Direction) -> Option<Codec> {
    match codec_of_name(name, direction)? {
        Codec::Json if media.schema.as_ref().is_some_and(is_binary) => Some(Codec::Bytes),
        codec => Some(codec),
    }
}

fn is_binary(schema: &oas::ReferenceOr<oas::Schema>) -> bool {
    let binary = oas::VariantOrUnknownOrEmpty::Item(oas::StringFormat::Binary);
    match schema {
        oas::ReferenceOr::Item(schema) => match &schema.schema_kind {
            oas::SchemaKind::Type(oas::Type::String(string)) => string.format == binary,
            _ => false,
        },
        oas::ReferenceOr::Reference { .. } => false,
    }
}

/// How a media type is written, if we can (RFC 9110 section 8.3.1, RFC 6839 section 3.1).
fn codec_of_name(media_type: &str, direction: Direction) -> Option<Codec> {
    http::HeaderValue::from_str(media_type).ok().filter(|_| media_type.is_ascii())?;
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (kind, subtype) = essence.split_once('/')?;
    match (kind, subtype) {
        ("multipart", "form-data") if direction == Direction::Request => Some(Codec::Multipart),
        ("application", "x-www-form-urlencoded") if direction == Direction::Request => Some(Codec::Form),
        ("multipart", _) => None,
        ("text", "event-stream") if direction == Direction::Response => Some(Codec::Events),
        (_, "json-seq" | "jsonl" | "ndjson" | "x-ndjson" | "jsonlines" | "x-jsonlines") => {
            (direction == Direction::Response).then_some(Codec::JsonLines)
        }
        (_, "x-www-form-urlencoded" | "xml" | "event-stream") => None,
        (_, subtype) if subtype.ends_with("+xml") && kind != "image" => None,
        (_, "json") => Some(Codec::Json),
        (_, subtype) if subtype.ends_with("+json") => Some(Codec::Json),
        ("*", _) => Some(Codec::Bytes),
        ("text", _) => Some(Codec::Text),
        _ => Some(Codec::Bytes),
    }
}
