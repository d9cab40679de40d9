//! Microsoft Entra ID through the Azure SDK. All that is peculiar to Batch is the scope.

use std::sync::Arc;

use bindery_runtime as rt;
use rt::azure_core::credentials::TokenCredential;
use rt::http::HeaderMap;
use rt::http::request::Parts;
use rt::jiff::Timestamp;
use rt::{AuthorizeFuture, AzureToken, Credential, RefreshingBearer};

/// Any credential of the Azure SDK for Rust, such as those of `azure_identity`, as a credential for Batch.
///
/// A token is asked for with the first call, kept, and replaced before it expires by one call at a time, as
/// [`RefreshingBearer`] describes. The caller needs a role on the account that allows what is called.
///
/// ```
/// use std::sync::Arc;
///
/// use azure_batch_client::runtime::azure_core::credentials::TokenCredential;
/// use azure_batch_client::{Client, Entra, Error};
///
/// fn client(credential: Arc<dyn TokenCredential>) -> Result<Client, Error> {
///     Client::builder("https://myaccount.eastus.batch.azure.com")?.credential(Entra::new(credential)).build()
/// }
/// ```
#[derive(Debug)]
pub struct Entra(RefreshingBearer);

impl Entra {
    /// What tokens of Azure's public cloud are for: anything that the caller may do in Batch.
    pub const SCOPE: &str = "https://batch.core.windows.net/.default";
    /// The scope of Azure Government, the cloud of the United States' authorities.
    pub const SCOPE_US_GOVERNMENT: &str = "https://batch.core.usgovcloudapi.net/.default";
    /// The scope of Azure in China, operated by 21Vianet.
    pub const SCOPE_CHINA: &str = "https://batch.chinacloudapi.cn/.default";

    /// Makes a credential for accounts of the public cloud.
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self::with_scope(credential, Self::SCOPE)
    }

    /// Makes a credential for accounts of another cloud. The SDK's credential has to be of that cloud too.
    pub fn with_scope(credential: Arc<dyn TokenCredential>, scope: impl Into<String>) -> Self {
        Self(RefreshingBearer::new(AzureToken::new(credential), [scope]))
    }
}

impl Credential for Entra {
    fn authorize<'a>(&'a self, request: &'a mut Parts, now: Timestamp) -> AuthorizeFuture<'a> {
        self.0.authorize(request, now)
    }

    fn refused(&self, request: &HeaderMap) -> bool {
        self.0.refused(request)
    }
}
