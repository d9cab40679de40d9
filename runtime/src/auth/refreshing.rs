//! Bearer tokens that expire.
//!
//! The surprise is that no task does the refreshing: the call that finds the token old does, on its own time. If it is
//! given up meanwhile, the next one does.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::lock::Mutex as Turn;
use http::HeaderMap;
use http::header::AUTHORIZATION;
use http::request::Parts;
use jiff::{SignedDuration, Timestamp};

use super::{AccessToken, AuthorizeFuture, Credential, CredentialError, TokenSource, require_private, set_secret};
use crate::types::Secret;

/// How long before its end a token is replaced.
const MARGIN: SignedDuration = SignedDuration::from_mins(5);
/// How long to go on with a token after it could not be replaced.
const PAUSE: Duration = Duration::from_secs(30);

/// A bearer token from a [`TokenSource`], sent as `Authorization: Bearer <token>` (RFC 6750 section 2.1).
///
/// A token is replaced 5 minutes before it expires, or after half of its life if that is less than 10 minutes.
/// One call at a time asks the source for the new one; the others go on with the old one as long as it is valid, and
/// wait if it is not. A failure ends the calls that have no valid token; the others go on with the old one, and the
/// source is not asked again for 30 s. A call that is given up while it asks leaves that to the next one.
///
/// If a service answers 401 to a token, for example since it was revoked, that token is forgotten, and the request sent
/// once more with a new one.
///
/// Over plain `http` to another machine no token is sent, nor asked for.
pub struct RefreshingBearer {
    source: Box<dyn TokenSource>,
    scopes: Vec<String>,
    kept: Mutex<Option<Kept>>,
    /// Held while the source is asked.
    turn: Turn<()>,
}

struct Kept {
    token: AccessToken,
    refresh_on: Timestamp,
}

impl RefreshingBearer {
    /// Makes a credential of tokens that are good for the scopes. The source is not asked before the first call.
    pub fn new<S: Into<String>>(source: impl TokenSource + 'static, scopes: impl IntoIterator<Item = S>) -> Self {
        let scopes = scopes.into_iter().map(Into::into).collect();
        Self { source: Box::new(source), scopes, kept: Mutex::new(None), turn: Turn::new(()) }
    }

    async fn token(&self, now: Timestamp) -> Result<Secret, CredentialError> {
        let valid = self.valid(now);
        if let Some((token, false)) = valid {
            return Ok(token);
        }
        let _turn = match &valid {
            None => self.turn.lock().await,
            Some((token, _)) => match self.turn.try_lock() {
                Some(turn) => turn,
                None => return Ok(token.clone()),
            },
        };
        // Whose turn it was before may have replaced it.
        match self.valid(now) {
            Some((token, old)) if !old || valid.is_none() => Ok(token),
            _ => self.refresh(now).await,
        }
    }

    /// Asks the source. A valid token is better than none.
    async fn refresh(&self, now: Timestamp) -> Result<Secret, CredentialError> {
        match self.source.token(&self.scopes).await {
            Ok(token) => {
                let life = token.expires_on.duration_since(now);
                let refresh_on = token.expires_on.checked_sub(MARGIN.min(life / 2)).unwrap_or(now);
                let secret = token.token.clone();
                *self.kept() = Some(Kept { token, refresh_on });
                Ok(secret)
            }
            Err(error) => {
                let (token, _) = self.valid(now).ok_or(error)?;
                if let Some(kept) = self.kept().as_mut() {
                    kept.refresh_on = now.checked_add(PAUSE).unwrap_or(now);
                }
                Ok(token)
            }
        }
    }

    /// Returns the token, if it is valid, and whether it is time to replace it.
    fn valid(&self, now: Timestamp) -> Option<(Secret, bool)> {
        let kept = self.kept();
        let kept = kept.as_ref().filter(|kept| now < kept.token.expires_on)?;
        Some((kept.token.token.clone(), now >= kept.refresh_on))
    }

    fn kept(&self) -> MutexGuard<'_, Option<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Credential for RefreshingBearer {
    fn authorize<'a>(&'a self, request: &'a mut Parts, now: Timestamp) -> AuthorizeFuture<'a> {
        Box::pin(async move {
            require_private(request)?;
            let token = self.token(now).await?;
            set_secret(request, AUTHORIZATION, &bearer(&token))
        })
    }

    fn refused(&self, request: &HeaderMap) -> bool {
        let mut kept = self.kept();
        let sent = request.get(AUTHORIZATION).map(http::HeaderValue::as_bytes);
        // Another call may have replaced it since.
        kept.take_if(|kept| sent == Some(bearer(&kept.token.token).as_bytes()));
        true
    }
}

fn bearer(token: &Secret) -> String {
    format!("Bearer {}", token.expose())
}

impl fmt::Debug for RefreshingBearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshingBearer")
            .field("source", &self.source)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}
