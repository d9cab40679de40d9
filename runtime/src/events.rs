//! Server-sent events (WHATWG HTML Living Standard, section 9.2).

use std::fmt;
use std::mem::take;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_util::Stream;
use http::{HeaderName, HeaderValue, StatusCode};

use crate::call::{Call, CallOptions};
use crate::client::{Client, OpenAnswer};
use crate::error::{Failure, UndecodableReason};
use crate::headers::FromHeaders;
use crate::json::{DecodeError, FromJson, from_slice};
use crate::lines::{Ending, Lines};
use crate::response::Response;
use crate::stream::ByteStream;
use crate::transport::BoxFuture;

/// How long to wait before connecting again, unless the service says it.
const RETRY: Duration = Duration::from_secs(3);

/// What services in the manner of OpenAI send in place of JSON when there is no more to come.
const DONE: &str = "[DONE]";

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The `event` field; `message` if there is none.
    pub event: String,
    /// The last `id` field of the stream so far; empty if there was none.
    pub id: String,
    /// What the `data` fields hold.
    pub data: T,
}

/// The events of a body of type `text/event-stream`: a [`Stream`] of them, and without an extension trait
/// [`next`](Self::next).
///
/// Nothing is read that is not asked for. Data that is not of its type is an error that keeps it, and the next event is
/// read all the same. The text `[DONE]` in place of JSON ends the stream. An event that is not ended by an empty line is
/// dropped, as the standard says. No line is longer than the client's limit for responses.
///
/// With [`reconnect`](Self::reconnect) the request is sent again when the body ends or breaks off, as browsers do.
#[must_use = "nothing is read until an event is taken"]
pub struct EventStream<T>(Box<Inner<T>>);

struct Inner<T> {
    source: Source,
    decode: Decode<T>,
    /// The event that is being read.
    event: String,
    data: Option<String>,
    last_id: String,
    retry: Duration,
    client: Client,
    call: Call,
    options: CallOptions,
    limit: u64,
    /// How often in a row the request is sent again without an event, and how often it still is.
    reconnections: (u32, u32),
}

enum Source {
    Open(Lines),
    Waiting(BoxFuture<Result<OpenAnswer, Failure>>),
    Ended,
}

/// Makes a value of data; `None` if it means that there is no more.
type Decode<T> = fn(&str) -> Result<Option<T>, DecodeError>;

impl OpenAnswer {
    /// Takes the body as events whose data is JSON.
    ///
    /// # Errors
    /// A header is not of its type: [`UndecodableReason::Header`].
    pub fn events<T: FromJson, H: FromHeaders>(self) -> Result<Response<EventStream<T>, H>, Failure> {
        self.into_events(|data| match data {
            DONE => Ok(None),
            data => from_slice(data.as_bytes()).map(Some),
        })
    }

    /// Takes the body as events whose data is text.
    ///
    /// # Errors
    /// As [`events`](Self::events).
    pub fn text_events<H: FromHeaders>(self) -> Result<Response<EventStream<String>, H>, Failure> {
        self.into_events(|data| Ok(Some(data.to_owned())))
    }

    fn into_events<T, H: FromHeaders>(self, decode: Decode<T>) -> Result<Response<EventStream<T>, H>, Failure> {
        let (client, limit, (call, options)) = (self.client.clone(), self.response_limit, (*self.again).clone());
        Ok(self.stream()?.map(|bytes| {
            EventStream(Box::new(Inner {
                source: Source::Open(lines(bytes, limit)),
                decode,
                event: String::new(),
                data: None,
                last_id: String::new(),
                retry: RETRY,
                client,
                call,
                options,
                limit,
                reconnections: (0, 0),
            }))
        }))
    }
}

fn lines(bytes: ByteStream, limit: u64) -> Lines {
    Lines::new(bytes, Ending::Any, limit)
}

impl<T> EventStream<T> {
    /// Sends the request again when the body ends or breaks off, so often in a row without an event, after the time that
    /// the service names in `retry` (3 seconds unless it does) and with the last id in `Last-Event-ID`. A service that
    /// answers `204 No Content` ends the stream.
    pub fn reconnect(mut self, times: u32) -> Self {
        self.0.reconnections = (times, times);
        self
    }

