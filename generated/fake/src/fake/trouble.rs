//! What lists look like, and what goes wrong.

use std::time::Duration;

use http::StatusCode;

use super::{FakeBatch, lock};
use crate::faults::Fault;
use crate::request::Request;

/// What lists look like, and what goes wrong.
impl FakeBatch {
    /// Sets the most items of a page; a smaller `maxresults` wins. 1000 unless set, and never less than 1.
    pub fn page_size(&self, items: usize) -> &Self {
        self.0.state().rules.paging.size = items.max(1);
        self
    }

    /// Puts a page without items, but with a next link, after that many pages of every list that goes on there.
    pub fn empty_page_after(&self, pages: usize) -> &Self {
        self.0.state().rules.paging.empty_after = Some(pages);
        self
    }

    /// Sets the largest body of `Task_AddCollection` in bytes: 1 MiB unless set.
    pub fn collection_limit(&self, bytes: usize) -> &Self {
        self.0.state().rules.collection_limit = bytes;
        self
    }

    /// Lets `Task_AddCollection` answer `servererror` for a task, that many times.
    pub fn refuse_task(&self, task: &str, times: u32) -> &Self {
        self.0.state().rules.server_errors.insert(task.to_owned(), times);
        self
    }

    /// Adds a fault. Of several that fit a request, the one that was added first happens.
    pub fn fail_next(&self, fault: Fault) -> &Self {
        self.0.faults().push(fault);
        self
    }

    /// Answers the next requests 429, with `Retry-After` in whole seconds.
    pub fn throttle(&self, requests: u32, retry_after: Duration) -> &Self {
        self.fail_next(Fault::status(StatusCode::TOO_MANY_REQUESTS).retry_after(retry_after).times(requests))
    }

    /// Returns what came so far, refused connections left out.
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.0.requests).clone()
    }
}
