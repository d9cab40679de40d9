//! The client: versions, credentials and servers.

use std::collections::BTreeMap;

use super::name::{Case, Scope, identifier};
use super::{Planner, report_refused};
use crate::ir::{self, Api, ParameterRole, TemplatePart};
use crate::lock::Pin;
use crate::rust::{ApiVersion, Client, Docs, Scheme, Server, ServerVariable};
use crate::source::Pointer;

/// Methods of the builder that a setter may not be called.
pub(super) const BUILDER_METHODS: [&str; 13] = [
    "attempt_timeout",
    "build",
    "clone",
    "core",
    "credential",
    "credential_for",
    "new",
    "no_timeout",
    "response_limit",
    "retry",
    "timeout",
    "transport",
    "user_agent",
];

impl Planner<'_> {
    pub(super) fn client(&mut self) -> Client {
        let api_versions = self.api_versions.clone();
        let versions: Vec<&str> = api_versions.iter().map(|version| version.ident.as_str()).collect();
        let scope = Scope::new(Case::Value).reserve(&BUILDER_METHODS).reserve(&versions);
        let names = scope.assign(self.api.schemes.iter().map(|scheme| scheme.name.as_str()));
        let schemes = self.api.schemes.iter().map(|scheme| Scheme {
            name: scheme.name.clone(),
            ident: names.get(&scheme.name).into_owned(),
            kind: scheme.kind.clone(),
            docs: Docs { description: scheme.description.clone(), source: Some(scheme.at.clone()), ..Docs::default() },
        });
        Client { schemes: schemes.collect(), api_versions }
    }

    /// The type of each server. They have no names of their own, so they are numbered: with numbers that are free.
    fn server_names(&mut self) -> Vec<String> {
        let servers = &self.api.servers;
        if servers.len() < 2 && self.pins.servers.is_empty() {
            return vec!["Server".to_owned(); servers.len()];
        }
        let pins: Vec<Option<&Pin>> = servers.iter().map(|server| self.pins.servers.get(&server_key(server))).collect();
        let settled: Vec<&str> = pins.iter().flatten().map(|pin| pin.ident.as_str()).collect();
        let mut free = (1..).map(|number| format!("Server{number}")).filter(|name| !settled.contains(&name.as_str()));
        let words: Vec<String> = pins
            .iter()
            .zip(servers)
            .map(|(pin, server)| match pin {
                Some(_) => server_key(server),
                None => free.next().unwrap_or_default(),
            })
            .collect();
        let scope = Scope::new(Case::Type).pin(words.iter().map(String::as_str).zip(pins.iter().copied()));
        let names = scope.assign(words.iter().map(String::as_str));
        report_refused(&names, &mut self.diagnostics);
        words.iter().map(|words| names.get(words).into_owned()).collect()
    }

    pub(super) fn servers(&mut self) -> Vec<Server> {
        let idents = self.server_names();
        let servers = self.api.servers.iter().zip(idents).map(|(server, ident)| {
            let names = server.variables.iter().map(|variable| variable.name.as_str());
            let names = Scope::new(Case::Value).reserve(&["new", "url"]).assign(names);
            let position = |name: &str| server.variables.iter().position(|variable| variable.name == name);
            Server {
                name: server_key(server),
                ident,
                url: server
                    .url
                    .iter()
                    .filter_map(|part| match part {
                        TemplatePart::Literal(text) => Some(TemplatePart::Literal(text.clone())),
                        TemplatePart::Variable(name) => position(name).map(TemplatePart::Variable),
                    })
                    .collect(),
                variables: server
                    .variables
                    .iter()
                    .map(|variable| ServerVariable {
                        ident: names.get(&variable.name).into_owned(),
                        default: variable.default.clone(),
                        docs: Docs {
                            description: variable.description.clone(),
                            values: variable.values.clone(),
                            source: Some(variable.at.clone()),
                            ..Docs::default()
                        },
                    })
                    .collect(),
                docs: Docs {
                    description: server.description.clone(),
                    source: Some(server.at.clone()),
                    ..Docs::default()
                },
            }
        });
        servers.collect()
    }
}

/// What identifies a server: its URL as the document spells it.
fn server_key(server: &ir::Server) -> String {
    let parts = server.url.iter().map(|part| match part {
        TemplatePart::Literal(text) => text.clone(),
        TemplatePart::Variable(name) => format!("{{{name}}}"),
    });
    parts.collect()
}

/// The version parameters, by name.
pub(super) fn api_versions(api: &Api) -> Vec<ApiVersion> {
    let parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
    let versions: BTreeMap<&str, (&str, &Pointer)> = parameters
        .filter_map(|parameter| match &parameter.role {
            ParameterRole::ApiVersion(value) => Some((parameter.name.as_str(), (value.as_str(), &parameter.at))),
            _ => None,
        })
        .collect();
    let reserved: Vec<&str> = BUILDER_METHODS.into_iter().filter(|name| *name != "api_version").collect();
    let names = Scope::new(Case::Value).reserve(&reserved).assign(versions.keys().copied());
    let planned = versions.into_iter().map(|(name, (value, at))| {
        let ident = names.get(name).into_owned();
        ApiVersion {
            name: name.to_owned(),
            constant: identifier(&ident, Case::Constant),
            ident,
            value: value.to_owned(),
            source: at.clone(),
        }
    });
    planned.collect()
}
