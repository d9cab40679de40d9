//! The fake behind a port.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};

use bindery_runtime::{Body, BoxFuture, TransportError, TransportErrorKind};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use crate::fake::FakeBatch;
use crate::respond::respond;

/// A server on the loopback interface. It stops, with all of its connections, when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    task: JoinHandle<Infallible>,
}

impl Server {
    pub(crate) async fn start(fake: FakeBatch) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        Ok(Self { address, task: tokio::spawn(accept(listener, fake)) })
    }

    /// Returns the URL of the service, `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, fake: FakeBatch) -> Infallible {
    let mut connections = JoinSet::new();
    loop {
        // A connection that is gone before it was accepted is its client's affair.
        if let Ok((stream, _)) = listener.accept().await {
            connections.spawn(serve(stream, fake.clone()));
        }
        while connections.try_join_next().is_some() {}
    }
}

/// Serves a connection until it is closed: by the client, or because a fault leaves no answer.
async fn serve(stream: TcpStream, fake: FakeBatch) {
    let service = service_fn(|request| answer(fake.clone(), request));
    // How it ended is nobody's concern: whoever was to get an answer knows.
    let _ended = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(fake: FakeBatch, request: http::Request<Incoming>) -> Result<http::Response<Body>, TransportError> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(|error| TransportError::new(TransportErrorKind::Receive, error))?;
    let request = http::Request::from_parts(head, body.to_bytes());
    respond(fake.core(), request, |duration| -> BoxFuture<()> { Box::pin(tokio::time::sleep(duration)) }).await
}
