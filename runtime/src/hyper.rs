//! The default transport: hyper, with TLS by rustls.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper_rustls::{ConfigBuilderExt as _, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::ClientConfig;

use crate::body::Body;
use crate::transport::{BoxFuture, Transport, TransportError, TransportErrorKind};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const POOL_IDLE_TIMEOUT: Duration = Duration::from_secs(90);

/// HTTP/1.1 over TCP or TLS, with a pool of connections. Clones share the pool.
///
/// Calls have to be made on a tokio runtime with its I/O and time drivers. A TCP connection may take 10 s; idle ones
/// are kept for 90 s. Redirects, proxies and compression are not its business.
///
/// It sends a request a second time in one case: a kept connection turns out to be closed before the first byte of the
/// request was written. hyper tells this apart (it hands the request back), so nothing is ever sent twice.
#[derive(Clone)]
pub struct HyperTransport {
    client: Client<HttpsConnector<HttpConnector>, Body>,
}

impl HyperTransport {
    /// Trusts the roots of Mozilla's program, as the `webpki-roots` crate has them.
    ///
    /// # Errors
    /// The TLS library refuses its own defaults.
    pub fn new() -> Result<Self, TransportError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| TransportError::new(TransportErrorKind::Connect, error))?
            .with_webpki_roots()
            .with_no_client_auth();
        Ok(Self::with_tls(tls))
    }

    /// Trusts and shows what the configuration says, except for its ALPN protocols: HTTP/1.1 is all there is.
    pub fn with_tls(mut tls: ClientConfig) -> Self {
        tls.alpn_protocols.clear();
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(CONNECT_TIMEOUT));
        let connector =
            HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_http1().wrap_connector(tcp);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(POOL_IDLE_TIMEOUT)
            .retry_canceled_requests(true)
            .build(connector);
        Self { client }
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let response = self.client.request(request);
        Box::pin(async move {
            let response = response.await.map_err(|error| {
                let kind = if error.is_connect() { TransportErrorKind::Connect } else { TransportErrorKind::Send };
                TransportError::new(kind, error)
            })?;
            let receive = |error| TransportError::new(TransportErrorKind::Receive, error);
            Ok(response.map(|body| Body::stream(body.map_err(receive))))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        // Inside a block, so that the timer is looked for when it is polled and not before.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport").finish_non_exhaustive()
    }
}
