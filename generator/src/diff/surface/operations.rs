//! What is public of operations.

use super::{Member, Names, Thing};
use crate::rust::{Choice, Crate, Delivery, Group, Headers, Operation, Supply, Ty};

/// The request type of an operation with its method, the headers, and the enums of answers.
pub(super) fn operation(operation: &Operation, group: &Group, krate: &Crate, names: &Names) -> Vec<Thing> {
    let mut things = vec![request(operation, group, krate, names)];
    things.extend(operation.headers.iter().map(|headers| header_struct(headers, operation, group, names)));
    let choices = operation.success.choice.iter().chain(&operation.failure.choice);
    things.extend(choices.map(|choice| answers(choice, operation, group, names)));
    for thing in &mut things {
        thing.operation = operation.docs.source.clone();
    }
    things
}

fn request(operation: &Operation, group: &Group, krate: &Crate, names: &Names) -> Thing {
    let ident = &operation.request;
    let source = operation.docs.source.clone();
    let mut thing = Thing::new(format!("{}::{ident}", group.module), format!("pub struct {ident}"), source.clone());
    let (arguments, types) = arguments(operation, names);
    let text = format!("pub fn {}(&self{arguments}) -> {ident}", operation.method);
    let method = Member::new(format!("{}::{}", group.handle, operation.method), text, source.clone());
    let mut method = method.shaped(format!("{}({types})", operation.method));
    method.deprecated = operation.deprecated;
    thing.add("method", method);
    thing.add("output", Member::new("send", output(operation, krate, names), source));
    if operation.delivery == Delivery::Pages {
        let text = "pub fn items(self), pub fn into_pages(self), pub fn resume_from(self, …)";
        thing.add("pages", Member::new("into_pages", text, operation.docs.source.clone()));
    }
    fields(operation, names, &mut thing);
    thing
}

/// The arguments of the method, and their types alone.
fn arguments(operation: &Operation, names: &Names) -> (String, String) {
    let parameters = operation.parameters.iter().filter(|parameter| parameter.supply == Supply::Argument);
    let parameters = parameters.map(|parameter| (&parameter.ident, &parameter.ty));
    let body = operation.body.iter().filter(|body| body.required).map(|body| (&body.ident, &body.ty));
    let arguments = parameters.chain(body).map(|(ident, ty)| {
        let ty = names.spell(ty);
        (format!(", {ident}: {ty}"), format!("{ty}, "))
    });
    arguments.unzip()
}

fn output(operation: &Operation, krate: &Crate, names: &Names) -> String {
    let body = names.spell(&operation.success.ty);
    let headers = operation.headers.as_ref().map(|headers| format!(", {}", headers.ident)).unwrap_or_default();
    let failure = match &operation.failure.ty {
        ty if *ty == krate.error => "Error".to_owned(),
        Ty::Unit => "Error<()>".to_owned(),
        ty => format!("Error<{}>", names.spell(ty)),
    };
    format!("-> Result<Response<{body}{headers}>, {failure}>")
}

/// Fields, and the setters of those that are optional.
fn fields(operation: &Operation, names: &Names, thing: &mut Thing) {
    let parameters = operation.parameters.iter().filter(|parameter| !matches!(parameter.supply, Supply::Client(_)));
    let parameters = parameters.map(|parameter| {
        let required = parameter.supply == Supply::Argument;
        (&parameter.ident, &parameter.ty, required, &parameter.docs.source, parameter.deprecated, &parameter.name)
    });
    let wire = "body".to_owned();
    let body =
        operation.body.iter().map(|body| (&body.ident, &body.ty, body.required, &body.docs.source, false, &wire));
    for (ident, ty, required, source, deprecated, wire) in parameters.chain(body) {
        let spelled = names.spell(ty);
        let text = if required { format!("pub {ident}: {spelled}") } else { format!("pub {ident}: Option<{spelled}>") };
        let field = Member::new(ident, text, source.clone()).listed().told(wire);
        thing.add(format!("field {ident}"), field);
        if !required {
            let text = format!("pub fn {ident}(self, value: {spelled}) -> Self");
            let mut setter = Member::new(format!("{ident}()"), text, source.clone()).told(wire);
            setter.deprecated = deprecated;
            thing.add(format!("setter {ident}"), setter);
        }
    }
}

/// The headers of an operation, whatever struct they share with others.
fn header_struct(headers: &Headers, operation: &Operation, group: &Group, names: &Names) -> Thing {
    let path = format!("{}::{}", group.module, headers.ident);
    let mut thing = Thing::new(path, format!("pub struct {}", headers.ident), operation.docs.source.clone());
    for field in &headers.fields {
        let text = format!("pub {}: Option<{}>", field.ident, names.spell(&field.ty));
        let member = Member::new(&field.ident, text, field.docs.source.clone()).listed().told(&field.name);
        thing.add(format!("field {}", field.ident), member);
    }
    thing
}

fn answers(choice: &Choice, operation: &Operation, group: &Group, names: &Names) -> Thing {
    let path = format!("{}::{}", group.module, choice.ident);
    let mut thing = Thing::new(path, format!("pub enum {}", choice.ident), operation.docs.source.clone());
    for variant in &choice.variants {
        let text = match &variant.ty {
            Some(ty) => format!("{}({})", variant.ident, names.spell(ty)),
            None => variant.ident.clone(),
        };
        let member = Member::new(&variant.ident, text, variant.docs.source.clone()).listed();
        thing.add(format!("variant {}", variant.ident), member);
    }
    thing
}
