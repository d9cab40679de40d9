//! A server on the loopback interface. It gives the answers it is told to and keeps what it was sent.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Barrier;
use tokio::task::JoinHandle;

use super::Result;

/// What a server does once it has a whole request.
#[derive(Clone)]
pub struct Answer {
    bytes: Vec<u8>,
    close: bool,
    barrier: Option<Arc<Barrier>>,
}

impl Answer {
    /// Writes these bytes and waits for the next request on the same connection.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), close: false, barrier: None }
    }

    /// Writes these bytes and closes the connection.
    pub fn closing(bytes: impl Into<Vec<u8>>) -> Self {
        Self { close: true, ..Self::new(bytes) }
    }

    /// Keeps the connection open and never says anything.
    pub fn never() -> Self {
        Self::new("")
    }

    /// Waits before it answers until so many requests are waiting for their answers.
    pub fn together(self, requests: usize) -> Self {
        Self { barrier: Some(Arc::new(Barrier::new(requests))), ..self }
    }

    /// What the service says when all is well.
    pub fn accepted() -> Self {
        let headers = [
            ("client-request-id", "c6e1f7a2-0d3b-4e95-8b64-2f9a7c51d08e"),
            ("request-id", "3f0c2a9e-6b1d-4c58-9a7e-d2145f80b6c3"),
            ("ETag", "\"0x8DC99CA5C1B2E40\""),
            ("Last-Modified", "Mon, 01 Jul 2024 12:34:56 GMT"),
            ("DataServiceId", "https://account.region.batch.azure.com/jobs/nightly-render"),
        ];
        Self::new(response(202, &headers, ""))
    }
}

/// Writes a response with its length.
pub fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} Whatever\r\n");
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    format!("{text}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// A request as it was received.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub method: String,
    /// The path, encoded as it came.
    pub path: String,
    /// The query without its question mark, encoded as it came.
    pub query: String,
    /// Names as they were spelled, in the order they came.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Recorded {
    /// Returns the value of a header; of several the first.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The server. It is gone when this is dropped.
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Recorded>>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts a server on a free port that gives every request this answer.
    ///
    /// # Errors
    /// There is no free port.
    pub async fn start(answer: Answer) -> Result<Self> {
        Self::start_with(|_| vec![answer]).await
    }

    /// Starts a server on a free port whose answers need its endpoint: one for each request, and the last for all that
    /// come later.
    ///
    /// # Errors
    /// There is no free port.
    pub async fn start_with(answers: impl FnOnce(&str) -> Vec<Answer>) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let requests = Arc::default();
        let answers = answers(&format!("http://{address}")).into();
        let task = tokio::spawn(accept(listener, answers, Arc::clone(&requests)));
        Ok(Self { address, requests, task })
    }

    /// Returns the endpoint for a client.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the value of `Host` that requests should have.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// Returns what came so far. Requests are kept before they are answered, so one that was answered is in it.
    pub fn requests(&self) -> Vec<Recorded> {
        lock(&self.requests).clone()
    }

    /// Returns the one request that came.
    ///
    /// # Errors
    /// None came, or several did.
    pub fn request(&self) -> Result<Recorded> {
        match &self.requests()[..] {
            [request] => Ok(request.clone()),
            requests => Err(format!("{} requests came, not one", requests.len()).into()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock(requests: &Mutex<Vec<Recorded>>) -> MutexGuard<'_, Vec<Recorded>> {
    requests.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn accept(listener: TcpListener, answers: Arc<[Answer]>, requests: Arc<Mutex<Vec<Recorded>>>) {
    while let Ok((socket, _)) = listener.accept().await {
        let (answers, requests) = (Arc::clone(&answers), Arc::clone(&requests));
        tokio::spawn(async move {
            // The client sees a connection that breaks, and its test says so.
            let _ = serve(socket, &answers, &requests).await;
        });
    }
}

/// Serves one connection until the client closes it.
async fn serve(mut socket: TcpStream, answers: &[Answer], requests: &Mutex<Vec<Recorded>>) -> Result {
    let mut buffer = Vec::new();
    while let Some(request) = receive(&mut socket, &mut buffer).await? {
        let Some(answer) = answers.get(keep(requests, request)).or(answers.last()) else { break };
        if let Some(barrier) = &answer.barrier {
            barrier.wait().await;
        }
        socket.write_all(&answer.bytes).await?;
        if answer.close {
            break;
        }
    }
    Ok(())
}

/// Keeps a request, and says how many there were before.
fn keep(requests: &Mutex<Vec<Recorded>>, request: Recorded) -> usize {
    let mut requests = lock(requests);
    requests.push(request);
    requests.len() - 1
}

/// Reads up to the end of one request, which has the length it says it has; `None` at the end of the connection.
async fn receive(socket: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<Option<Recorded>> {
    loop {
        if let Some((mut request, head)) = parse_head(buffer)? {
            let length = request.header("content-length").map_or(Ok(0), str::parse::<usize>)?;
            if let Some(body) = buffer.get(head..head + length) {
                request.body = body.to_vec();
                buffer.drain(..head + length);
                return Ok(Some(request));
            }
        }
        if socket.read_buf(buffer).await? == 0 {
            return Ok(None);
        }
    }
}

/// Parses a request without its body, and says how long it is; `None` if it is not whole.
fn parse_head(bytes: &[u8]) -> Result<Option<(Recorded, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(length) = request.parse(bytes)? else { return Ok(None) };
    let target = request.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let recorded = Recorded {
        method: request.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: request.headers.iter().map(text).collect::<Result<_>>()?,
        body: Vec::new(),
    };
    Ok(Some((recorded, length)))
}

fn text(header: &httparse::Header<'_>) -> Result<(String, String)> {
    Ok((header.name.to_owned(), str::from_utf8(header.value)?.to_owned()))
}
