//! One attempt of a call: authorize and send, and go where the answer leads.

use bytes::Bytes;
use http::request::Parts;

use super::clock::Over;
use super::exchange::Exchange;
use super::open::drain;
use super::redirect::{Redirect, redirect};
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
    /// Sends the request, and goes where the answers lead.
    pub(super) async fn attempt(&mut self) -> Result<http::Response<Body>, Fault> {
        self.clock.start_attempt(&*self.settings.transport, self.attempt_timeout);
        let mut response = self.exchange(self.head.clone(), self.body.clone(), true).await?;
        let mut last: Option<Redirect> = None;
        for _ in 0..self.settings.redirects {
            let head = last.as_ref().map_or(&self.head, |last| &last.head);
            let Some(mut next) = redirect(head, response.status(), response.headers()) else { break };
            if let Some(last) = last {
                next.is_same_origin &= last.is_same_origin;
                next.keeps_body &= last.keeps_body;
            }
            // Its connection can be used again.
            self.clock.limit(drain(Some(response.into_body()))).await.map_err(Fault::Sending)?;
            let body = if next.keeps_body { self.body.clone() } else { Bytes::new() };
            response = self.exchange(next.head.clone(), body, next.is_same_origin).await?;
            last = Some(next);
        }
        Ok(response)
    }

    /// Sends a request once, authorized for this one time: signatures have dates.
    async fn exchange(&mut self, mut head: Parts, body: Bytes, is_ours: bool) -> Result<http::Response<Body>, Fault> {
        self.proof.clear();
        if is_ours {
            self.authorize(&mut head).await?;
        }
        let request = http::Request::from_parts(head, Body::from(body));
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
