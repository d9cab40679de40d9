//! The Rust type of a type of the API.

use super::Planner;
use crate::ir::{NumberFormat, StringFormat, Type};
use crate::rust::Ty;

impl Planner<'_> {
    /// The Rust type.
    pub(super) fn ty(&self, ty: &Type) -> Ty {
        match ty {
            Type::Boolean => Ty::Bool,
            Type::Integer(format) => Ty::Integer(*format),
            Type::Number(NumberFormat::Float) => Ty::F32,
            Type::Number(NumberFormat::Double) => Ty::F64,
            Type::String(format) => string(*format),
            Type::Array(item) => Ty::Vec(Box::new(self.ty(item))),
            Type::Map(value) => Ty::Map(Box::new(self.ty(value))),
            Type::Named(id) => self.model_ty(*id),
            Type::Nullable(inner) => self.ty(inner).optional(),
            Type::Foreign(path) => Ty::Foreign(path.clone()),
            Type::Any => Ty::Any,
        }
    }

    /// The Rust type of a value that must not be shown.
    pub(super) fn secret_ty(&self, ty: &Type) -> Ty {
        match self.api.resolve(ty).0 {
            Type::String(StringFormat::Plain | StringFormat::Password) => Ty::Secret,
            _ => Ty::Redacted(Box::new(self.ty(ty))),
        }
    }
}

fn string(format: StringFormat) -> Ty {
    match format {
        StringFormat::Plain | StringFormat::Binary => Ty::String,
        StringFormat::Byte => Ty::Base64,
        StringFormat::Date => Ty::Date,
        StringFormat::DateTime => Ty::DateTime,
        StringFormat::DateTimeRfc1123 => Ty::HttpDate,
        StringFormat::Duration => Ty::Duration,
        StringFormat::Uuid => Ty::Uuid,
        StringFormat::Uri => Ty::Uri,
        StringFormat::Password => Ty::Secret,
    }
}
