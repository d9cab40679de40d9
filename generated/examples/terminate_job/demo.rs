//! Plays the service for `--demo`: a bare socket on this machine that answers by the id of the job, and shows what
//! goes over the wire. Nothing of this is needed to use the crate.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Made up. It is sent like a real one and shown no more than a real one.
pub const TOKEN: &str = "made-up-token-of-the-demo";

const ID: &str = "3f0c2a9e-6b1d-4c58-9a7e-d2145f80b6c3";

/// What the server does with a request.
#[derive(Debug, PartialEq)]
pub enum Reply {
    /// Sends this.
    Answer(String),
    /// Closes the connection without a word.
    HangUp,
    /// Keeps the connection and says nothing.
    Silence,
}

/// Starts the server on a free port and returns its endpoint. It ends with the program.
///
/// # Errors
/// There is no free port.
pub async fn start() -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(serve(socket));
        }
    });
    Ok(endpoint)
}

async fn serve(mut socket: TcpStream) {
    // One request is all that this program sends, and it is short.
    let Some(request) = receive(&mut socket).await else { return };
    println!("\nthe server received:\n{}", shown('>', &request));
    let reply = reply(&request);
    match &reply {
        Reply::Answer(answer) => println!("the server answers:\n{}", shown('<', answer)),
        Reply::HangUp => println!("the server hangs up\n"),
        Reply::Silence => println!("the server says nothing\n"),
    }
    match reply {
        Reply::Answer(answer) => drop(socket.write_all(answer.as_bytes()).await),
        Reply::HangUp => {}
        Reply::Silence => std::future::pending().await,
    }
}

/// Reads a request with its body; `None` if it does not come to its end.
async fn receive(socket: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    while socket.read_buf(&mut bytes).await.ok()? > 0 {
        if length(&bytes).is_some_and(|length| bytes.len() >= length) {
            return Some(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    None
}

/// How long a request is, as soon as its head has come.
fn length(bytes: &[u8]) -> Option<usize> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut request = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(head) = request.parse(bytes).ok()? else { return None };
    let body = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-length"));
    let body = body.and_then(|header| str::from_utf8(header.value).ok()?.parse().ok());
    Some(head + body.unwrap_or(0))
}

/// Answers as the service would. The list for users is in the help text.
pub fn reply(request: &str) -> Reply {
    let answer = match job(request) {
        Some("nightly-render") => accepted(request, "Mon, 01 Jul 2024 12:34:56 GMT"),
        Some("broken-header") => accepted(request, "soon"),
        Some("finished") => refusal("409 Conflict", "JobCompleted", "The job is completed already.", ""),
        Some("busy") => refusal("503 Service Unavailable", "ServerBusy", "Try again later.", "Retry-After: 7\r\n"),
        Some("lost") => return Reply::HangUp,
        Some("silent") => return Reply::Silence,
        _ => refusal("404 Not Found", "JobNotFound", "This account has no such job.", ""),
    };
    Reply::Answer(answer)
}

/// The id of the job in `POST /jobs/{jobId}/terminate?... HTTP/1.1`, as it is encoded.
fn job(request: &str) -> Option<&str> {
    request.strip_prefix("POST /jobs/")?.split_once("/terminate?").map(|(job, _)| job)
}

fn accepted(request: &str, last_modified: &str) -> String {
    let id = request.lines().find_map(|line| line.strip_prefix("client-request-id: ")).unwrap_or_default();
    format!(
        "HTTP/1.1 202 Accepted\r\n\
         client-request-id: {id}\r\n\
         request-id: {ID}\r\n\
         ETag: \"0x8DC99CA5C1B2E40\"\r\n\
         Last-Modified: {last_modified}\r\n\
         DataServiceId: https://account.region.batch.azure.com/jobs/nightly-render\r\n\
         Content-Length: 0\r\n\r\n"
    )
}

fn refusal(status: &str, code: &str, message: &str, header: &str) -> String {
    let time = "2024-07-01T12:34:56.7890123Z";
    let message = format!(r#"{{"lang": "en-US", "value": "{message}\nRequestId:{ID}\nTime:{time}"}}"#);
    let body = format!(r#"{{"code": "{code}", "message": {message}}}"#);
    format!(
        "HTTP/1.1 {status}\r\n\
         request-id: {ID}\r\n\
         {header}\
         Content-Type: application/json; odata=minimalmetadata\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// The text with a mark before each line, and without the credential.
pub fn shown(mark: char, text: &str) -> String {
    let mut lines = String::new();
    for line in text.lines() {
        let secret = line.to_ascii_lowercase().starts_with("authorization:");
        let line = if secret { "authorization: (not shown)" } else { line };
        lines += &format!("{mark} {line}\n");
    }
    lines
}
