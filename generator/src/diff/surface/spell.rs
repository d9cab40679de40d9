//! Types as they are written in declarations.

use std::collections::BTreeMap;

use crate::ir::{IntegerFormat, SchemeKind};
use crate::rust::Ty;

/// What models are called; those that are not listed are called by their own names.
#[derive(Clone, Debug, Default)]
pub(in crate::diff) struct Names(pub BTreeMap<String, String>);

impl Names {
    /// What a model is called.
    pub(crate) fn model<'n>(&'n self, ident: &'n str) -> &'n str {
        self.0.get(ident).map_or(ident, String::as_str)
    }

    /// A type.
    pub(crate) fn spell(&self, ty: &Ty) -> String {
        let inner = |ty: &Ty| self.spell(ty);
        match ty {
            Ty::Unit => "()".to_owned(),
            Ty::Bool => "bool".to_owned(),
            Ty::Integer(format) => integer(*format).to_owned(),
            Ty::F32 => "f32".to_owned(),
            Ty::F64 => "f64".to_owned(),
            Ty::String => "String".to_owned(),
            Ty::Bytes | Ty::Base64 => "Bytes".to_owned(),
            Ty::Stream => "ByteStream".to_owned(),
            Ty::Date => "Date".to_owned(),
            Ty::DateTime => "DateTime".to_owned(),
            Ty::HttpDate => "HttpDate".to_owned(),
            Ty::Duration => "IsoDuration".to_owned(),
            Ty::Uuid => "Uuid".to_owned(),
            Ty::Uri => "Uri".to_owned(),
            Ty::Secret => "Secret".to_owned(),
            Ty::File => "File".to_owned(),
            Ty::Any => "Value".to_owned(),
            Ty::Model(name) => self.model(name).to_owned(),
            Ty::Local(name) | Ty::Foreign(name) => name.clone(),
            Ty::Beside(module, name) => format!("{module}::{name}"),
            Ty::Events(data) => format!("EventStream<{}>", inner(data)),
            Ty::JsonLines(value) => format!("JsonLines<{}>", inner(value)),
            Ty::Poller(state, error) => format!("Poller<{}, {}>", inner(state), inner(error)),
            Ty::Vec(item) => format!("Vec<{}>", inner(item)),
            Ty::Map(value) => format!("BTreeMap<String, {}>", inner(value)),
            Ty::Option(some) => format!("Option<{}>", inner(some)),
            Ty::Maybe(some) => format!("Maybe<{}>", inner(some)),
            Ty::Boxed(value) => format!("Box<{}>", inner(value)),
            Ty::Redacted(value) => format!("Redacted<{}>", inner(value)),
        }
    }
}

fn integer(format: IntegerFormat) -> &'static str {
    match format {
        IntegerFormat::Int8 => "i8",
        IntegerFormat::Int16 => "i16",
        IntegerFormat::Int32 => "i32",
        IntegerFormat::Int64 => "i64",
        IntegerFormat::UInt8 => "u8",
        IntegerFormat::UInt16 => "u16",
        IntegerFormat::UInt32 => "u32",
        IntegerFormat::UInt64 => "u64",
        IntegerFormat::Int128 => "i128",
        IntegerFormat::UInt128 => "u128",
    }
}

/// What the setter of a security scheme takes.
pub(super) fn credential(kind: &SchemeKind) -> &'static str {
    match kind {
        SchemeKind::Bearer => "token: impl Into<Secret>",
        SchemeKind::Basic => "user: impl Into<String>, password: impl Into<Secret>",
        SchemeKind::HeaderKey(_) | SchemeKind::QueryKey(_) | SchemeKind::CookieKey(_) => "key: impl Into<Secret>",
        SchemeKind::Other(_) => "credential: impl Credential",
    }
}
