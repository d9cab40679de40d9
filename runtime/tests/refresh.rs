//! Tokens that expire: when they are replaced, by whom, and what the others do meanwhile.

mod common;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bindery_runtime as rt;
use common::{POST, SECURE, call, operation};
use futures_util::future::join_all;
use rt::http::Method;
use rt::jiff::Timestamp;
use rt::{
    AccessToken, CallOptions, Credential as _, CredentialError, Failure, MockTransport, RefreshingBearer, Retry,
    Transport as _,
};
use tokio::sync::Semaphore;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Gives out `t1`, `t2` and so on, as far as the test lets it.
#[derive(Clone, Debug)]
struct Source {
    clock: MockTransport,
    /// One permit per question that is answered.
    gate: Arc<Semaphore>,
    asked: Arc<Mutex<u32>>,
    /// The next questions are answered by failures.
    failing: Arc<Mutex<bool>>,
    lives: Arc<Mutex<VecDeque<u64>>>,
}

impl rt::TokenSource for Source {
    fn token<'a>(&'a self, scopes: &'a [String]) -> rt::TokenFuture<'a> {
        assert_eq!(scopes, ["https://batch.example/.default"]);
        Box::pin(async move {
            let number = {
                let mut asked = self.asked.lock().unwrap();
                *asked += 1;
                *asked
            };
            self.gate.acquire().await.map_err(|e| CredentialError::with_source("closed", e))?.forget();
            if *self.failing.lock().unwrap() {
                return Err(CredentialError::new("the provider is down"));
            }
            let life = self.lives.lock().unwrap().pop_front().unwrap_or(3600);
            Ok(AccessToken::new(format!("t{number}"), self.clock.now() + Duration::from_secs(life)))
        })
    }
}

impl Source {
    fn asked(&self) -> u32 {
        *self.asked.lock().unwrap()
    }

    fn fail(&self, failing: bool) {
        *self.failing.lock().unwrap() = failing;
    }
}

/// A client whose source answers so many questions.
fn client(answers: usize) -> Result<(rt::Client, MockTransport, Source)> {
    client_of("https://h", answers)
}

fn client_of(endpoint: &str, answers: usize) -> Result<(rt::Client, MockTransport, Source)> {
    let mock = MockTransport::new();
    let source = Source {
        clock: mock.clone(),
        gate: Arc::new(Semaphore::new(answers)),
        asked: Arc::default(),
        failing: Arc::default(),
        lives: Arc::default(),
    };
    let credential = RefreshingBearer::new(source.clone(), ["https://batch.example/.default"]);
    let client = rt::Client::builder(endpoint)?.credential(credential).transport(mock.clone()).build()?;
    Ok((client, mock, source))
}

/// Makes a call that is answered 200.
async fn ok(client: &rt::Client, mock: &MockTransport) -> std::result::Result<(), Failure> {
    mock.respond(200, &[], "");
    client.send(call(&SECURE), &CallOptions::new()).await.map(drop)
}

/// The tokens of the requests so far.
fn tokens(mock: &MockTransport) -> Vec<String> {
    let text = |request: &rt::http::Request<rt::Bytes>| {
        let header = &request.headers()["authorization"];
        assert!(header.is_sensitive());
        header.to_str().unwrap().strip_prefix("Bearer ").unwrap().to_owned()
    };
    mock.requests().iter().map(text).collect()
}

/// Lets everything else go on until it waits.
async fn settle() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_token_is_kept_until_five_minutes_before_its_end() -> Result {
    let (client, mock, source) = client(2)?;
    ok(&client, &mock).await?;
    mock.advance(Duration::from_secs(3600 - 301));
    ok(&client, &mock).await?;
    assert_eq!(source.asked(), 1);
    mock.advance(Duration::from_secs(1));
    ok(&client, &mock).await?;
    ok(&client, &mock).await?;
    assert_eq!(tokens(&mock), ["t1", "t1", "t2", "t2"]);
    Ok(())
}

#[tokio::test]
async fn a_short_life_is_used_by_half() -> Result {
    let (client, mock, source) = client(3)?;
    *source.lives.lock().unwrap() = [60, 0].into();
    for seconds in [0, 29, 1, 0] {
        mock.advance(Duration::from_secs(seconds));
        ok(&client, &mock).await?;
    }
    // The second one had no life at all: it is as good as nothing, and the next call asks again.
    assert_eq!(tokens(&mock), ["t1", "t1", "t2", "t3"]);
    Ok(())
}

