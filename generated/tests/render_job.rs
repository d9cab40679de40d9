//! The example `render_job`: its command line, and that it leaves nothing behind whatever happens.
//!
//! Its modules are compiled into this test, all but `main.rs`, so that nothing depends on where cargo puts programs.
#![cfg(all(feature = "accounts", feature = "files", feature = "hyper", feature = "jobs", feature = "pools"))]
#![cfg(feature = "tasks")]

#[path = "../examples/render_job/args.rs"]
mod args;
#[path = "../examples/render_job/clean_up.rs"]
mod clean_up;
#[path = "../examples/render_job/demo.rs"]
mod demo;
#[path = "../examples/render_job/job.rs"]
mod job;
#[path = "../examples/render_job/output.rs"]
mod output;
#[path = "../examples/render_job/plan.rs"]
mod plan;
#[path = "../examples/render_job/pool.rs"]
mod pool;
#[path = "../examples/render_job/stop.rs"]
#[allow(dead_code, reason = "no test presses Ctrl-C for real")]
mod stop;
#[path = "../examples/render_job/story.rs"]
mod story;
#[path = "../examples/render_job/trouble.rs"]
mod trouble;

use std::ffi::OsString;
use std::time::Duration;

use args::{Args, Command, Place};
use azure_batch_client::Client;
use azure_batch_client::runtime::http::{Method, StatusCode};
use azure_batch_fake::{FakeBatch, Fault};
use plan::Plan;
use stop::Stop;
use tokio::sync::watch;
use trouble::Trouble;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn args(place: Place, frames: usize) -> Args {
    Args { place, frames, nodes: 2, vm_size: "standard_d2s_v3".to_owned(), limit: 1800 }
}

/// A film for an account whose clients wait without real time.
fn plan(frames: usize) -> Plan {
    Plan::new(&args(Place::Endpoint(String::new()), frames))
}

fn client(fake: &FakeBatch) -> Result<Client> {
    let builder = Client::builder("https://account.region.batch.azure.com")?;
    Ok(builder.azure_auth("token").transport(fake.transport()).build()?)
}

/// Nobody presses anything.
fn never() -> Stop {
    Stop::when(watch::channel(0).1)
}

/// Renders to the end, or to an error.
async fn render(fake: &FakeBatch, plan: &Plan) -> Result<std::result::Result<(), Trouble>> {
    Ok(story::render(&client(fake)?, plan, &never(), &mut std::io::sink()).await)
}

/// Renders, and presses Ctrl-C with the first request to each of these paths, in this order.
async fn interrupted(fake: &FakeBatch, plan: &Plan, paths: &[&str]) -> Result<std::result::Result<(), Trouble>> {
    let (pressed, presses) = watch::channel(0);
    let paths: Vec<_> = paths.iter().map(|&path| path.to_owned()).collect();
    fake.fail_next(Fault::refuse().when(move |request| {
        let next = paths.get(*pressed.borrow());
        if next.is_some_and(|path| format!("{} {}", request.method, request.path).ends_with(path)) {
            pressed.send_modify(|count| *count += 1);
        }
        false
    }));
    Ok(story::render(&client(fake)?, plan, &Stop::when(presses), &mut std::io::sink()).await)
}

fn count(fake: &FakeBatch, method: Method, end: &str) -> usize {
    fake.requests().iter().filter(|request| request.method == method && request.path.ends_with(end)).count()
}

fn assert_nothing_left(fake: &FakeBatch, plan: &Plan) {
    assert_eq!((fake.job(&plan.job), fake.pool(&plan.pool)), (None, None));
}

#[test]
fn command_lines_are_read() {
    let parse = |line: &str| args::parse(line.split_whitespace().map(OsString::from));
    let place = Place::Endpoint("https://h".to_owned());
    let all = Args { place, frames: 5000, nodes: 7, vm_size: "large".to_owned(), limit: 60 };
    for (line, expected) in [
        ("--demo", Command::Run(args(Place::Demo, 12))),
        ("--endpoint https://h --frames 5000 --nodes 7 --vm-size large --limit 60", Command::Run(all)),
        ("--demo --help --nonsense", Command::Help),
    ] {
        assert_eq!(parse(line), Ok(expected), "{line}");
    }
    for (line, part) in [
        ("", "`--endpoint` or `--demo`"),
        ("--demo --endpoint https://h", "exclude each other"),
        ("--endpoint", "`--endpoint` needs a value"),
        ("--demo --frames 0", "`--frames` needs a whole number from 1 on"),
        ("--demo --nodes many", "`--nodes` needs a whole number"),
        ("--demo frames", "`frames` is not known"),
    ] {
        assert!(parse(line).is_err_and(|problem| problem.contains(part)), "{line}: {:?}", parse(line));
    }
}

#[test]
fn the_help_names_every_exit_status() {
    let statuses = args::HELP.split_once("Exit status:").map(|(_, list)| list).unwrap_or_default();
    let other = Trouble::Other(String::new());
    let troubles = [Trouble::Interrupted, Trouble::TooLong, Trouble::Frames(1), Trouble::Left(Vec::new()), other];
    let own = troubles.iter().map(Trouble::exit_status);
    for status in own.chain([0, args::EXIT_USAGE]) {
        assert!(statuses.contains(&format!("\n  {status:<4} ")), "{status} is missing");
    }
}

