//! Paths (OAS 3.0.3 section 4.7.8): cut at their variables, which decide the order of parameters.

use std::collections::BTreeSet;

use crate::description;
use crate::diagnostic::{Diagnostic, code};
use crate::ir::{Parameter, ParameterPlace, TemplatePart};
use crate::lower::Lowerer;

impl Lowerer<'_> {
    /// Cuts the path at its variables, and puts the parameters in order: path parameters as in the path, the others
    /// by name, so that the order in the document decides nothing.
    pub(super) fn path(
        &mut self,
        operation: &description::Operation,
        parameters: &mut Vec<Parameter>,
    ) -> Result<Vec<TemplatePart<usize>>, Option<Box<Diagnostic>>> {
        let place = operation.at.parent().unwrap_or_default();
        let skip = "nothing: the operation is skipped";
        let parts = match template(&operation.path) {
            Ok(parts) if operation.path.starts_with('/') => parts,
            problem => {
                let problem = problem.err().unwrap_or("it does not start with `/`");
                let message = format!("path `{}` cannot be used: {problem}", operation.path);
                return Err(Some(Box::new(Diagnostic::new(&code::INVALID_PATH, place, message).instead(skip))));
            }
        };
        let variables: Vec<&String> = parts
            .iter()
            .filter_map(|part| match part {
                TemplatePart::Variable(name) => Some(name),
                TemplatePart::Literal(_) => None,
            })
            .collect();
        let position = |p: &Parameter| match p.place {
            ParameterPlace::Path => variables.iter().position(|name| **name == p.name),
            _ => None,
        };
        for unused in parameters.iter().filter(|p| p.place == ParameterPlace::Path && position(p).is_none()) {
            let message = format!("path `{}` has no `{{{}}}`", operation.path, unused.name);
            self.diagnostics.push(
                Diagnostic::new(&code::PATH_PARAMETER_UNUSED, &unused.at, message)
                    .help("put it into the path, or remove the parameter")
                    .instead("nothing: the parameter is left out"),
            );
        }
        parameters.retain(|p| p.place != ParameterPlace::Path || position(p).is_some());
        parameters.sort_by(|a, b| {
            let key = |p: &Parameter| (position(p).unwrap_or(usize::MAX), !p.required, p.name.clone(), p.place);
            key(a).cmp(&key(b))
        });
        let index = |name: &str| parameters.iter().position(|p| p.place == ParameterPlace::Path && p.name == name);
        parts
            .iter()
            .map(|part| match part {
                TemplatePart::Literal(text) => Ok(TemplatePart::Literal(text.clone())),
                TemplatePart::Variable(name) => match index(name) {
                    Some(index) => Ok(TemplatePart::Variable(index)),
                    None if declares(operation, name) => Err(None),
                    None => {
                        let message = format!("no parameter describes `{{{name}}}` of path `{}`", operation.path);
                        let help = format!("add a parameter with `name: {name}`, `in: path` and `required: true`");
                        let diagnostic = Diagnostic::new(&code::PATH_PARAMETER_MISSING, &operation.at, message);
                        Err(Some(Box::new(diagnostic.help(help).instead(skip))))
                    }
                },
            })
            .collect()
    }
}

/// Whether the operation has a path parameter of that name, usable or not.
fn declares(operation: &description::Operation, name: &str) -> bool {
    let mut parameters = operation.parameters.iter().map(|parameter| &parameter.value);
    parameters.any(|parameter| {
        matches!(parameter, openapiv3::Parameter::Path { .. }) && parameter.parameter_data_ref().name == name
    })
}

/// Cuts a template at its `{variables}`.
pub(in crate::lower) fn template(text: &str) -> Result<Vec<TemplatePart<String>>, &'static str> {
    let mut parts = Vec::new();
    let mut seen = BTreeSet::new();
    let mut rest = text;
    while let Some(open) = rest.find(['{', '}']) {
        let (literal, tail) = rest.split_at(open);
        let inner = tail.strip_prefix('{').ok_or("a `}` has no `{`")?;
        let (name, after) = inner.split_once('}').ok_or("a `{` is not closed")?;
        if name.is_empty() || name.contains('{') {
            return Err("a `{` is not closed");
        }
        if !seen.insert(name) {
            return Err("it has the same variable twice");
        }
        if !literal.is_empty() {
            parts.push(TemplatePart::Literal(literal.to_owned()));
        }
        parts.push(TemplatePart::Variable(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(TemplatePart::Literal(rest.to_owned()));
    }
    Ok(parts)
}
