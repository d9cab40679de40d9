//! From a call to an HTTP request.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Uri};

use super::Settings;
use crate::call::{Call, CallOptions, drop_conditions};
use crate::error::InvalidRequest;

/// Writes a request down, complete but for the credential.
pub(super) fn request(
    settings: &Settings,
    call: Call,
    options: &CallOptions,
) -> Result<http::Request<Bytes>, InvalidRequest> {
    let mut call = call.finish()?;
    let operation = call.operation;
    let uri = uri(&settings.base, &call).map_err(|error| error.in_operation(operation))?;
    let mut headers = std::mem::take(&mut call.headers);
    if let Some(accept) = operation.accept {
        headers.entry(ACCEPT).or_insert(HeaderValue::from_static(accept));
    }
    headers.entry(USER_AGENT).or_insert_with(|| settings.user_agent.clone());
    options.apply(&mut headers).map_err(|error| error.in_operation(operation))?;
    if call.unconditional {
        drop_conditions(&mut headers);
    }
    set_content_length(&mut headers, &operation.method, call.body.as_ref());

    let mut request = http::Request::new(call.body.unwrap_or_default());
    *request.method_mut() = operation.method.clone();
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(request)
}

/// Puts encoded text next to encoded text. Nothing is parsed and written again, so nothing is normalized away.
fn uri(base: &str, call: &Call) -> Result<Uri, InvalidRequest> {
    let slash = if call.path.starts_with('/') { "" } else { "/" };
    let mark = if call.query.is_empty() { "" } else { "?" };
    let text = || format!("{base}{slash}{}{mark}{}", call.path, call.query);
    Uri::try_from(call.url.clone().unwrap_or_else(text))
        .map_err(|error| InvalidRequest::new(format!("the URL cannot be sent: {error}")))
}

/// The length of the body. Without one it is 0 where a body could be (RFC 9110 section 8.6).
fn set_content_length(headers: &mut HeaderMap, method: &Method, body: Option<&Bytes>) {
    let expected = matches!(*method, Method::POST | Method::PUT | Method::PATCH | Method::DELETE);
    match body {
        Some(body) => drop(headers.insert(CONTENT_LENGTH, body.len().into())),
        None if expected => drop(headers.insert(CONTENT_LENGTH, 0.into())),
        None => drop(headers.remove(CONTENT_LENGTH)),
    }
}
