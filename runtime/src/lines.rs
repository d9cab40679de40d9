//! Lines of a body that is taken as it comes.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
use futures_util::Stream as _;

use crate::error::{Failure, UndecodableReason};
use crate::stream::ByteStream;

/// Where lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// LF.
    Newline,
    /// CR, LF or both together.
    Any,
}

/// The lines of a body, without what ends them.
pub(crate) struct Lines {
    bytes: ByteStream,
    /// Whether all of the body is in the buffer.
    ended: bool,
    buffer: BytesMut,
    /// How much of the buffer has no end of a line.
    scanned: usize,
    ending: Ending,
    /// Whether the last line ended with a CR, so that an LF next to it belongs to it.
    after_cr: bool,
    /// The longest line, in bytes.
    limit: u64,
}

impl Lines {
    pub(crate) fn new(bytes: ByteStream, ending: Ending, limit: u64) -> Self {
        Self { bytes, ended: false, buffer: BytesMut::new(), scanned: 0, ending, after_cr: false, limit }
    }

    /// The body.
    pub(crate) fn bytes(&self) -> &ByteStream {
        &self.bytes
    }

    /// Takes the next line. The last one need not be ended.
    pub(crate) fn poll_line(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Failure>>> {
        loop {
            if let Some(line) = self.buffered() {
                return Poll::Ready(Some(Ok(line)));
            }
            if self.ended {
                let rest = self.buffer.split().freeze();
                self.scanned = 0;
                return Poll::Ready((!rest.is_empty()).then_some(Ok(rest)));
            }
            let limit = self.limit;
            let failure = match ready!(Pin::new(&mut self.bytes).poll_next(cx)) {
                Some(Ok(chunk)) => {
                    self.buffer.extend_from_slice(&chunk);
                    if self.end().unwrap_or(self.buffer.len()) as u64 <= limit {
                        continue;
                    }
                    self.bytes.undecodable(UndecodableReason::TooLarge { limit })
                }
                Some(Err(failure)) => failure,
                None => {
                    self.ended = true;
                    continue;
                }
            };
            self.ended = true;
            self.buffer.clear();
            self.scanned = 0;
            return Poll::Ready(Some(Err(failure)));
        }
    }

    /// A whole line of the buffer.
    fn buffered(&mut self) -> Option<Bytes> {
        if self.after_cr && !self.buffer.is_empty() {
            self.after_cr = false;
            if self.buffer[0] == b'\n' {
                self.buffer.advance(1);
            }
        }
        let Some(end) = self.end() else {
            self.scanned = self.buffer.len();
            return None;
        };
        let line = self.buffer.split_to(end).freeze();
        self.after_cr = self.buffer[0] == b'\r';
        self.buffer.advance(1);
        self.scanned = 0;
        Some(line)
    }

    /// Where the first line of the buffer ends.
    fn end(&self) -> Option<usize> {
        let ends = |byte: &u8| *byte == b'\n' || (*byte == b'\r' && self.ending == Ending::Any);
        let rest = self.buffer.get(self.scanned..).unwrap_or_default();
        rest.iter().position(ends).map(|at| at + self.scanned)
    }
}
