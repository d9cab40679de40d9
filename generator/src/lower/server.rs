//! Servers (OAS 3.0.3 section 4.7.5).

use openapiv3 as oas;

use super::Lowerer;
use super::operation::template;
use crate::description::At;
use crate::diagnostic::{Diagnostic, code};
use crate::ir::{Server, ServerVariable, TemplatePart};

impl Lowerer<'_> {
    /// The servers whose URLs can be used, in the order of preference that the document gives them.
    pub(super) fn servers(&mut self) -> Vec<Server> {
        let description = self.description;
        description.servers.iter().filter_map(|server| self.server(server)).collect()
    }

    fn server(&mut self, server: &At<oas::Server>) -> Option<Server> {
        let At { value, at } = server;
        let instead = "nothing for this server: the endpoint is given to the client as text";
        let parts = match template(&value.url) {
            Ok(parts) => parts,
            Err(problem) => {
                let message = format!("server URL `{}` cannot be used: {problem}", value.url);
                self.report(Diagnostic::new(&code::INVALID_SERVER, at.key("url"), message).instead(instead));
                return None;
            }
        };
        let mut variables = Vec::new();
        for part in &parts {
            let TemplatePart::Variable(name) = part else { continue };
            let Some(variable) = value.variables.as_ref().and_then(|variables| variables.get(name)) else {
                let message = format!("server URL `{}` has `{{{name}}}`, which is not declared", value.url);
                let help = format!("declare `{name}` under `variables`, with a `default`");
                self.report(
                    Diagnostic::new(&code::SERVER_VARIABLE, at.key("url"), message).help(help).instead(instead),
                );
                return None;
            };
            variables.push(ServerVariable {
                name: name.clone(),
                default: variable.default.clone(),
                values: variable.enumeration.clone(),
                description: variable.description.clone(),
                at: at.keys(["variables", name]),
            });
        }
        for name in value.variables.iter().flatten().map(|(name, _)| name) {
            if !variables.iter().any(|variable| variable.name == *name) {
                let message = format!("server URL `{}` has no `{{{name}}}`", value.url);
                let diagnostic = Diagnostic::new(&code::SERVER_VARIABLE, at.keys(["variables", name]), message);
                self.report(diagnostic.instead("nothing for the variable"));
            }
        }
        let absolute =
            value.url.starts_with("http://") || value.url.starts_with("https://") || value.url.starts_with('{');
        if !absolute {
            let message = format!("server URL `{}` is relative to where the document is served", value.url);
            self.report(
                Diagnostic::new(&code::INVALID_SERVER, at.key("url"), message)
                    .help("write an absolute URL")
                    .instead(instead),
            );
            return None;
        }
        Some(Server { url: parts, description: value.description.clone(), variables, at: at.clone() })
    }
}
