//! Why a run does not go through.

use std::error::Error as StdError;
use std::{fmt, io};

use azure_batch_client::Error;
use azure_batch_client::runtime::InvalidRequest;

/// Why a run does not go through. Nothing in it can show a secret: no error of the client holds one.
#[derive(Debug)]
pub enum Trouble {
    /// Ctrl-C was pressed.
    Interrupted,
    /// The time was over.
    TooLong,
    /// So many frames were not rendered.
    Frames(usize),
    /// These may still be there.
    Left(Vec<String>),
    /// A call failed.
    Call(Error),
    /// Anything else.
    Other(String),
}

impl Trouble {
    /// The exit status. The help text has the list.
    pub fn exit_status(&self) -> u8 {
        match self {
            Self::Call(_) | Self::Other(_) => 1,
            Self::Frames(_) => 3,
            Self::TooLong => 4,
            Self::Left(_) => 5,
            Self::Interrupted => 130,
        }
    }
}

impl StdError for Trouble {}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interrupted => f.write_str("interrupted"),
            Self::TooLong => f.write_str("the time is over"),
            Self::Frames(count) => write!(f, "{count} frames were not rendered"),
            Self::Left(names) => write!(f, "perhaps still there, to be deleted by hand: {}", names.join(", ")),
            Self::Call(error) => write_causes(f, error),
            Self::Other(message) => f.write_str(message),
        }
    }
}

/// The error is one line with method, path, status, code, message and request id. What the network or the decoding had
/// to say is in its causes.
fn write_causes(f: &mut fmt::Formatter<'_>, error: &Error) -> fmt::Result {
    write!(f, "{error}")?;
    let mut cause = error.source();
    while let Some(error) = cause {
        write!(f, ": {error}")?;
        cause = error.source();
    }
    Ok(())
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl From<InvalidRequest> for Trouble {
    fn from(error: InvalidRequest) -> Self {
        Self::Call(error.into())
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Other(error.to_string())
    }
}
