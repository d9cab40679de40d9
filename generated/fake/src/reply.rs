//! What a handler answers.

use bytes::Bytes;
use serde_json::Value;

use crate::entity::Entity;

/// Success: its body and the headers of its own. Status and the headers that all answers have are added later.
#[derive(Debug, Default)]
pub(crate) struct Reply {
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Content,
}

#[derive(Debug, Default)]
pub(crate) enum Content {
    #[default]
    Empty,
    Json(Value),
    File(Bytes),
}

impl Reply {
    /// Nothing to say.
    pub(crate) fn empty() -> Self {
        Self::default()
    }

    pub(crate) fn json(value: Value) -> Self {
        Self { body: Content::Json(value), ..Self::default() }
    }

    /// Adds the version of a resource.
    pub(crate) fn of(mut self, entity: &Entity) -> Self {
        self.headers.push(("etag", format!("\"{}\"", entity.etag())));
        self.headers.push(("last-modified", entity.http_date()));
        self
    }
}
