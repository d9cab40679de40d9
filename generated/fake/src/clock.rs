//! The time of the fake. It has nothing to do with that of the machine: it begins at a fixed moment and goes on one
//! second with every request, so that every run gives the same answers.

use jiff::Timestamp;

/// 2024-07-01T00:00:00Z.
const BEGIN: i64 = 1_719_792_000;

/// Moments and versions, each given once.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    seconds: i64,
    changes: u64,
}

/// When something was changed, and its version from then on.
#[derive(Clone, Debug)]
pub(crate) struct Stamp {
    pub(crate) time: Timestamp,
    pub(crate) etag: String,
}

impl Clock {
    pub(crate) fn tick(&mut self) {
        self.seconds += 1;
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_second(BEGIN.saturating_add(self.seconds)).unwrap_or(Timestamp::MAX)
    }

    /// Makes a version that was never given before.
    pub(crate) fn stamp(&mut self) -> Stamp {
        self.changes += 1;
        Stamp { time: self.now(), etag: format!("0x8DC99CA{:08X}", self.changes) }
    }

    /// Makes the id of a request from how many came before: the fake's answers can be compared as a whole.
    pub(crate) fn request_id(&self) -> String {
        uuid::Uuid::from_u128(0xFA4E_0000_0000_4000_8000_0000_0000_0000 + u128::from(self.seconds.unsigned_abs()))
            .to_string()
    }
}
