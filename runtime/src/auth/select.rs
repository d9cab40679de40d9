//! Which credentials an operation gets.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Credential, CredentialError};

/// The credentials of a client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Credentials {
    pub(crate) general: Option<Arc<dyn Credential>>,
    pub(crate) by_scheme: BTreeMap<String, Arc<dyn Credential>>,
}

impl Credentials {
    /// Picks what satisfies `security` (see [`Operation::security`](crate::Operation::security)):
    ///
    /// 1. the first alternative each of whose schemes has a credential of its own;
    /// 2. the general credential, whatever the scheme;
    /// 3. none, if anonymous calls are allowed.
    ///
    /// An operation without security gets none, so that no secret goes where it is not asked for.
    pub(crate) fn select(&self, security: &[&[&str]]) -> Result<Vec<Arc<dyn Credential>>, CredentialError> {
        let required = || security.iter().filter(|schemes| !schemes.is_empty());
        let of_schemes = |schemes: &&[&str]| schemes.iter().map(|name| self.by_scheme.get(*name).cloned()).collect();
        if let Some(own) = required().find_map(of_schemes) {
            return Ok(own);
        }
        if required().next().is_none() {
            return Ok(Vec::new());
        }
        if let Some(general) = &self.general {
            return Ok(vec![general.clone()]);
        }
        if security.iter().any(|schemes| schemes.is_empty()) {
            return Ok(Vec::new());
        }
        let alternatives: Vec<_> = required().map(|schemes| format!("`{}`", schemes.join("` with `"))).collect();
        Err(CredentialError::new(format!("the client has no credential for {}", alternatives.join(" or "))))
    }
}
