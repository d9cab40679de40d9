//! The credential of the examples, from the environment: there it shows up neither in the list of processes nor in the
//! shell's history.

use azure_batch_client::runtime::InvalidRequest;
use azure_batch_client::{ClientBuilder, SharedKey};

/// Gives the client a token (`AZURE_BATCH_TOKEN`), or else an account and its key (`AZURE_BATCH_ACCOUNT` and
/// `AZURE_BATCH_KEY`).
///
/// If there is neither, the client has no credential, and says so when it is asked to make a call.
///
/// # Errors
/// The account or the key cannot be one. The error does not quote the key.
pub fn from_environment(builder: ClientBuilder) -> Result<ClientBuilder, InvalidRequest> {
    let account = variable("AZURE_BATCH_ACCOUNT").zip(variable("AZURE_BATCH_KEY"));
    match (variable("AZURE_BATCH_TOKEN"), account) {
        (Some(token), _) => Ok(builder.azure_auth(token)),
        (None, Some((account, key))) => Ok(builder.credential(SharedKey::new(account, key)?)),
        (None, None) => Ok(builder),
    }
}

/// Reads a variable. One that is empty counts as not set. One that is not Unicode can be no credential either: what
/// cannot be read of it is replaced, and the client then refuses it without showing it.
fn variable(name: &str) -> Option<String> {
    let value = std::env::var_os(name)?.to_string_lossy().into_owned();
    (!value.is_empty()).then_some(value)
}
