//! A call before it is made, and what comes back.

use std::fmt::Debug;
use std::pin::Pin;

use azure_batch_client::Error;
use azure_batch_client::runtime::http::{HeaderMap, Request, StatusCode};
use azure_batch_client::runtime::{ByteStream, InvalidRequest, Response, ToJson, json};
use azure_batch_client::types::Bytes;

/// More than any body here has.
const LIMIT: u64 = 1 << 20;

/// A call whose arguments are all set. Nothing was sent yet.
pub struct Prepared {
    /// Both forms of `Debug` of the request.
    pub debug: String,
    /// The request as it can be inspected.
    pub http: Result<Request<Bytes>, InvalidRequest>,
    /// Sends it.
    pub answer: Pin<Box<dyn Future<Output = Result<Outcome, Error>> + Send>>,
}

/// A success, whatever the type of its body is.
#[derive(Debug)]
pub struct Outcome {
    pub status: StatusCode,
    pub raw_headers: HeaderMap,
    /// `Debug` of the headers that the operation declares.
    pub headers: String,
    /// The body as it went through its type: JSON of a model, `true` or `false` of an existence check, the bytes of a
    /// file, nothing of nothing.
    pub body: Vec<u8>,
    /// Both forms of `Debug` of the whole answer.
    pub debug: String,
}

impl Outcome {
    fn new<T: Debug, H: Debug>(response: &Response<T, H>, body: Vec<u8>) -> Self {
        Self {
            status: response.status(),
            raw_headers: response.raw_headers().clone(),
            headers: format!("{:?}", response.headers()),
            body,
            debug: format!("{response:?} {response:#?}"),
        }
    }
}

/// An answer with a JSON body, or one that says whether something is there.
pub async fn json<T: ToJson + Debug, H: Debug>(response: Response<T, H>) -> Result<Outcome, Error> {
    let body = json::to_vec(&*response).unwrap_or_else(|error| error.to_string().into_bytes());
    Ok(Outcome::new(&response, body))
}

/// An answer without a body, whatever stands in its place.
pub async fn nothing<T: Debug, H: Debug>(response: Response<T, H>) -> Result<Outcome, Error> {
    Ok(Outcome::new(&response, Vec::new()))
}

/// An answer that is a file.
pub async fn bytes<H: Debug>(response: Response<ByteStream, H>) -> Result<Outcome, Error> {
    let mut outcome = Outcome::new(&response, Vec::new());
    outcome.body = response.into_body().collect(LIMIT).await?.to_vec();
    Ok(outcome)
}