    /// The last `id` so far; empty if there was none.
    pub fn last_event_id(&self) -> &str {
        &self.0.last_id
    }

    /// Takes the next event; `None` at the end. A future that is dropped loses nothing.
    ///
    /// # Errors
    /// The data is not of its type, the body broke off, or nothing came for too long.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Failure>> {
        std::future::poll_fn(|cx| self.0.poll_event(cx)).await
    }
}

impl<T> Inner<T> {
    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Failure>>> {
        loop {
            let over = match &mut self.source {
                Source::Ended => return Poll::Ready(None),
                Source::Open(lines) => match ready!(lines.poll_line(cx)) {
                    Some(Ok(line)) => match self.line(&line) {
                        Some(event) => return Poll::Ready(event),
                        None => continue,
                    },
                    Some(Err(failure)) => Some(failure),
                    None => None,
                },
                Source::Waiting(answer) => match ready!(answer.as_mut().poll(cx)) {
                    Ok(answer) => match self.resume(answer) {
                        Ok(()) => continue,
                        Err(failure) => return Poll::Ready(Some(Err(failure))),
                    },
                    Err(failure) => Some(failure),
                },
            };
            if !self.connect_again() {
                self.source = Source::Ended;
                return Poll::Ready(over.map(Err));
            }
        }
    }

    /// Takes a line; an empty one ends an event.
    fn line(&mut self, line: &[u8]) -> Option<Option<Result<Event<T>, Failure>>> {
        let line = String::from_utf8_lossy(line);
        let line = line.strip_prefix('\u{feff}').unwrap_or(&line);
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "" if line.is_empty() => return self.dispatch(),
            "event" => self.event = value.to_owned(),
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                none => *none = Some(value.to_owned()),
            },
            "id" if !value.contains('\0') => self.last_id = value.to_owned(),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().map_or(self.retry, Duration::from_millis);
            }
            // A comment, or a field of a later version of the standard.
            _ => {}
        }
        None
    }

    fn dispatch(&mut self) -> Option<Option<Result<Event<T>, Failure>>> {
        let (event, data) = (take(&mut self.event), self.data.take()?);
        self.reconnections.1 = self.reconnections.0;
        match (self.decode)(&data) {
            Ok(Some(data)) => {
                let event = if event.is_empty() { "message".to_owned() } else { event };
                Some(Some(Ok(Event { event, id: self.last_id.clone(), data })))
            }
            Ok(None) => {
                self.source = Source::Ended;
                Some(None)
            }
            Err(error) => {
                let Source::Open(lines) = &self.source else { return Some(None) };
                Some(Some(Err(lines.bytes().undecodable_piece(data.into(), error))))
            }
        }
    }

    /// Begins to send the request again, if that is wanted.
    fn connect_again(&mut self) -> bool {
        let Some(left) = self.reconnections.1.checked_sub(1) else { return false };
        self.reconnections.1 = left;
        (self.event, self.data) = (String::new(), None);
        let mut call = self.call.clone();
        // A control character in an id would be one in a header; without it, all events come again.
        if let Some(id) = HeaderValue::from_str(&self.last_id).ok().filter(|id| !id.is_empty()) {
            call.headers.insert(HeaderName::from_static("last-event-id"), id);
        }
        let (client, options, wait) = (self.client.clone(), self.options.clone(), self.retry);
        self.source = Source::Waiting(Box::pin(async move {
            client.sleep(wait).await;
            client.open(call, &options).await
        }));
        true
    }

    /// Goes on with the answer to the repeated request.
    fn resume(&mut self, answer: OpenAnswer) -> Result<(), Failure> {
        self.source = Source::Ended;
        match answer.status() {
            StatusCode::NO_CONTENT => {}
            StatusCode::OK => {
                self.source = Source::Open(lines(answer.stream::<()>()?.into_body(), self.limit));
            }
            _ => return Err(answer.stream::<()>()?.into_body().undecodable(UndecodableReason::UndeclaredStatus)),
        }
        Ok(())
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, Failure>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_event(cx)
    }
}

/// Shows where the stream is, and none of what came.
impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let open = matches!(self.0.source, Source::Open(_));
        f.debug_struct("EventStream")
            .field("operation", &self.0.call.operation.id)
            .field("open", &open)
            .finish_non_exhaustive()
    }
}
