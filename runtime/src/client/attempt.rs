//! One attempt of a call: authorize and send, once.

use http::request::Parts;

use super::clock::Over;
use super::exchange::Exchange;
use crate::auth::CredentialError;
use crate::body::Body;
use crate::error::{CredentialFailure, Failure, Phase, TimeoutFailure, TransportFailure};
use crate::operation::Target;
use crate::retry::Outcome;
use crate::transport::TransportError;

/// Why there is no response.
pub(super) enum Fault {
    Credential(CredentialError),
    Transport(TransportError),
    Authorizing(Over),
    Sending(Over),
}

impl Fault {
    pub(super) fn outcome(&self) -> Outcome {
        match self {
            Self::Credential(_) => Outcome::Futile,
            Self::Transport(error) => Outcome::of_transport(error.kind()),
            Self::Authorizing(_) => Outcome::NotSent,
            Self::Sending(_) => Outcome::NotAnswered,
        }
    }

    pub(super) fn of(self, target: Target) -> Failure {
        match self {
            Self::Credential(error) => Failure::Credential(CredentialFailure::new(target, error)),
            Self::Transport(error) => Failure::Transport(TransportFailure::new(target, error, None)),
            Self::Authorizing(over) => Failure::Timeout(TimeoutFailure::new(target, over.limit, Phase::Authorizing)),
            Self::Sending(over) => Failure::Timeout(TimeoutFailure::new(target, over.limit, Phase::Sending)),
        }
    }
}

impl Exchange {
    /// Sends the request, authorized for this one time: signatures have dates.
    pub(super) async fn attempt(&mut self) -> Result<http::Response<Body>, Fault> {
        self.clock.start_attempt(&*self.settings.transport, self.attempt_timeout);
        let mut head = self.head.clone();
        self.authorize(&mut head).await?;
        let request = http::Request::from_parts(head, Body::from(self.body.clone()));
        let sent = self.clock.limit(self.settings.transport.send(request)).await;
        sent.map_err(Fault::Sending)?.map_err(Fault::Transport)
    }

    async fn authorize(&mut self, head: &mut Parts) -> Result<(), Fault> {
        let credentials = self.settings.credentials.select(self.target.operation.security);
        for credential in credentials.map_err(Fault::Credential)? {
            let authorized = self.clock.limit(credential.authorize(head, self.settings.transport.now())).await;
            authorized.map_err(Fault::Authorizing)?.map_err(Fault::Credential)?;
            self.proof.clone_from(&head.headers);
        }
        Ok(())
    }

    /// Tells the credentials of the last attempt that it was answered 401, and says whether one of them has another
    /// proof.
    pub(super) fn is_refused(&self) -> bool {
        let credentials = self.settings.credentials.select(self.target.operation.security).unwrap_or_default();
        // All of them are told, whatever the first one says.
        let others: Vec<_> = credentials.iter().map(|credential| credential.refused(&self.proof)).collect();
        others.contains(&true)
    }
}
