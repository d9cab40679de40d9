//! A call of an operation for its docs, made from the document's examples.

use serde_json::{Number, Value};

use super::Planner;
use crate::diagnostic::{Diagnostic, code};
use crate::ir::{self, IntegerFormat};
use crate::rust::{Argument, Body, Example, Expr, ModelKind, Parameter, Presence, Struct, Supply, Ty, UnionVariant};

/// How deep placeholders for required values may nest.
const DEPTH: usize = 8;

/// How deep an example may nest.
const LAYERS: usize = 16;

impl Planner<'_> {
    /// A call with an example or a placeholder for whatever is required, and the examples of what is not.
    pub(super) fn example(
        &mut self,
        operation: &ir::Operation,
        parameters: &[Parameter],
        body: Option<&Body>,
        order: &[Argument],
    ) -> Option<Example> {
        let mut example = Example::default();
        let mut arguments = Vec::new();
        for (index, (planned, parameter)) in parameters.iter().zip(&operation.parameters).enumerate() {
            let given = self.given(&planned.ty, parameter.example.as_ref());
            match planned.supply {
                Supply::Argument => {
                    let value = match given {
                        Some(given) => given,
                        None => borrowed(self.placeholder(&planned.ty, &planned.name, DEPTH)?),
                    };
                    arguments.push((Argument::Parameter(index), value));
                }
                Supply::Setter => example.setters.extend(given.map(|given| (planned.ident.clone(), given))),
                Supply::SetterOrUuid | Supply::Client(_) => {}
            }
        }
        if let (Some(planned), Some(body)) = (body, &operation.body) {
            let given = self.given(&planned.ty, body.example.as_ref());
            match planned.required {
                true => {
                    let value = match given {
                        Some(given) => given,
                        None => borrowed(self.placeholder(&planned.ty, "text", DEPTH)?),
                    };
                    arguments.push((Argument::Body, value));
                }
                false => example.setters.extend(given.map(|given| (planned.ident.clone(), given))),
            }
        }
        arguments.sort_by_key(|(argument, _)| order.iter().position(|other| other == argument));
        example.arguments = arguments.into_iter().map(|(_, value)| value).collect();
        Some(example)
    }

    fn given(&mut self, ty: &Ty, example: Option<&ir::Example>) -> Option<Expr> {
        let ir::Example { value, at } = example?;
        // How a type that is written by hand is made is not known.
        if self.is_opaque(ty, DEPTH) {
            return None;
        }
        let given = if layers(value) > LAYERS { None } else { self.argument(ty, value) };
        if given.is_none() {
            let message = "the example does not fit the schema";
            let diagnostic = Diagnostic::new(&code::EXAMPLE_MISMATCH, at, message);
            self.diagnostics.push(diagnostic.instead("documentation without this example"));
        }
        given
    }

    /// An example where `impl Into<T>` is taken.
    fn argument(&self, ty: &Ty, value: &Value) -> Option<Expr> {
        match (ty, value) {
            (Ty::Vec(item), Value::Array(items)) if items.is_empty() => Some(Expr::Empty((**item).clone())),
            (Ty::Vec(item), Value::Array(items)) => {
                Some(Expr::Vec(items.iter().map(|value| self.argument(item, value)).collect::<Option<_>>()?))
            }
            (ty, value) => Some(borrowed(self.expr(ty, value)?)),
        }
    }

    /// A value of exactly type `ty`; `None` if `value` is not one.
    fn expr(&self, ty: &Ty, value: &Value) -> Option<Expr> {
        Some(match (ty, value) {
            (Ty::Bool, Value::Bool(flag)) => Expr::Bool(*flag),
            (Ty::Integer(format), Value::Number(number)) => Expr::Number(integer(*format, number)?),
            (Ty::F32, Value::Number(number)) => {
                Expr::Number(float(number.as_f64().filter(|number| number.abs() <= f64::from(f32::MAX))?))
            }
            (Ty::F64, Value::Number(number)) => Expr::Number(float(number.as_f64()?)),
            (Ty::String | Ty::Uri | Ty::Secret, Value::String(text)) => match ty {
                Ty::String => Expr::Owned(text.clone()),
                _ => Expr::Converted(Box::new(Expr::Text(text.clone()))),
            },
            (Ty::Date | Ty::DateTime | Ty::HttpDate | Ty::Duration | Ty::Uuid, Value::String(text)) => {
                Expr::Parse(ty.clone(), text.clone())
            }
            (Ty::Bytes | Ty::Base64, Value::String(text)) => Expr::Bytes(text.clone()),
            (Ty::File, Value::String(text)) => Expr::Converted(Box::new(Expr::Bytes(text.clone()))),
            (Ty::Any, value) => Expr::Json(value.clone()),
            (Ty::Vec(item), Value::Array(items)) if items.is_empty() => Expr::Empty((**item).clone()),
            (Ty::Vec(item), Value::Array(items)) => {
                Expr::Vec(items.iter().map(|value| self.expr(item, value)).collect::<Option<_>>()?)
            }
            (Ty::Map(inner), Value::Object(members)) => {
                let pairs = members.iter().map(|(key, value)| Some((key.clone(), self.expr(inner, value)?)));
                Expr::Map(pairs.collect::<Option<_>>()?)
            }
            (Ty::Option(inner), value) => Expr::Some(Box::new(self.expr(inner, value)?)),
            (Ty::Maybe(inner), value) => Expr::Value(Box::new(self.expr(inner, value)?)),
            (Ty::Redacted(inner), value) => Expr::Converted(Box::new(self.expr(inner, value)?)),
            (Ty::Boxed(inner), value) => Expr::Boxed(Box::new(self.expr(inner, value)?)),
            (Ty::Model(ident), value) => return self.model_expr(ident, value),
            _ => return None,
        })
    }

    fn model_expr(&self, ident: &str, value: &Value) -> Option<Expr> {
        match (self.kind_of(ident)?, value) {
            (ModelKind::Alias(ty), value) => self.expr(ty, value),
            (ModelKind::Enum(choices), Value::String(text)) => {
                let variant = choices.variants.iter().find(|variant| variant.value == *text)?;
                Some(Expr::Variant(ident.to_owned(), variant.ident.clone()))
            }
            (ModelKind::Union(union), value) => {
                let tag = union.tag.as_ref().and_then(|tag| value.get(tag)?.as_str());
                let named = |variant: &&UnionVariant| tag.is_some_and(|tag| variant.values.iter().any(|v| v == tag));
                let tagged = union.variants.iter().find(named);
                let branch = |variant: &UnionVariant| {
                    let value = Box::new(self.expr(&variant.ty, value)?);
                    Some(Expr::Branch(ident.to_owned(), variant.ident.clone(), value))
                };
                // A union of a union may lead back here, with the same value.
                let plain = |variant: &&UnionVariant| !self.is_union(&variant.ty);
                tagged.filter(plain).map_or_else(|| union.variants.iter().filter(plain).find_map(branch), branch)
            }
            (ModelKind::Struct(structure), Value::Object(members)) => {
                let known = |name: &String| structure.fields.iter().any(|field| field.name == *name);
                if structure.rest.is_none() && !members.keys().all(known) {
                    return None;
                }
                self.struct_expr(ident, structure, &|name| members.get(name).cloned(), DEPTH)
            }
            _ => None,
        }
    }

    /// Whether values of a type hold one of a type that is written by hand, as far as examples go.
    fn is_opaque(&self, ty: &Ty, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        let opaque = |ty: &Ty| self.is_opaque(ty, depth);
        match ty {
            ty if ty.is_foreign() => true,
            Ty::Vec(inner) | Ty::Map(inner) | Ty::Option(inner) | Ty::Maybe(inner) => opaque(inner),
            Ty::Boxed(inner) | Ty::Redacted(inner) => opaque(inner),
            Ty::Model(ident) => match self.kind_of(ident) {
                Some(ModelKind::Struct(structure)) => structure.fields.iter().any(|field| opaque(&field.ty)),
                Some(ModelKind::Union(union)) => union.variants.iter().any(|variant| opaque(&variant.ty)),
                Some(ModelKind::Alias(ty)) => opaque(ty),
                _ => false,
            },
            _ => false,
        }
    }

    fn is_union(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Boxed(inner) => self.is_union(inner),
            Ty::Model(ident) => match self.kind_of(ident) {
                Some(ModelKind::Alias(ty)) => self.is_union(ty),
                kind => matches!(kind, Some(ModelKind::Union(_))),
            },
            _ => false,
        }
    }

    fn struct_expr(
        &self,
        ident: &str,
        structure: &Struct,
        value: &dyn Fn(&str) -> Option<Value>,
        depth: usize,
    ) -> Option<Expr> {
        let (mut fields, mut arguments) = (Vec::new(), Vec::new());
        for (index, field) in structure.fields.iter().enumerate() {
            let given = value(&field.name).filter(|value| !value.is_null());
            match (field.presence, given) {
                (Presence::Required, Some(value)) => arguments.push((index, self.argument(&field.ty, &value)?)),
                (Presence::Required, None) => {
                    arguments.push((index, borrowed(self.placeholder(&field.ty, &field.name, depth)?)));
                }
                (Presence::Optional, Some(value)) if !field.read_only => {
                    fields.push((field.ident.clone(), self.expr(&field.ty, &value)?));
                }
                (Presence::Optional, _) => {}
            }
        }
        arguments.sort_by_key(|(index, _)| structure.arguments.iter().position(|other| other == index));
        let arguments = arguments.into_iter().map(|(_, value)| value).collect();
        let arguments = structure.constructor.then_some(arguments);
        let open = !structure.non_exhaustive;
        Some(Expr::Struct { model: ident.to_owned(), fields, arguments, open })
    }

    /// A value of exactly type `ty` for something required that has no example.
    fn placeholder(&self, ty: &Ty, name: &str, depth: usize) -> Option<Expr> {
        let depth = depth.checked_sub(1)?;
        Some(match ty {
            Ty::Bool => Expr::Bool(true),
            Ty::Integer(_) => Expr::Number("1".to_owned()),
            Ty::F32 | Ty::F64 => Expr::Number("1.0".to_owned()),
            Ty::String => Expr::Owned(name.to_owned()),
            Ty::Secret => Expr::Converted(Box::new(Expr::Text(name.to_owned()))),
            Ty::Uri => Expr::Converted(Box::new(Expr::Text("https://example.com".to_owned()))),
            Ty::Date => Expr::Parse(ty.clone(), "2024-07-01".to_owned()),
            Ty::DateTime => Expr::Parse(ty.clone(), "2024-07-01T12:00:00Z".to_owned()),
            Ty::HttpDate => Expr::Parse(ty.clone(), "Mon, 01 Jul 2024 12:00:00 GMT".to_owned()),
            Ty::Duration => Expr::Parse(ty.clone(), "PT1H".to_owned()),
            Ty::Uuid => Expr::Parse(ty.clone(), "00000000-0000-0000-0000-000000000000".to_owned()),
            Ty::Bytes | Ty::Base64 => Expr::Bytes("bytes".to_owned()),
            Ty::File => Expr::Converted(Box::new(Expr::Bytes("bytes".to_owned()))),
            Ty::Any => Expr::Json(Value::Null),
            Ty::Vec(item) if item.is_foreign() => return None,
            Ty::Vec(item) => Expr::Empty((**item).clone()),
            Ty::Map(_) => Expr::Map(Vec::new()),
            Ty::Option(inner) => Expr::Some(Box::new(self.placeholder(inner, name, depth)?)),
            Ty::Redacted(inner) => Expr::Converted(Box::new(self.placeholder(inner, name, depth)?)),
            Ty::Boxed(inner) => Expr::Boxed(Box::new(self.placeholder(inner, name, depth)?)),
            Ty::Model(ident) => match self.kind_of(ident)? {
                ModelKind::Alias(ty) => self.placeholder(ty, name, depth)?,
                ModelKind::Enum(choices) => Expr::Variant(ident.clone(), choices.variants.first()?.ident.clone()),
                ModelKind::Union(union) => {
                    let values = union.variants.iter();
                    let mut values =
                        values.filter_map(|variant| Some((variant, self.placeholder(&variant.ty, name, depth)?)));
                    let (variant, value) = values.next()?;
                    Expr::Branch(ident.clone(), variant.ident.clone(), Box::new(value))
                }
                ModelKind::Struct(structure) => self.struct_expr(ident, structure, &|_| None, depth)?,
            },
            Ty::Unit | Ty::Maybe(_) | Ty::Local(_) | Ty::Beside(..) | Ty::Stream => return None,
            Ty::Events(_) | Ty::JsonLines(_) | Ty::Poller(..) => return None,
            Ty::Foreign(_) => return None,
        })
    }
}

