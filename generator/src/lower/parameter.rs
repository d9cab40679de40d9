//! Parameters and header fields (OAS 3.0.3 sections 4.7.12 and 4.7.21).

use openapiv3 as oas;
use serde_json::Value;

use super::Lowerer;
use super::content::example;
use super::extension::{CLIENT_NAME, flag, text};
use crate::description::At;
use crate::diagnostic::{Diagnostic, code};
use crate::ir::{
    Bounds, Header, ListStyle, Parameter, ParameterPlace, ParameterRole, StringFormat, Style, Styled, Type,
};
use crate::source::Pointer;

/// Header fields that are described by other means (OAS: "the parameter definition SHALL be ignored").
const RESERVED: [&str; 3] = ["accept", "content-type", "authorization"];

/// The mark of a parameter whose value is part of a URL already, as AutoRest defines it: `true`.
const SKIP_URL_ENCODING: &str = "x-ms-skip-url-encoding";

impl Lowerer<'_> {
    /// One parameter. `Ok(None)` for one that is left out, `Err` if the operation cannot do without it.
    pub(super) fn parameter(
        &mut self,
        parameter: &At<oas::Parameter>,
        words: &str,
    ) -> Result<Option<Parameter>, Box<Diagnostic>> {
        let At { value, at } = parameter;
        let data = value.parameter_data_ref();
        let place = place(value);
        if place == ParameterPlace::Header && RESERVED.contains(&data.name.to_ascii_lowercase().as_str()) {
            let message = format!("header parameter `{}` is described by media types and security schemes", data.name);
            self.report(Diagnostic::new(&code::RESERVED_HEADER, at, message).instead("nothing: it is ignored"));
            return Ok(None);
        }
        if matches!(place, ParameterPlace::Header | ParameterPlace::Cookie) && !is_token(&data.name) {
            return self.unsupported(data, "not named like a header field or cookie", at);
        }
        let is_encoded = flag(&data.extensions, SKIP_URL_ENCODING, at, &mut self.diagnostics);
        let words = format!("{words} {}", data.name);
        let (ty, (style, styled), bounds) = match &data.format {
            oas::ParameterSchemaOrContent::Schema(schema) => {
                let ty = self.schemas.ty(schema, &at.key("schema"), &words);
                let style = self.style(value, &ty, is_encoded);
                (ty, style, self.schemas.bounds(schema))
            }
            oas::ParameterSchemaOrContent::Content(content) => {
                let Some((schema, place)) = Self::json(content, at) else {
                    return self.unsupported(data, "of a media type other than JSON", at);
                };
                let ty = schema.map_or(Type::Any, |schema| self.schemas.ty(schema, &place, &words));
                let styled = Styled { style: Style::Json, explode: false, reserved: false };
                (ty, (ListStyle::Simple, Some(styled)), Bounds::default())
            }
        };
        let role = self.role(data, place, &ty);
        let client_name = text(&data.extensions, CLIENT_NAME, at, &mut self.diagnostics);
        Ok(Some(Parameter {
            name: data.name.clone(),
            client_name: client_name.map(str::to_owned),
            place,
            ty: ty.non_null().clone(),
            style,
            styled,
            required: data.required || place == ParameterPlace::Path,
            role,
            description: data.description.clone(),
            deprecated: data.deprecated.unwrap_or(false),
            bounds,
            example: example(&data.example, &data.examples, at),
            at: at.clone(),
        }))
    }

    fn unsupported(
        &mut self,
        data: &oas::ParameterData,
        what: &str,
        at: &Pointer,
    ) -> Result<Option<Parameter>, Box<Diagnostic>> {
        let message = format!("parameter `{}` is {what}, which cannot be encoded yet", data.name);
        let diagnostic = Diagnostic::new(&code::PARAMETER_UNSUPPORTED, at, message);
        if data.required {
            return Err(Box::new(diagnostic.instead("nothing: the operation needs it and is skipped")));
        }
        self.report(diagnostic.instead("nothing: the optional parameter is left out"));
        Ok(None)
    }

    /// How a value is written: as a text or an array of texts if it is one and nothing unusual is asked for.
    fn style(&self, parameter: &oas::Parameter, ty: &Type, is_encoded: bool) -> (ListStyle, Option<Styled>) {
        let (is_list, is_text) = match self.schemas.resolved(ty) {
            Type::Array(item) => (true, self.check_text(item).is_ok()),
            _ => (false, self.check_text(ty).is_ok()),
        };
        let explode = parameter.parameter_data_ref().explode;
        let (style, reserved) = match parameter {
            oas::Parameter::Query { style, allow_reserved, .. } => (
                match style {
                    oas::QueryStyle::Form => Style::Form,
                    oas::QueryStyle::SpaceDelimited => Style::SpaceDelimited,
                    oas::QueryStyle::PipeDelimited => Style::PipeDelimited,
                    oas::QueryStyle::DeepObject => Style::DeepObject,
                },
                *allow_reserved || is_encoded,
            ),
            oas::Parameter::Path { style: oas::PathStyle::Matrix, .. } => (Style::Matrix, is_encoded),
            oas::Parameter::Path { style: oas::PathStyle::Label, .. } => (Style::Label, is_encoded),
            oas::Parameter::Path { .. } => (Style::Simple, is_encoded),
            oas::Parameter::Header { .. } => (Style::Simple, false),
            oas::Parameter::Cookie { .. } => (Style::Form, false),
        };
        let explode = explode.unwrap_or(style == Style::Form);
        let in_cookie = matches!(parameter, oas::Parameter::Cookie { .. });
        let list = match style {
            Style::Form if in_cookie => ListStyle::Form { explode: false },
            Style::SpaceDelimited if is_list && !explode => ListStyle::SpaceDelimited,
            Style::PipeDelimited if is_list && !explode => ListStyle::PipeDelimited,
            Style::Form | Style::SpaceDelimited | Style::PipeDelimited => {
                ListStyle::Form { explode: explode || !is_list }
            }
            _ => ListStyle::Simple,
        };
        let unusual = matches!(style, Style::Matrix | Style::Label | Style::DeepObject)
            || reserved
            || (in_cookie && is_list && explode);
        let styled = (unusual || !is_text).then_some(Styled { style, explode, reserved });
        (list, styled)
    }

    /// The schema of a parameter that is written as JSON.
    fn json<'c>(
        content: &'c oas::Content,
        at: &Pointer,
    ) -> Option<(Option<&'c oas::ReferenceOr<oas::Schema>>, Pointer)> {
        let (name, media) = content.iter().next()?;
        let essence = name.split(';').next().unwrap_or_default().trim();
        let is_json = essence == "application/json" || essence.ends_with("+json");
        is_json.then(|| (media.schema.as_ref(), at.keys(["content", name.as_str(), "schema"])))
    }

    /// Whether a value can be written as text; if not, what it is.
    fn check_text(&self, ty: &Type) -> Result<(), String> {
        match self.schemas.resolved(ty) {
            Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_) | Type::Foreign(_) => Ok(()),
            named @ Type::Named(_) if self.schemas.is_enum(named) => Ok(()),
            Type::Named(_) | Type::Map(_) => Err("an object".to_owned()),
            Type::Array(_) => Err("an array".to_owned()),
            Type::Any | Type::Nullable(_) => Err("of no certain type".to_owned()),
        }
    }

    fn role(&self, data: &oas::ParameterData, place: ParameterPlace, ty: &Type) -> ParameterRole {
        let is_version = place == ParameterPlace::Query
            && self.config.requests.api_version_parameters.contains(&data.name)
            && data.required
            && *ty == Type::String(StringFormat::Plain);
        if is_version {
            return ParameterRole::ApiVersion(self.description.info.version.clone());
        }
        let marked = data.extensions.get("x-ms-client-request-id").and_then(Value::as_bool) == Some(true);
        match marked && *ty == Type::String(StringFormat::Uuid) && !data.required {
            true => ParameterRole::RequestId,
            false => ParameterRole::Argument,
        }
    }

    /// A response header field; one whose type cannot be read from text is kept as text.
    pub(super) fn header(&mut self, name: &str, header: &At<oas::Header>, words: &str) -> Option<Header> {
        let At { value, at } = header;
        if !is_token(name) {
            let message = format!("`{name}` cannot be the name of a header field");
            self.report(Diagnostic::new(&code::PARAMETER_UNSUPPORTED, at, message).instead("nothing for it"));
            return None;
        }
        let ty = match &value.format {
            oas::ParameterSchemaOrContent::Schema(schema) => {
                self.schemas.ty(schema, &at.key("schema"), &format!("{words} {name}"))
            }
            oas::ParameterSchemaOrContent::Content(_) => Type::Any,
        };
        let readable = match self.schemas.resolved(&ty) {
            Type::Array(item) => self.check_text(item),
            _ => self.check_text(&ty),
        };
        let ty = match readable {
            Ok(()) => ty.non_null().clone(),
            Err(what) => {
                let message = format!("header `{name}` is {what}, which cannot be read yet");
                self.report(
                    Diagnostic::new(&code::PARAMETER_UNSUPPORTED, at, message).instead("the text of the header"),
                );
                Type::String(StringFormat::Plain)
            }
        };
        Some(Header { name: name.to_owned(), ty, description: value.description.clone(), at: at.clone() })
    }
}

/// Whether `name` can be the name of a header field or a cookie (RFC 9110 section 5.6.2).
fn is_token(name: &str) -> bool {
    http::HeaderName::from_bytes(name.as_bytes()).is_ok()
}

fn place(parameter: &oas::Parameter) -> ParameterPlace {
    match parameter {
        oas::Parameter::Path { .. } => ParameterPlace::Path,
        oas::Parameter::Query { .. } => ParameterPlace::Query,
        oas::Parameter::Header { .. } => ParameterPlace::Header,
        oas::Parameter::Cookie { .. } => ParameterPlace::Cookie,
    }
}
