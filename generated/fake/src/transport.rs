//! The fake as a transport: no network, no real time.

use std::time::Duration;

use bindery_runtime::{Body, BoxFuture, Transport, TransportError};
use http_body_util::BodyExt as _;

use crate::fake::FakeBatch;
use crate::respond::respond;

/// Hands requests to a [`FakeBatch`] inside the process. Any endpoint will do.
#[derive(Clone, Debug)]
pub struct FakeTransport(pub(crate) FakeBatch);

impl Transport for FakeTransport {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let fake = self.0.clone();
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.collect().await?.to_bytes();
            let sleep = |duration| fake.core().timeline.clone().sleep(duration);
            respond(fake.core(), http::Request::from_parts(head, body), |duration| Box::pin(sleep(duration))).await
        })
    }

    /// Takes no real time: when all that is left is to wait, the shortest wait is over.
    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        Box::pin(self.0.core().timeline.clone().sleep(duration))
    }
}