/// What is enough where `impl Into<T>` is taken: a borrowed text, and nothing converted twice.
fn borrowed(expr: Expr) -> Expr {
    match expr {
        Expr::Owned(text) => Expr::Text(text),
        Expr::Converted(inner) => *inner,
        expr => expr,
    }
}

fn layers(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(layers).max().unwrap_or_default(),
        Value::Object(members) => 1 + members.values().map(layers).max().unwrap_or_default(),
        _ => 0,
    }
}

/// An integer literal, if the number is in the range of its type.
fn integer(format: IntegerFormat, number: &Number) -> Option<String> {
    let text = number.to_string();
    let fits = match format {
        IntegerFormat::Int8 => text.parse::<i8>().is_ok(),
        IntegerFormat::Int16 => text.parse::<i16>().is_ok(),
        IntegerFormat::Int32 => text.parse::<i32>().is_ok(),
        IntegerFormat::Int64 => text.parse::<i64>().is_ok(),
        IntegerFormat::UInt8 => text.parse::<u8>().is_ok(),
        IntegerFormat::UInt16 => text.parse::<u16>().is_ok(),
        IntegerFormat::UInt32 => text.parse::<u32>().is_ok(),
        IntegerFormat::UInt64 => text.parse::<u64>().is_ok(),
        IntegerFormat::Int128 => text.parse::<i128>().is_ok(),
        IntegerFormat::UInt128 => text.parse::<u128>().is_ok(),
    };
    fits.then_some(text)
}

/// A float literal: with a point, so that it is not an integer.
fn float(number: f64) -> String {
    format!("{number:?}")
}
