//! Operations and clients that the tests share.

use bindery_runtime as rt;
use rt::http::Method;

pub(crate) const fn operation(method: Method, security: &'static [&'static [&'static str]]) -> rt::Operation {
    let error = rt::ErrorFields { code: &["/code"], message: &["/message/value"] };
    rt::Operation {
        id: "X",
        method,
        path: "/x",
        accept: Some("application/json"),
        security,
        request_id: Some("request-id"),
        error,
    }
}

/// Security: any one scheme, or none at all.
#[allow(dead_code, reason = "not every test binary uses it")]
pub(crate) static POST: rt::Operation = operation(Method::POST, &[&["azure_auth"], &[]]);

/// Security: one of two schemes.
#[allow(dead_code, reason = "not every test binary uses it")]
pub(crate) static SECURE: rt::Operation = operation(Method::GET, &[&["azure_auth"], &["api_key"]]);

/// No security.
#[allow(dead_code, reason = "not every test binary uses it")]
pub(crate) static OPEN: rt::Operation = operation(Method::GET, &[]);

#[allow(dead_code, reason = "not every test binary uses it")]
pub(crate) fn call(operation: &'static rt::Operation) -> rt::Call {
    let mut call = rt::Call::new(operation);
    call.literal("/x");
    call
}

#[allow(dead_code, reason = "not every test binary uses it")]
pub(crate) fn mock() -> rt::MockTransport {
    let mock = rt::MockTransport::new();
    mock.respond(200, &[], "");
    mock
}

#[allow(dead_code, reason = "not every test binary uses it")]
pub(crate) fn client(mock: &rt::MockTransport) -> Result<rt::Client, rt::InvalidRequest> {
    rt::Client::builder("https://h")?.transport(mock.clone()).build()
}
