//! `ir::Api` in short: a line per operation, parameter, body, response, type and member.

use std::fmt::Write as _;

use bindery::ir::{
    Api, Body, Bounds, Content, Delivery, EnumValue, ListStyle, Operation, Parameter, ParameterRole, Polling, Property,
    Response, Shape, Status, Styled, TemplatePart, Type, TypeDef,
};

/// The printed form.
///
/// ```text
/// operation go = api.go: GET /go/{0}
///   0 path id: string, required
///   body application/json: Job, optional
///   204: nothing
/// type Job: object
///   id: string, optional
/// ```
pub(crate) fn print(api: &Api) -> String {
    let mut printer = Printer { api, text: String::new() };
    api.servers.iter().for_each(|server| {
        let url: String = server.url.iter().map(|part| template(part, String::clone)).collect();
        let variables = server.variables.iter().map(|variable| {
            let values = if variable.values.is_empty() { String::new() } else { format!(" of {:?}", variable.values) };
            format!(", {} = {:?}{values}", variable.name, variable.default)
        });
        printer.line(0, format!("server {url}{}", variables.collect::<String>()));
    });
    api.schemes.iter().for_each(|scheme| printer.line(0, format!("scheme {}: {:?}", scheme.name, scheme.kind)));
    api.operations.iter().for_each(|operation| printer.operation(operation));
    api.types.iter().for_each(|def| printer.def(def));
    printer.text
}

struct Printer<'a> {
    api: &'a Api,
    text: String,
}

impl Printer<'_> {
    fn line(&mut self, depth: usize, text: String) {
        let _ = writeln!(self.text, "{:width$}{text}", "", width = depth * 2);
    }

    fn operation(&mut self, operation: &Operation) {
        let path: String = operation.path.iter().map(|part| template(part, usize::to_string)).collect();
        let Operation { id, group, name, method, .. } = operation;
        self.line(
            0,
            format!("operation {id} = {group}.{name}: {method} {path}{}", flag(operation.deprecated, "deprecated")),
        );
        operation.parameters.iter().enumerate().for_each(|(index, parameter)| self.parameter(index, parameter));
        operation.body.iter().for_each(|body| self.body(body));
        operation.success.iter().for_each(|response| self.response("", response));
        operation.failure.iter().for_each(|response| self.response("error ", response));
        match &operation.delivery {
            Delivery::Whole => {}
            Delivery::Polling(polling) => {
                let Polling { arguments, property, succeeded, failed, gone, .. } = polling;
                let state = &self.api.operations[polling.state].id;
                self.line(1, format!("delivers what watches {property} of {state} {arguments:?}"));
                self.line(2, format!("done {succeeded:?}, failed {failed:?}, gone {gone:?}"));
            }
            Delivery::Pages => self.line(1, "delivers pages".to_owned()),
            Delivery::Existence => self.line(1, "delivers whether it is there".to_owned()),
        }
        if !operation.security.is_empty() {
            let alternatives = operation.security.iter().map(|all| match all.as_slice() {
                [] => "nobody".to_owned(),
                all => all.join(" and "),
            });
            self.line(1, format!("security {}", alternatives.collect::<Vec<_>>().join(" or ")));
        }
        if let Some(header) = &operation.request_id {
            self.line(1, format!("request id in {header}"));
        }
    }

    fn parameter(&mut self, index: usize, parameter: &Parameter) {
        let place = format!("{:?}", parameter.place).to_lowercase();
        let ty = self.ty(&parameter.ty);
        let style = match (self.api.resolve(&parameter.ty).0, parameter.style) {
            _ if parameter.styled.is_some() => parameter.styled.as_ref().map(styled).unwrap_or_default(),
            (Type::Array(_), ListStyle::Form { explode: true }) => ", exploded".to_owned(),
            (Type::Array(_), ListStyle::Form { explode: false }) => ", commas".to_owned(),
            (Type::Array(_), style) => format!(", {style:?}"),
            _ => String::new(),
        };
        let role = match &parameter.role {
            ParameterRole::Argument => String::new(),
            ParameterRole::ApiVersion(version) => format!(", the client's version {version:?}"),
            ParameterRole::RequestId => ", fresh UUID".to_owned(),
        };
        let example =
            parameter.example.as_ref().map(|example| format!(", example {}", example.value)).unwrap_or_default();
        self.line(
            1,
            format!(
                "{index} {place} {}{}: {ty}{style}{}{role}{}{}{example}",
                parameter.name,
                called(&parameter.client_name),
                presence(parameter.required),
                flag(parameter.deprecated, "deprecated"),
                bounds(&parameter.bounds),
            ),
        );
    }

    fn body(&mut self, body: &Body) {
        let content = self.content(&body.content);
        let always = flag(body.media_type_always, "media type always");
        self.line(1, format!("body {content}{}{always}", presence(body.required)));
    }

    fn response(&mut self, kind: &str, response: &Response) {
        let status = match response.status {
            Status::Code(code) => code.to_string(),
            Status::Range(digit) => format!("{digit}XX"),
            Status::OtherSuccess => "2XX (default)".to_owned(),
            Status::Other => "default".to_owned(),
        };
        let content = response.content.as_ref().map_or_else(|| "nothing".to_owned(), |content| self.content(content));
        self.line(1, format!("{kind}{status}: {content}"));
        response.headers.iter().for_each(|header| self.line(2, format!("{}: {}", header.name, self.ty(&header.ty))));
    }

    fn content(&self, content: &Content) -> String {
        let codec = format!("{:?}", content.codec).to_lowercase();
        let encoding = content.encoding.iter().map(|member| {
            let as_text = member.styled.as_ref().map(styled).unwrap_or_default();
            let as_part = member.media_type.as_ref().map(|media_type| format!(", as {media_type}")).unwrap_or_default();
            format!("; {}{as_text}{as_part}", member.name)
        });
        let encoding: String = encoding.collect();
        format!("{} as {codec}: {}{encoding}", content.media_type, self.ty(&content.ty))
    }

    fn def(&mut self, def: &TypeDef) {
        let deprecated = flag(def.deprecated, "deprecated");
        match &def.shape {
            Shape::Alias(ty) => self.line(0, format!("type {} = {}{deprecated}", def.name, self.ty(ty))),
            Shape::Enum(values) => {
                let values: Vec<String> = values.iter().map(enum_value).collect();
                self.line(0, format!("type {}: {}{deprecated}", def.name, values.join(" | ")));
            }
            Shape::Union(union) => {
                let tag = union.tag.as_ref().map(|tag| format!(" by {tag:?}")).unwrap_or_default();
                self.line(0, format!("type {}: one{tag} of{deprecated}", def.name));
                for branch in &union.branches {
                    let ty = self.ty(&branch.ty);
                    let name = if branch.name == ty { ty } else { format!("{}: {ty}", branch.name) };
                    let values: String = branch.values.iter().map(|value| format!(" {value:?}")).collect();
                    let written = flag(union.tag.is_some() && !branch.holds_tag, "which is written");
                    let described = flag(branch.description.is_some(), "described");
                    self.line(1, format!("{name}{values}{written}{described}"));
                }
            }
            Shape::Object(object) => {
                self.line(0, format!("type {}: object{deprecated}", def.name));
                object.properties.iter().for_each(|property| self.property(property));
                if let Some(page) = object.page {
                    let name = |index: usize| object.properties[index].name.as_str();
                    let next = page.next_link.map_or("nothing", name);
                    self.line(1, format!("a page of {}, then {next}", name(page.items)));
                }
                object.rest.iter().for_each(|ty| self.line(1, format!("*: {}", self.ty(ty))));
            }
        }
    }

    fn property(&mut self, property: &Property) {
        let flags = flag(property.read_only, "read only")
            + &flag(property.secret, "secret")
            + &flag(property.deprecated, "deprecated");
        let (name, ty) = (&property.name, self.ty(&property.ty));
        let name = format!("{name}{}", called(&property.client_name));
        self.line(1, format!("{name}: {ty}{}{flags}{}", presence(property.required), bounds(&property.bounds)));
    }

    fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Boolean => "boolean".to_owned(),
            Type::Integer(format) => format!("{format:?}").to_lowercase(),
            Type::Number(format) => format!("{format:?}").to_lowercase(),
            Type::String(format) => format!("{format:?}").to_lowercase().replace("plain", "string"),
            Type::Array(item) => format!("[{}]", self.ty(item)),
            Type::Map(value) => format!("{{*: {}}}", self.ty(value)),
            Type::Named(id) => self.api.def(*id).name.clone(),
            Type::Nullable(inner) => format!("{}?", self.ty(inner)),
            Type::Any => "any".to_owned(),
            Type::Foreign(path) => format!("foreign {path}"),
        }
    }
}