#[tokio::test]
async fn sixteen_calls_ask_once() -> Result {
    let (client, mock, source) = client(0)?;
    let (results, ()) = tokio::join!(join_all((0..16).map(|_| ok(&client, &mock))), async {
        settle().await;
        assert_eq!((source.asked(), mock.requests().len()), (1, 0));
        source.gate.add_permits(16);
    });
    assert!(results.iter().all(std::result::Result::is_ok));
    assert_eq!((source.asked(), tokens(&mock)), (1, vec!["t1".to_owned(); 16]));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn threads_ask_once_too() -> Result {
    let (client, mock, source) = client(16)?;
    let calls: Vec<_> = (0..16)
        .map(|_| {
            let (client, mock) = (client.clone(), mock.clone());
            tokio::spawn(async move { ok(&client, &mock).await })
        })
        .collect();
    for call in calls {
        call.await??;
    }
    assert_eq!((source.asked(), tokens(&mock)), (1, vec!["t1".to_owned(); 16]));
    Ok(())
}

#[tokio::test]
async fn others_go_on_with_the_old_token() -> Result {
    let (client, mock, source) = client(1)?;
    ok(&client, &mock).await?;
    mock.advance(Duration::from_secs(3600 - 200));
    let (results, ()) = tokio::join!(join_all((0..16).map(|_| ok(&client, &mock))), async {
        settle().await;
        assert_eq!((source.asked(), tokens(&mock)), (2, vec!["t1".to_owned(); 16]));
        source.gate.add_permits(16);
    });
    assert!(results.iter().all(std::result::Result::is_ok));
    assert_eq!((source.asked(), tokens(&mock)[16].as_str()), (2, "t2"));
    Ok(())
}

#[tokio::test]
async fn a_failure_is_not_kept() -> Result {
    let (client, mock, source) = client(9)?;
    source.fail(true);
    let error = ok(&client, &mock).await.unwrap_err();
    assert!(matches!(error, Failure::Credential(_)));
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the provider is down");
    source.fail(false);
    ok(&client, &mock).await?;
    assert_eq!(tokens(&mock), ["t2"]);

    // The old token is good enough, and the source has a rest of 30 s.
    source.fail(true);
    mock.advance(Duration::from_secs(3600 - 200));
    ok(&client, &mock).await?;
    ok(&client, &mock).await?;
    assert_eq!(source.asked(), 3);
    mock.advance(Duration::from_secs(30));
    ok(&client, &mock).await?;
    assert_eq!(source.asked(), 4);
    mock.advance(Duration::from_secs(170));
    assert!(matches!(ok(&client, &mock).await, Err(Failure::Credential(_))));
    source.fail(false);
    ok(&client, &mock).await?;
    assert_eq!(tokens(&mock), ["t2", "t2", "t2", "t2", "t6"]);
    Ok(())
}

#[tokio::test]
async fn whoever_gives_up_hands_over() -> Result {
    let (client, mock, source) = client(0)?;
    let mut first = Box::pin(ok(&client, &mock));
    assert!(futures_util::poll!(&mut first).is_pending());
    let (second, ()) = tokio::join!(ok(&client, &mock), async {
        settle().await;
        assert_eq!(source.asked(), 1);
        drop(first);
        settle().await;
        assert_eq!(source.asked(), 2);
        source.gate.add_permits(1);
    });
    second?;
    assert_eq!(tokens(&mock), ["t2"]);
    Ok(())
}

#[tokio::test]
async fn waiting_for_a_token_is_under_the_limits() -> Result {
    let (client, mock, source) = client(0)?;
    let options = CallOptions::new().attempt_timeout(Duration::from_secs(10));
    let (result, ()) = tokio::join!(client.send(call(&POST), &options), async {
        settle().await;
        source.gate.add_permits(1);
        mock.respond(200, &[], "");
    });
    result?;
    mock.advance(Duration::from_secs(3600));
    let (result, ()) = tokio::join!(client.send(call(&POST), &options), async {
        mock.advance(Duration::from_secs(10));
        settle().await;
        assert_eq!(source.asked(), 3);
        source.gate.add_permits(1);
        mock.respond(200, &[], "");
    });
    result?;
    assert_eq!(tokens(&mock), ["t1", "t3"]);
    Ok(())
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() -> Result {
    for method in [Method::POST, Method::GET] {
        let operation: &'static _ = Box::leak(Box::new(operation(method, &[&["azure_auth"]])));
        let (client, mock, source) = client(9)?;
        ok(&client, &mock).await?;
        mock.respond(401, &[], "").respond(200, &[], "");
        let options = CallOptions::new().retry(Retry::none());
        assert_eq!(client.send(call(operation), &options).await?.status(), 200);
        assert_eq!(tokens(&mock), ["t1", "t1", "t2"]);
        assert!(mock.slept().is_empty());

        mock.respond(401, &[], "").respond(401, &[], "");
        let error = client.send(call(operation), &options).await?.untyped_error::<()>();
        assert_eq!((error.status().unwrap().as_u16(), error.attempts(), source.asked()), (401, 2, 3));

        // A replaced token does not cost an attempt.
        mock.respond(401, &[], "").respond(429, &[], "").respond(200, &[], "");
        let options = CallOptions::new().retry(Retry::new().attempts(2));
        assert_eq!(client.send(call(operation), &options).await?.status(), 200);
        assert_eq!(tokens(&mock)[5..], ["t3", "t4", "t4"]);
    }
    Ok(())
}

#[tokio::test]
async fn a_token_replaced_by_another_call_is_not_thrown_away() -> Result {
    let (_, mock, source) = client(9)?;
    let credential = RefreshingBearer::new(source.clone(), ["https://batch.example/.default"]);
    let authorized = async || {
        let (mut head, ()) = rt::http::Request::get("https://h/").body(())?.into_parts();
        credential.authorize(&mut head, mock.now()).await?;
        Ok::<_, Box<dyn std::error::Error>>(head.headers)
    };
    let (first, second) = (authorized().await?, authorized().await?);
    assert_eq!((&first, source.asked()), (&second, 1));
    assert!(credential.refused(&first));
    let third = authorized().await?;
    assert_eq!((third["authorization"].to_str()?, source.asked()), ("Bearer t2", 2));
    assert!(credential.refused(&second));
    assert_eq!((authorized().await?, source.asked()), (third, 2));
    Ok(())
}

#[tokio::test]
async fn fixed_credentials_are_not_asked_twice() -> Result {
    let mock = MockTransport::new();
    let client =
        rt::Client::builder("https://h")?.credential(rt::Bearer::new("hush")).transport(mock.clone()).build()?;
    mock.respond(401, &[], "");
    assert_eq!(client.send(call(&SECURE), &CallOptions::new()).await?.status(), 401);
    assert_eq!(mock.requests().len(), 1);
    Ok(())
}

#[tokio::test]
async fn no_token_is_asked_for_over_plain_http() -> Result {
    let (client, mock, source) = client_of("http://h", 9)?;
    assert!(matches!(ok(&client, &mock).await, Err(Failure::Credential(_))));
    assert_eq!((source.asked(), mock.requests().len()), (0, 0));
    let (client, mock, source) = client_of("http://127.0.0.1", 9)?;
    ok(&client, &mock).await?;
    assert_eq!(source.asked(), 1);
    Ok(())
}

#[test]
fn tokens_show_nowhere() -> Result {
    #[derive(Debug)]
    struct Empty;
    impl rt::TokenSource for Empty {
        fn token<'a>(&'a self, _: &'a [String]) -> rt::TokenFuture<'a> {
            Box::pin(async { Err(CredentialError::new("empty")) })
        }
    }
    let token = AccessToken::new("hush", Timestamp::UNIX_EPOCH);
    assert_eq!(format!("{token:?}"), "AccessToken { token: Secret(..), expires_on: 1970-01-01T00:00:00Z }");
    let credential = RefreshingBearer::new(Empty, ["s"]);
    assert_eq!(format!("{credential:?}"), "RefreshingBearer { source: Empty, scopes: [\"s\"], .. }");
    Ok(())
}
