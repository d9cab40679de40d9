//! Security schemes and requirements (OAS 3.0.3 sections 4.7.27 and 4.7.30).

use openapiv3 as oas;

use super::Lowerer;
use crate::description::{At, Operation};
use crate::diagnostic::{Diagnostic, code};
use crate::ir::{SchemeKind, SecurityScheme};

impl Lowerer<'_> {
    /// All declared schemes, by name.
    pub(super) fn schemes(&mut self) -> Vec<SecurityScheme> {
        let description = self.description;
        description.security_schemes.iter().map(|(name, scheme)| self.scheme(name, scheme)).collect()
    }

    fn scheme(&mut self, name: &str, scheme: &At<oas::SecurityScheme>) -> SecurityScheme {
        let At { value, at } = scheme;
        let (kind, description) = match value {
            oas::SecurityScheme::APIKey { location, name, description, .. } => {
                let kind = match location {
                    oas::APIKeyLocation::Header => SchemeKind::HeaderKey(name.clone()),
                    oas::APIKeyLocation::Query => SchemeKind::QueryKey(name.clone()),
                    oas::APIKeyLocation::Cookie => SchemeKind::CookieKey(name.clone()),
                };
                (kind, description)
            }
            oas::SecurityScheme::HTTP { scheme, description, .. } => {
                let kind = match scheme.to_ascii_lowercase().as_str() {
                    "bearer" => SchemeKind::Bearer,
                    "basic" => SchemeKind::Basic,
                    other => SchemeKind::Other(other.to_owned()),
                };
                (kind, description)
            }
            oas::SecurityScheme::OAuth2 { description, .. }
            | oas::SecurityScheme::OpenIDConnect { description, .. } => (SchemeKind::Bearer, description),
        };
        if let SchemeKind::Other(scheme) = &kind {
            let message = format!("HTTP authentication `{scheme}` has no credential type");
            let diagnostic = Diagnostic::new(&code::SECURITY_UNSUPPORTED, at, message);
            self.report(diagnostic.instead("a setter that takes any credential"));
        }
        SecurityScheme { name: name.to_owned(), kind, description: description.clone(), at: at.clone() }
    }

    /// The alternatives that authorize an operation. One that names an undeclared scheme is left out.
    pub(super) fn requirement(&mut self, operation: &Operation) -> Vec<Vec<String>> {
        let description = self.description;
        let alternatives = operation.security.as_ref().unwrap_or(&description.security);
        let mut kept = Vec::new();
        for At { value, at } in alternatives {
            let unknown = value.keys().find(|name| !description.security_schemes.contains_key(*name));
            match unknown {
                Some(name) => {
                    let message = format!("security scheme `{name}` is not declared");
                    self.report(
                        Diagnostic::new(&code::UNKNOWN_SECURITY_SCHEME, at.key(name), message)
                            .help("declare it under `components/securitySchemes`")
                            .instead("a requirement without this alternative"),
                    );
                }
                None => {
                    let mut names: Vec<String> = value.keys().cloned().collect();
                    names.sort();
                    kept.push(names);
                }
            }
        }
        kept
    }
}
