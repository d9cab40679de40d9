//! An answer of which only the head has come.

use std::fmt;

use bytes::{Bytes, BytesMut};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;
use http_body_util::BodyExt as _;

use super::Client;
use super::clock::Clock;
use crate::answer::{Answer, Cut};
use crate::body::Body;
use crate::call::{Call, CallOptions};
use crate::error::Received;
use crate::operation::Target;

/// A response whose body is still to be read. Dropping it gives the rest up.
///
/// `Debug` shows neither headers nor the body.
pub struct OpenAnswer {
    pub(crate) client: Client,
    pub(crate) target: Target,
    pub(crate) head: http::response::Parts,
    pub(crate) body: Body,
    /// Goes on while the body is read.
    pub(crate) clock: Clock,
    /// What was sent, to send it again.
    pub(crate) again: Box<(Call, CallOptions)>,
    /// How long the body may be, in bytes, if it is read into memory.
    pub(crate) response_limit: u64,
}

impl OpenAnswer {
    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// Returns which of some media types the body has; the first one if it has none of them, or says nothing.
    pub fn media_type(&self, known: &[&str]) -> usize {
        media_type(&self.head.headers, known)
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Reads the body to its end, or to a limit of the client: of time, or of the length of responses. What is wrong
    /// with it then is said by the methods of [`Answer`].
    pub async fn read(mut self) -> Answer {
        let (body, cut) = read(&mut self.body, self.response_limit, &mut self.clock).await;
        let Self { target, head, .. } = self;
        Answer::new(target, Received { status: head.status, headers: head.headers, body }, cut)
    }
}

impl fmt::Debug for OpenAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenAnswer")
            .field("target", &self.target)
            .field("status", &self.status())
            .finish_non_exhaustive()
    }
}

/// Which of some media types the `Content-Type` names: by type and subtype, whatever the parameters (RFC 9110 section
/// 8.3.1), else by what the subtype ends with after a `+`. The first one if it is none of them.
pub(crate) fn media_type(headers: &HeaderMap, known: &[&str]) -> usize {
    let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let Some(found) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(essence) else { return 0 };
    let suffix = |text: &str| text.rsplit(['/', '+']).next().map(str::to_owned);
    let same = known.iter().position(|known| essence(known) == found);
    let akin = || known.iter().position(|known| suffix(&essence(known)) == suffix(&found));
    same.or_else(akin).unwrap_or_default()
}

/// How much of a response that nobody wants is read, in bytes, to keep its connection.
const DRAINED: usize = 64 * 1024;

/// Reads a body that nobody wants.
pub(super) async fn drain(body: Option<Body>) {
    let Some(mut body) = body else { return };
    let mut length = 0;
    while let Some(Ok(frame)) = body.frame().await {
        length += frame.data_ref().map_or(0, Bytes::len);
        if length > DRAINED {
            return;
        }
    }
}

/// Reads a body as far as it goes.
pub(super) async fn read(body: &mut Body, limit: u64, clock: &mut Clock) -> (Bytes, Option<Cut>) {
    let mut bytes = BytesMut::new();
    let too_large = Some(Cut::TooLarge { limit });
    if body.size_hint().lower() > limit {
        return (Bytes::new(), too_large);
    }
    loop {
        let frame = match clock.limit(body.frame()).await {
            Ok(None) => return (bytes.freeze(), None),
            Ok(Some(Ok(frame))) => frame,
            Ok(Some(Err(error))) => return (bytes.freeze(), Some(Cut::Broken(error))),
            Err(over) => return (bytes.freeze(), Some(Cut::TimedOut { limit: over.limit })),
        };
        let Ok(data) = frame.into_data() else { continue };
        if (bytes.len() + data.len()) as u64 > limit {
            return (bytes.freeze(), too_large);
        }
        bytes.extend_from_slice(&data);
    }
}