#[tokio::test]
async fn many_frames_are_rendered_in_few_requests() -> Result {
    let (fake, plan) = (FakeBatch::new(), plan(250));
    fake.page_size(100);
    render(&fake, &plan).await??;
    assert_eq!(count(&fake, Method::POST, "/addtaskcollection"), 3);
    assert_eq!(count(&fake, Method::GET, "/stdout.txt"), 250);
    assert_nothing_left(&fake, &plan);
    Ok(())
}

#[tokio::test]
async fn frames_that_fail_are_counted() -> Result {
    let (fake, plan) = (FakeBatch::new(), plan(3));
    fake.set_task_result(&plan.job, "frame-00002", 1, "");
    assert!(matches!(render(&fake, &plan).await?, Err(Trouble::Frames(1))));
    assert_eq!((count(&fake, Method::GET, "/stdout.txt"), count(&fake, Method::GET, "/stderr.txt")), (2, 1));
    assert_nothing_left(&fake, &plan);
    Ok(())
}

#[tokio::test]
async fn after_an_error_nothing_is_left() -> Result {
    for (method, path) in [(Method::POST, "/pools"), (Method::POST, "/jobs"), (Method::GET, "/jobs")] {
        let (fake, plan) = (FakeBatch::new(), plan(3));
        fake.fail_next(Fault::status(StatusCode::FORBIDDEN).on(method, path));
        let outcome = render(&fake, &plan).await?;
        assert!(matches!(&outcome, Err(Trouble::Call(error)) if error.code() == Some("InternalError")), "{outcome:?}");
        assert_nothing_left(&fake, &plan);
    }
    Ok(())
}

#[tokio::test]
async fn before_anything_is_made_nothing_is_deleted() -> Result {
    let fake = FakeBatch::new();
    fake.fail_next(Fault::status(StatusCode::FORBIDDEN).on(Method::GET, "/supportedimages"));
    assert!(matches!(render(&fake, &plan(3)).await?, Err(Trouble::Call(_))));
    assert_eq!(fake.requests().len(), 1);
    Ok(())
}

#[tokio::test]
async fn what_was_made_without_an_answer_is_deleted_too() -> Result {
    let (fake, plan) = (FakeBatch::new(), plan(3));
    fake.fail_next(Fault::reset_after().on(Method::POST, "/pools"));
    assert!(matches!(render(&fake, &plan).await?, Err(Trouble::Call(_))));
    assert_eq!(count(&fake, Method::DELETE, &plan.pool), 1);
    assert_nothing_left(&fake, &plan);
    Ok(())
}

#[tokio::test]
async fn ctrl_c_ends_the_waiting_and_cleans_up() -> Result {
    let (fake, plan) = (FakeBatch::new(), plan(3));
    fake.hold_tasks(true);
    assert!(matches!(interrupted(&fake, &plan, &["/taskcounts"]).await?, Err(Trouble::Interrupted)));
    assert_nothing_left(&fake, &plan);
    Ok(())
}

#[tokio::test]
async fn ctrl_c_does_not_break_off_what_makes_something() -> Result {
    let (fake, plan) = (FakeBatch::new(), plan(3));
    assert!(matches!(interrupted(&fake, &plan, &["POST /pools"]).await?, Err(Trouble::Interrupted)));
    assert_eq!((count(&fake, Method::POST, "/pools"), count(&fake, Method::POST, "/jobs")), (1, 0));
    assert_nothing_left(&fake, &plan);
    Ok(())
}

#[tokio::test]
async fn a_second_ctrl_c_breaks_the_cleaning_off() -> Result {
    let (fake, plan) = (FakeBatch::new(), plan(3));
    fake.hold_tasks(true);
    let delete = format!("DELETE /jobs/{}", plan.job);
    let outcome = interrupted(&fake, &plan, &["/taskcounts", &delete]).await?;
    let Err(Trouble::Left(left)) = outcome else { return Err(format!("{outcome:?}").into()) };
    assert_eq!(left, [plan.job, plan.pool]);
    Ok(())
}

#[tokio::test]
async fn a_job_that_cannot_be_deleted_does_not_keep_the_pool() -> Result {
    let (fake, plan) = (FakeBatch::new(), plan(3));
    fake.fail_next(Fault::status(StatusCode::FORBIDDEN).on(Method::DELETE, "/jobs"));
    let outcome = render(&fake, &plan).await?;
    assert!(matches!(&outcome, Err(Trouble::Left(left)) if *left == [plan.job.clone()]), "{outcome:?}");
    assert!(fake.job(&plan.job).is_some() && fake.pool(&plan.pool).is_none());
    Ok(())
}

#[tokio::test]
async fn the_time_is_limited() -> Result {
    let (fake, mut plan) = (FakeBatch::new(), plan(3));
    plan.limit = Duration::ZERO;
    assert!(matches!(render(&fake, &plan).await?, Err(Trouble::TooLong)));
    assert_nothing_left(&fake, &plan);
    Ok(())
}

#[tokio::test]
async fn the_demo_needs_no_account() -> Result {
    let plan = Plan::new(&args(Place::Demo, 60));
    let (demo, mut out) = (demo::start(&plan).await?, Vec::new());
    story::render(&demo.client()?, &plan, &never(), &mut out).await?;
    let expected: String = plan.tasks().map(|task| format!("{task} is rendered\n")).collect();
    assert_eq!(String::from_utf8(out)?, expected);
    Ok(())
}
