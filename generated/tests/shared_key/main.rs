//! Signatures with an account's access key.
//!
//! | file | what holds |
//! |---|---|
//! | `vectors.rs` | the signatures of `vectors.json`, most of which Microsoft's own client for Python made |
//! | `properties.rs` | what of a request a signature covers, and what not |
//! | `calls.rs` | the date; what is refused; that the key stays secret; a call from end to end |

mod calls;
mod properties;
#[path = "../support/mod.rs"]
mod support;
mod vectors;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use azure_batch_client::SharedKey;
use azure_batch_client::runtime::Credential as _;
use azure_batch_client::runtime::http::{self, request::Parts};
use azure_batch_client::types::Timestamp;

use support::Result;

/// When requests are signed that have no date: 2017-02-17T00:00:00Z.
const NOW: Timestamp = Timestamp::constant(1_487_289_600, 0);

/// Signs a request; that never waits.
fn signed(key: &SharedKey, mut request: Parts) -> Result<Parts> {
    let done = match pin!(key.authorize(&mut request, NOW)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => return Err("the signature is not there at once".into()),
    };
    done?;
    Ok(request)
}

/// The `Authorization` that a request gets.
fn authorization(key: &SharedKey, request: Parts) -> Result<String> {
    let signed = signed(key, request)?;
    let value = signed.headers.get(http::header::AUTHORIZATION).ok_or("there is no Authorization")?;
    Ok(value.to_str()?.to_owned())
}

/// A request without body.
fn request<'a>(method: &str, url: &str, headers: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Parts> {
    let mut request = http::Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    Ok(request.body(())?.into_parts().0)
}
