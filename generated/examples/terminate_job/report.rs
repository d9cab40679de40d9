//! What to tell the user. Nothing here can show a secret: no error holds one.

use std::error::Error as StdError;
use std::fmt::Write as _;

use azure_batch_client::Error;
use azure_batch_client::jobs::TerminateHeaders;
use azure_batch_client::models::BatchError;
use azure_batch_client::runtime::{Response, ServiceError, UndecodableResponse};

/// Tells what the service answered. Every header is optional: the service may leave any of them out.
pub fn success<T>(accepted: &Response<T, TerminateHeaders>) -> String {
    let TerminateHeaders { request_id, etag, last_modified, client_request_id, .. } = accepted.headers();
    let mut text = format!("{}: the service terminates the job\n", accepted.status());
    fact(&mut text, "request id", request_id.as_ref());
    fact(&mut text, "client request id", client_request_id.as_ref());
    fact(&mut text, "ETag", etag.as_ref());
    fact(&mut text, "last modified", last_modified.as_ref());
    text
}

/// Tells what went wrong and what can be done about it.
pub fn failure(error: &Error) -> String {
    // The error itself is one line with method, path, status, code, message and request id. What the network or the
    // decoder had to say is in its causes.
    let mut text = format!("error: {error}\n");
    for cause in causes(error) {
        fact(&mut text, "because", Some(cause));
    }
    match error {
        Error::Service(error) => service(&mut text, error),
        Error::Undecodable(error) => undecodable(&mut text, error),
        _ => {}
    }
    text + "help: " + advice(error) + "\n"
}

/// The kinds of errors, as numbers for scripts. The help text has the list.
pub fn exit_status(error: &Error) -> u8 {
    match error {
        Error::InvalidRequest(_) => 3,
        Error::Credential(_) => 4,
        Error::Transport(_) => 5,
        Error::Timeout(_) => 6,
        Error::Service(_) => 7,
        Error::Undecodable(_) => 8,
        // Later versions of the crate may have more kinds.
        _ => 1,
    }
}

/// Everything that the service said, one by one. Programs rather match on `code`.
fn service(text: &mut String, error: &ServiceError<BatchError>) {
    fact(text, "status", Some(error.status()));
    fact(text, "code", error.code());
    fact(text, "message", error.message());
    // The body is `None` if it was not as described: a page of a proxy, for example.
    let details = error.body().and_then(|body| body.values.as_deref()).unwrap_or_default();
    for detail in details {
        fact(text, detail.key.as_deref().unwrap_or("detail"), detail.value.as_deref());
    }
    fact(text, "request id", error.request_id());
    fact(text, "wait", error.retry_after().map(|wait| format!("{wait:?}")));
}

fn undecodable(text: &mut String, error: &UndecodableResponse) {
    fact(text, "status", Some(error.status()));
    fact(text, "request id", error.request_id());
    fact(text, "body", Some(format!("{} bytes", error.raw_body().len())));
}

/// What to do next. Each kind of error has its own answer, and so have some codes of the service.
fn advice(error: &Error) -> &'static str {
    match error {
        Error::InvalidRequest(_) => {
            "nothing was sent. Correct the endpoint, the argument or the credential that is named above."
        }
        Error::Credential(_) => {
            "nothing was sent. Set AZURE_BATCH_TOKEN, or AZURE_BATCH_ACCOUNT and AZURE_BATCH_KEY, without white space \
             around the value, and use https: credentials go over plain http to this machine only."
        }
        Error::Transport(_) if !error.may_have_been_sent() => {
            "nothing was sent. Check the endpoint and the network, then try again."
        }
        Error::Transport(_) | Error::Timeout(_) => {
            "the service may have acted on the request. Look at the state of the job, or try again: JobTerminating or \
             JobCompleted then means that the first attempt did take effect."
        }
        Error::Service(error) => service_advice(error),
        Error::Undecodable(_) => {
            "the service has most likely acted on the request, so do not repeat it blindly. Something between here \
             and there may have changed the answer, or the service speaks another api-version."
        }
        _ => "see the message above.",
    }
}

fn service_advice(error: &ServiceError<BatchError>) -> &'static str {
    match (error.code(), error.status().as_u16()) {
        (Some("JobNotFound"), _) => "check the id of the job, and that the endpoint is that of its account.",
        (Some("JobTerminating" | "JobCompleted"), _) => {
            "the job is over, or will be soon: nothing is left to do. After a lost answer this means that the earlier \
             attempt took effect."
        }
        (_, 401 | 403) => "the credential was refused. Tokens expire; signatures need a clock that is right.",
        _ if error.is_retryable() => "the service cannot answer now. Wait as long as it asks to, then try again.",
        _ => "the same request will be refused again. With the request id, Microsoft's support can tell more.",
    }
}

fn causes(error: &Error) -> impl Iterator<Item = &(dyn StdError + 'static)> {
    std::iter::successors(error.source(), |cause: &&(dyn StdError + 'static)| (*cause).source())
}

/// Appends a fact if it is there. Text of others may have several lines; they are indented, and what a terminal would
/// obey is left out.
fn fact(text: &mut String, name: &str, value: Option<impl ToString>) {
    let Some(value) = value.map(|value| value.to_string()) else { return };
    let lines: Vec<_> = value.lines().map(printable).collect();
    // Writing to a `String` cannot fail.
    let _ = writeln!(text, "  {}: {}", printable(name), lines.join("\n    "));
}

fn printable(line: &str) -> String {
    line.chars().filter(|c| !c.is_control()).collect()
}
