//! How many requests are under way; streams; the end before the end.

use std::collections::VecDeque;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use azure_batch_client::runtime::{self, Body, BoxFuture, Stream, Transport, TransportError};
use azure_batch_fake::{FakeBatch, Fault};

use crate::support::Result;
use crate::{JOB, add_all, client, fake, requests, sizes, task, tasks};
use azure_batch_client::models::TaskAddParameter;

/// Counts the requests that are under way, each of which takes a while.
#[derive(Clone, Debug)]
struct Gauge {
    fake: FakeBatch,
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Gauge {
    fn new(fake: &FakeBatch) -> Self {
        Self { fake: fake.clone(), now: Arc::default(), most: Arc::default() }
    }

    fn now(&self) -> usize {
        self.now.load(Ordering::SeqCst)
    }

    fn most(&self) -> usize {
        self.most.load(Ordering::SeqCst)
    }
}

/// A request that is under way.
struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Transport for Gauge {
    fn send(
        &self,
        request: runtime::http::Request<Body>,
    ) -> BoxFuture<std::result::Result<runtime::http::Response<Body>, TransportError>> {
        let gauge = self.clone();
        Box::pin(async move {
            let counted = Counted(gauge.now.clone());
            gauge.most.fetch_max(gauge.now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            for _ in 0..5 {
                tokio::task::yield_now().await;
            }
            let response = gauge.fake.transport().send(request).await;
            drop(counted);
            response
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        self.fake.transport().sleep(duration)
    }

    /// None of these tests is about time limits.
    fn limit(&self, _: Duration) -> BoxFuture<()> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn as_many_requests_are_under_way_as_may_be() -> Result {
    for (set, expected) in [(None, 4), (Some(1), 1), (Some(0), 1), (Some(7), 7), (Some(1000), 30)] {
        let fake = fake()?;
        let gauge = Gauge::new(&fake);
        let mut tasks = add_all(&client(gauge.clone())?, tasks(300)).chunk_size(10);
        if let Some(concurrency) = set {
            tasks = tasks.concurrency(concurrency);
        }
        tasks.await.into_result()?;
        assert_eq!((gauge.most(), gauge.now(), fake.requests().len()), (expected, 0, 30), "{set:?}");
    }
    Ok(())
}

/// One that waits to be sent again counts: whoever is told to slow down should.
#[tokio::test]
async fn requests_that_wait_keep_their_place() -> Result {
    let fake = fake()?;
    let gauge = Gauge::new(&fake);
    fake.throttle(6, Duration::from_secs(3));
    add_all(&client(gauge.clone())?, tasks(100)).chunk_size(10).concurrency(2).await.into_result()?;
    assert_eq!((gauge.most(), fake.requests().len()), (2, 16));
    Ok(())
}

#[tokio::test]
async fn tasks_are_taken_as_there_is_room() -> Result {
    let fake = fake()?;
    let taken = Arc::new(AtomicUsize::new(0));
    let count = taken.clone();
    let tasks = tasks(1_000).inspect(move |_| {
        count.fetch_add(1, Ordering::SeqCst);
    });
    let mut outcomes = add_all(&client(Gauge::new(&fake))?, tasks).chunk_size(10).concurrency(3).outcomes();
    assert_eq!(taken.load(Ordering::SeqCst), 0);
    let (mut settled, mut most) = (0, 0);
    while outcomes.next().await.is_some() {
        most = most.max(taken.load(Ordering::SeqCst) - settled);
        settled += 1;
    }
    assert_eq!((settled, taken.load(Ordering::SeqCst)), (1_000, 1_000));
    assert_eq!(most, 30);
    Ok(())
}

#[tokio::test]
async fn outcomes_come_as_they_are_there() -> Result {
    let fake = fake()?;
    fake.fail_next(
        Fault::slow(Duration::from_secs(9)).when(|request| crate::ids(&request.body).is_ok_and(|ids| ids[0] == "0")),
    );
    let mut outcomes = add_all(&client(Gauge::new(&fake))?, tasks(30)).chunk_size(10).outcomes();
    let mut order = Vec::new();
    while let Some(outcome) = outcomes.next().await {
        assert_eq!(outcome.id, outcome.index.to_string());
        order.push(outcome.index);
    }
    assert!(order.iter().copied().eq((10..30).chain(0..10)), "{order:?}");
    Ok(())
}

/// What there is no future to poll for is not sent, nor is what comes behind it.
#[tokio::test]
async fn dropping_it_ends_it() -> Result {
    let fake = fake()?;
    let gauge = Gauge::new(&fake);
    let mut outcomes = add_all(&client(gauge.clone())?, tasks(100)).chunk_size(10).concurrency(3).outcomes();
    assert!(fake.requests().is_empty());
    assert!(outcomes.next().await.is_some_and(|outcome| outcome.result.is_ok()));
    let sent = fake.requests().len();
    assert!((1..=3).contains(&sent), "{sent}");
    drop(outcomes);
    let never = add_all(&client(gauge.clone())?, [task("never")]);
    drop(never);
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
    assert_eq!((fake.requests().len(), gauge.now()), (sent, 0));
    Ok(())
}

#[tokio::test]
async fn a_request_that_is_dropped_under_way_is_given_up() -> Result {
    let fake = fake()?;
    let gauge = Gauge::new(&fake);
    let mut outcomes = add_all(&client(gauge.clone())?, tasks(100)).chunk_size(10).outcomes();
    let mut context = Context::from_waker(Waker::noop());
    assert!(Pin::new(&mut outcomes).poll_next(&mut context).is_pending());
    assert_eq!(gauge.now(), 4);
    drop(outcomes);
    assert_eq!((gauge.now(), fake.requests().len(), fake.task_count(JOB)), (0, 0, 0));
    Ok(())
}

#[tokio::test]
async fn it_can_be_stopped_without_losing_an_outcome() -> Result {
    let fake = fake()?;
    fake.add_task(JOB, serde_json::json!({"id": "3", "commandLine": "x"})).map_err(|problem| format!("{problem:?}"))?;
    let mut outcomes = add_all(&client(Gauge::new(&fake))?, tasks(1_000)).chunk_size(10).concurrency(2).outcomes();
    let mut added = 0;
    let mut seen = Vec::new();
    while let Some(outcome) = outcomes.next().await {
        seen.push(outcome.index);
        match outcome.result {
            Ok(_) => added += 1,
            Err(_) => outcomes.stop(),
        }
    }
    seen.sort_unstable();
    assert!(seen.iter().copied().eq(0..20), "{seen:?}");
    assert_eq!((added, fake.task_count(JOB), fake.requests().len()), (19, 20, 2));
    assert!(outcomes.next().await.is_none());
    Ok(())
}

/// A stream that is filled from outside.
#[derive(Clone, Default)]
struct Channel(Arc<Mutex<(VecDeque<TaskAddParameter>, bool)>>);

impl Channel {
    fn put(&self, ids: std::ops::Range<usize>) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.0.extend(ids.map(task));
    }

    fn close(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1 = true;
    }
}

impl Stream for Channel {
    type Item = TaskAddParameter;

    /// Wakes nobody: the tests poll by hand.
    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<TaskAddParameter>> {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match state.0.pop_front() {
            None if !state.1 => Poll::Pending,
            task => Poll::Ready(task),
        }
    }
}

/// Takes outcomes until there are none at hand.
fn drain(mut outcomes: Pin<&mut impl Stream<Item = crate::bulk::TaskOutcome>>) -> (usize, bool) {
    let (mut count, mut context) = (0, Context::from_waker(Waker::noop()));
    for _ in 0..100 {
        match outcomes.as_mut().poll_next(&mut context) {
            Poll::Ready(None) => return (count, true),
            Poll::Ready(Some(_)) => count += 1,
            Poll::Pending => {}
        }
    }
    (count, false)
}

#[test]
fn a_stream_that_has_nothing_at_hand_holds_nothing_up() -> Result {
    let (fake, channel) = (fake()?, Channel::default());
    let tasks = client(fake.transport())?.tasks().add_stream(JOB, channel.clone()).chunk_size(10);
    let mut outcomes = pin!(tasks.outcomes());
    assert_eq!(drain(outcomes.as_mut()), (0, false));
    channel.put(0..3);
    assert_eq!(drain(outcomes.as_mut()), (3, false));
    channel.put(3..28);
    assert_eq!(drain(outcomes.as_mut()), (25, false));
    channel.put(28..29);
    channel.close();
    assert_eq!(drain(outcomes.as_mut()), (1, true));
    assert_eq!(sizes(&fake)?, [3, 10, 10, 5, 1]);
    Ok(())
}

/// While one is under way, tasks gather.
#[tokio::test]
async fn a_slow_stream_makes_few_requests() -> Result {
    let (fake, channel) = (fake()?, Channel::default());
    let gauge = Gauge::new(&fake);
    let tasks = client(gauge.clone())?.tasks().add_stream(JOB, channel.clone()).chunk_size(10);
    let mut outcomes = pin!(tasks.outcomes());
    let mut context = Context::from_waker(Waker::noop());
    for id in 0..5 {
        channel.put(id..id + 1);
        assert!(outcomes.as_mut().poll_next(&mut context).is_pending());
        assert_eq!(gauge.now(), 1);
    }
    channel.close();
    while outcomes.next().await.is_some() {}
    assert_eq!(requests(&fake)?, [vec!["0"], vec!["1", "2", "3", "4"]]);
    Ok(())
}

/// Tasks that are borrowed from where they were made, and a run on another thread.
#[tokio::test(flavor = "multi_thread")]
async fn tasks_can_be_borrowed_and_runs_can_be_spawned() -> Result {
    let fake = fake()?;
    let client = client(fake.transport())?;
    let own = vec!["a".to_owned(), "b".to_owned()];
    add_all(&client, own.iter().map(task)).await.into_result()?;
    let run = add_all(&client, own.into_iter().map(|id| task(id + "2")));
    let report = tokio::spawn(async move { run.await }).await?;
    assert_eq!((report.into_result()?.len(), fake.task_count(JOB)), (2, 4));
    Ok(())
}
