//! Things that go wrong when a test wants them to.

use std::fmt;
use std::time::Duration;

use http::{Method, StatusCode};

use crate::request::Request;

/// Something that goes wrong, once unless said otherwise, with the next request that it fits.
///
/// ```
/// # use std::time::Duration;
/// # use azure_batch_fake::{FakeBatch, Fault};
/// # use http::{Method, StatusCode};
/// let fake = FakeBatch::new();
/// fake.fail_next(Fault::status(StatusCode::SERVICE_UNAVAILABLE).retry_after(Duration::from_secs(2)).times(3));
/// fake.fail_next(Fault::reset_after().on(Method::POST, "/jobs/nightly/terminate"));
/// ```
pub struct Fault {
    pub(crate) kind: Kind,
    times: u32,
    fits: Option<Fits>,
}

/// Says whether a fault is meant for a request.
type Fits = Box<dyn Fn(&Request) -> bool + Send + Sync>;

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Answer(Answer),
    Refuse,
    ResetBefore,
    ResetAfter,
    Slow(Duration),
    Truncate,
}

/// An answer that is given without acting.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) code: String,
    /// What to say instead of a `BatchError`.
    pub(crate) body: Option<String>,
    pub(crate) retry_after: Option<Duration>,
}

impl Fault {
    fn new(kind: Kind) -> Self {
        Self { kind, times: 1, fits: None }
    }

    /// An answer with a status and a `BatchError`. Nothing is done.
    pub fn status(status: StatusCode) -> Self {
        let code = match status.as_u16() {
            429 => "TooManyRequests",
            503 => "ServerBusy",
            _ => "InternalError",
        };
        Self::new(Kind::Answer(Answer { status, code: code.to_owned(), body: None, retry_after: None }))
    }

    /// An answer that is no JSON, as a proxy gives it. Nothing is done.
    pub fn not_json(status: StatusCode) -> Self {
        Self::status(status).body("<html><body>Bad gateway</body></html>")
    }

    /// There is no connection. Over HTTP it is closed before there is an answer, which looks like
    /// [`reset_before`](Self::reset_before).
    pub fn refuse() -> Self {
        Self::new(Kind::Refuse)
    }

    /// The connection breaks before anything is done.
    pub fn reset_before() -> Self {
        Self::new(Kind::ResetBefore)
    }

    /// The connection breaks when all is done, before the answer.
    pub fn reset_after() -> Self {
        Self::new(Kind::ResetAfter)
    }

    /// Nothing happens for a while; then all is as usual. In process the wait is that of
    /// [`Transport::sleep`](bindery_runtime::Transport::sleep) and takes no real time.
    pub fn slow(duration: Duration) -> Self {
        Self::new(Kind::Slow(duration))
    }

    /// The answer breaks off in the middle of its body. One without a body arrives unharmed.
    pub fn truncated() -> Self {
        Self::new(Kind::Truncate)
    }

    /// Sets the code of the `BatchError` of [`status`](Self::status).
    pub fn code(mut self, code: &str) -> Self {
        if let Kind::Answer(answer) = &mut self.kind {
            code.clone_into(&mut answer.code);
        }
        self
    }

    /// Sets the body of [`status`](Self::status), instead of a `BatchError`.
    pub fn body(mut self, body: &str) -> Self {
        if let Kind::Answer(answer) = &mut self.kind {
            answer.body = Some(body.to_owned());
        }
        self
    }

    /// Sets the `Retry-After` of [`status`](Self::status), in whole seconds.
    pub fn retry_after(mut self, wait: Duration) -> Self {
        if let Kind::Answer(answer) = &mut self.kind {
            answer.retry_after = Some(wait);
        }
        self
    }

    /// Happens that often.
    pub fn times(mut self, times: u32) -> Self {
        self.times = times;
        self
    }

    /// Happens only to a method, and to paths that begin like that.
    pub fn on(self, method: Method, path: &str) -> Self {
        let path = path.to_owned();
        self.when(move |request| request.method == method && request.path.starts_with(&path))
    }

    /// Happens only to requests like that.
    pub fn when(mut self, fits: impl Fn(&Request) -> bool + Send + Sync + 'static) -> Self {
        self.fits = Some(Box::new(fits));
        self
    }
}

/// Takes the first fault that fits a request.
pub(crate) fn take(faults: &mut Vec<Fault>, request: &Request) -> Option<Kind> {
    faults.retain(|fault| fault.times > 0);
    let fault = faults.iter_mut().find(|fault| fault.fits.as_ref().is_none_or(|fits| fits(request)))?;
    fault.times -= 1;
    Some(fault.kind.clone())
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fault").field("kind", &self.kind).field("times", &self.times).finish_non_exhaustive()
    }
}
