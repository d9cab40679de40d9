//! Operations that the service works on after it has answered: `[pollers]` of the configuration.
//!
//! No document says how to see that such an operation is over. The configuration does, and is held against the document
//! here, since a state with a slip in its name would be waited for for ever.

use super::pager::answered_object;
use super::report_unknown_operation;
use crate::config::{Config, Gone, PollerConfig};
use crate::description::Description;
use crate::diagnostic::{Diagnostic, Diagnostics, code};
use crate::ir::{Api, Delivery, EnumValue, Operation, Parameter, ParameterRole, Polling, Shape, Type};
use crate::spelling::nearest;

/// Marks the operations that hand out what watches them.
pub(super) fn pollers(api: &mut Api, description: &Description, config: &Config) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for (id, said) in &config.pollers {
        report_unknown_operation("pollers", id, description, &mut diagnostics);
        let Some(index) = position(api, id) else { continue };
        let mut check = Check { api, operation: &api.operations[index], said, problems: Vec::new() };
        match check.polling() {
            Some(polling) if check.problems.is_empty() => {
                api.operations[index].delivery = Delivery::Polling(polling);
            }
            _ => check.problems.into_iter().for_each(|problem| diagnostics.push(problem)),
        }
    }
    diagnostics
}

fn position(api: &Api, id: &str) -> Option<usize> {
    api.operations.iter().position(|operation| operation.id == id)
}

/// What the configuration says of an operation, and what is wrong with it.
struct Check<'a> {
    api: &'a Api,
    operation: &'a Operation,
    said: &'a PollerConfig,
    problems: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    /// `key` is the line of the table to look at.
    fn report(&mut self, key: &str, message: &str, help: Option<String>) {
        let message = format!("`pollers.{}.{key}` cannot be used: {message}", self.operation.id);
        let place = Config::place(["pollers", &self.operation.id, key]);
        let problem = Diagnostic::new(&code::POLLER_UNUSABLE, place, message);
        let problem = problem.related(&self.operation.at, "the operation");
        let problem = problem.instead("the operation without what watches it");
        self.problems.push(help.into_iter().fold(problem, Diagnostic::help));
    }

    /// `None` if something is wrong; more may be wrong if it is `Some`.
    fn polling(&mut self) -> Option<Polling> {
        let (api, said) = (self.api, self.said);
        let whole = matches!(self.operation.delivery, Delivery::Whole);
        if !whole || self.operation.success.iter().any(|response| response.content.is_some()) {
            self.report("state", "the operation answers something of its own", Some("remove the table".to_owned()));
        }
        let Some(state) = position(api, &said.state) else {
            let near = nearest(&said.state, api.operations.iter().map(|operation| operation.id.as_str()));
            self.report("state", &format!("there is no operation `{}`", said.state), near.map(did_you_mean));
            return None;
        };
        let arguments = self.arguments(&api.operations[state]);
        self.states(&api.operations[state]);
        if said.succeeded.is_empty() && said.gone != Gone::Succeeded {
            let help = "name the states that end it well, or write `gone = \"succeeded\"`";
            self.report("succeeded", "there is no good end to wait for", Some(help.to_owned()));
        }
        Some(Polling {
            state,
            arguments: arguments?,
            property: said.property.clone(),
            succeeded: said.succeeded.clone(),
            failed: said.failed.clone(),
            gone: said.gone,
        })
    }

    /// The parameters that fill those which the state cannot be read without.
    fn arguments(&mut self, state: &Operation) -> Option<Vec<usize>> {
        let needed = state.parameters.iter().filter(|p| p.required && p.role == ParameterRole::Argument);
        let found: Vec<(&Parameter, Option<usize>)> = needed
            .map(|wanted| {
                let fits = |own: &Parameter| {
                    (&own.name, own.place, &own.ty, own.required) == (&wanted.name, wanted.place, &wanted.ty, true)
                };
                (wanted, self.operation.parameters.iter().position(fits))
            })
            .collect();
        for (wanted, _) in found.iter().filter(|(_, own)| own.is_none()) {
            let message = format!("`{}` needs `{}`, which the operation does not have", state.id, wanted.name);
            self.report("state", &message, None);
        }
        if state.body.as_ref().is_some_and(|body| body.required) {
            self.report("state", &format!("`{}` needs a body", state.id), None);
        }
        found.into_iter().map(|(_, own)| own).collect()
    }

    /// Looks for the states that are named among those that there are.
    fn states(&mut self, state: &Operation) {
        let said = self.said;
        let known = match self.known(state) {
            Ok(known) => known,
            Err((message, help)) => return self.report("property", &message, help),
        };
        if let Some(known) = known {
            let known = || known.iter().map(|value| value.value.as_str());
            let named = said.succeeded.iter().map(|state| ("succeeded", state));
            for (key, named) in named.chain(said.failed.iter().map(|state| ("failed", state))) {
                if !known().any(|state| state == named) {
                    let near = nearest(named, known());
                    self.report(key, &format!("there is no state `{named}`"), near.map(did_you_mean));
                }
            }
        }
        for both in said.succeeded.iter().filter(|named| said.failed.contains(named)) {
            self.report("failed", &format!("state `{both}` is a good end too"), None);
        }
    }

    /// The states that there are; `None` if the document does not say.
    fn known(&self, state: &Operation) -> Result<Option<&'a Vec<EnumValue>>, (String, Option<String>)> {
        let (api, pointer) = (self.api, &self.said.property);
        let whole = matches!(state.delivery, Delivery::Whole);
        let answered = answered_object(api, &state.success).filter(|_| whole);
        let (id, _) = answered.ok_or_else(|| (format!("`{}` does not answer one JSON object", state.id), None))?;
        let answer = Type::Named(id);
        let mut ty = &answer;
        let tokens = pointer
            .strip_prefix('/')
            .ok_or_else(|| (format!("`{pointer}` is not a JSON Pointer"), Some(format!("write `/{pointer}`"))))?;
        for token in tokens.split('/').map(|token| token.replace("~1", "/").replace("~0", "~")) {
            let properties = match api.resolve(ty).0 {
                Type::Named(id) => match &api.def(*id).shape {
                    Shape::Object(object) => object.properties.as_slice(),
                    _ => &[],
                },
                _ => &[],
            };
            let property = properties.iter().find(|property| property.name == token).ok_or_else(|| {
                let near = nearest(&token, properties.iter().map(|property| property.name.as_str()));
                (format!("`{pointer}` leads to nothing in the answer of `{}`", state.id), near.map(did_you_mean))
            })?;
            ty = &property.ty;
        }
        let no_text = || (format!("`{pointer}` does not lead to a text"), None);
        match api.resolve(ty).0 {
            Type::String(_) => Ok(None),
            Type::Named(id) => match &api.def(*id).shape {
                Shape::Enum(values) => Ok(Some(values)),
                _ => Err(no_text()),
            },
            _ => Err(no_text()),
        }
    }
}

fn did_you_mean(near: &str) -> String {
    format!("did you mean `{near}`?")
}
