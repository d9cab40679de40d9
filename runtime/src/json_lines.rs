//! JSON texts one after the other, as they come.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::Stream;

use crate::client::OpenAnswer;
use crate::error::Failure;
use crate::headers::FromHeaders;
use crate::json::{FromJson, from_slice};
use crate::lines::{Ending, Lines};
use crate::response::Response;

/// The begin of a text in `application/json-seq` (RFC 7464 section 2.2).
const RECORD_SEPARATOR: u8 = 0x1e;

/// The values of a body that has a JSON text per line (`application/jsonl`, `application/x-ndjson`) or record
/// (`application/json-seq`, RFC 7464): a [`Stream`] of them, and without an extension trait [`next`](Self::next).
///
/// Nothing is read that is not asked for. A text that is not of the type is an error that keeps it, and the next one is
/// read all the same; if the body breaks off, that is an error behind the values that came, and the last one. No text is
/// longer than the client's limit for responses.
#[must_use = "nothing is read until a value is taken"]
pub struct JsonLines<T> {
    lines: Lines,
    values: PhantomData<fn() -> T>,
}

impl OpenAnswer {
    /// Takes the body as JSON texts.
    ///
    /// # Errors
    /// A header is not of its type: [`UndecodableReason::Header`](crate::UndecodableReason::Header).
    pub fn json_lines<T: FromJson, H: FromHeaders>(self) -> Result<Response<JsonLines<T>, H>, Failure> {
        let limit = self.response_limit;
        let response = self.stream()?;
        Ok(response.map(|bytes| JsonLines { lines: Lines::new(bytes, Ending::Newline, limit), values: PhantomData }))
    }
}

impl<T: FromJson> JsonLines<T> {
    /// Takes the next value; `None` at the end.
    ///
    /// # Errors
    /// A text is not of the type, the body broke off, or nothing came for too long.
    pub async fn next(&mut self) -> Option<Result<T, Failure>> {
        std::future::poll_fn(|cx| self.poll_value(cx)).await
    }

    fn poll_value(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Failure>>> {
        loop {
            let line = match ready!(self.lines.poll_line(cx)) {
                Some(Ok(line)) => line,
                Some(Err(failure)) => return Poll::Ready(Some(Err(failure))),
                None => return Poll::Ready(None),
            };
            let text = line.strip_prefix(&[RECORD_SEPARATOR]).unwrap_or(&line);
            if text.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let error = match from_slice(text) {
                Ok(value) => return Poll::Ready(Some(Ok(value))),
                Err(error) => error,
            };
            let text = line.slice_ref(text);
            return Poll::Ready(Some(Err(self.lines.bytes().undecodable_piece(text, error))));
        }
    }
}

impl<T: FromJson> Stream for JsonLines<T> {
    type Item = Result<T, Failure>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_value(cx)
    }
}

/// Shows how much came, and none of it.
impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("JsonLines").field(self.lines.bytes()).finish()
    }
}