fn styled(styled: &Styled) -> String {
    let style = format!("{:?}", styled.style).to_lowercase();
    format!(", as {style}{}{}", flag(styled.explode, "exploded"), flag(styled.reserved, "reserved"))
}

fn template<V>(part: &TemplatePart<V>, name: impl Fn(&V) -> String) -> String {
    match part {
        TemplatePart::Literal(text) => text.clone(),
        TemplatePart::Variable(variable) => format!("{{{}}}", name(variable)),
    }
}

fn enum_value(value: &EnumValue) -> String {
    let EnumValue { value, client_name, description, aliases, at: _ } = value;
    let name = called(client_name);
    let described = if description.is_some() { ", described" } else { "" };
    let aliases = aliases.iter().map(|alias| format!(", also {alias:?}")).collect::<String>();
    format!("{value:?}{name}{described}{aliases}")
}

fn called(name: &Option<String>) -> String {
    name.as_ref().map(|name| format!(" called {name:?}")).unwrap_or_default()
}

fn presence(required: bool) -> &'static str {
    if required { ", required" } else { ", optional" }
}

fn flag(set: bool, word: &str) -> String {
    if set { format!(", {word}") } else { String::new() }
}

fn bounds(bounds: &Bounds) -> String {
    let Bounds { default, minimum, maximum, multiple_of, length, count, unique, pattern, values } = bounds;
    let mut text = String::new();
    default.iter().for_each(|value| text += &format!(", default {value}"));
    minimum.iter().for_each(|(least, excluded)| text += &format!(", {} {least}", if *excluded { ">" } else { ">=" }));
    maximum.iter().for_each(|(most, excluded)| text += &format!(", {} {most}", if *excluded { "<" } else { "<=" }));
    multiple_of.iter().for_each(|factor| text += &format!(", multiple of {factor}"));
    for (what, (least, most)) in [("characters", length), ("items", count)] {
        let number = |number: &Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
        if least.is_some() || most.is_some() {
            text += &format!(", {}..={} {what}", number(least), number(most));
        }
    }
    pattern.iter().for_each(|pattern| text += &format!(", like {pattern:?}"));
    if !values.is_empty() {
        text += &format!(", one of {}", values.join(" "));
    }
    text + &flag(*unique, "unique")
}
