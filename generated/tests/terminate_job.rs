//! The example `terminate_job`: its command line, what it says of each kind of error, and its demo server.
//!
//! Its modules are compiled into this test, all but `main.rs`, so that nothing depends on where cargo puts programs.
#![cfg(all(feature = "hyper", feature = "jobs"))]

#[path = "../examples/terminate_job/args.rs"]
mod args;
#[path = "../examples/terminate_job/demo.rs"]
mod demo;
#[path = "../examples/terminate_job/report.rs"]
mod report;
mod support;

use std::ffi::OsString;
use std::time::Duration;

use args::{Args, Command, Place};
use azure_batch_client::{Client, Error};
use support::Result;

fn parse(line: &str) -> std::result::Result<Command, String> {
    args::parse(line.split_whitespace().map(OsString::from))
}

fn demo() -> Args {
    Args { place: Place::Demo, job: "nightly-render".to_owned(), force: false, reason: None, timeout: None, wait: None }
}

#[test]
fn command_lines_are_read() {
    let place = Place::Endpoint("https://h".to_owned());
    let all = Args {
        place,
        job: "--j".to_owned(),
        force: true,
        reason: Some("a=b".to_owned()),
        timeout: Some(-1),
        wait: Some(0),
    };
    for (line, expected) in [
        ("--demo", Command::Run(demo())),
        ("--demo --job x", Command::Run(Args { job: "x".to_owned(), ..demo() })),
        ("--demo --job=", Command::Run(Args { job: String::new(), ..demo() })),
        ("--endpoint https://h --job --j --force --reason=a=b --timeout -1 --wait=0", Command::Run(all)),
        ("--demo --help --nonsense", Command::Help),
        ("-h", Command::Help),
    ] {
        assert_eq!(parse(line), Ok(expected), "{line}");
    }
}

#[test]
fn wrong_command_lines_say_what_is_wrong() {
    for (line, part) in [
        ("", "`--endpoint` or `--demo`"),
        ("--job x", "`--endpoint` or `--demo`"),
        ("--endpoint https://h", "`--job` is needed"),
        ("--endpoint https://h --demo", "exclude each other"),
        ("--endpoint", "`--endpoint` needs a value"),
        ("--demo --force=yes", "`--force` takes no value"),
        ("--demo --timeout soon", "`--timeout` needs a whole number"),
        ("--demo --timeout 99999999999", "`--timeout` needs a whole number"),
        ("--demo --wait -1", "`--wait` needs a whole number"),
        ("--demo --frce", "`--frce` is not known"),
        ("--demo job", "`job` is not known"),
    ] {
        assert!(parse(line).is_err_and(|problem| problem.contains(part)), "{line}: {:?}", parse(line));
    }
}

#[test]
fn the_help_names_every_exit_status() {
    let statuses = args::HELP.split_once("Exit status:").map(|(_, list)| list).unwrap_or_default();
    for status in 0..=8 {
        assert!(statuses.contains(&format!("\n  {status}  ")), "{status} is missing");
    }
    assert!(statuses.contains(&format!("\n  {}  the command line", args::EXIT_USAGE)));
}

/// Terminates a job of the demo server.
async fn outcome(job: &str) -> Result<std::result::Result<String, Error>> {
    let builder = Client::builder(demo::start().await?)?.azure_auth(demo::TOKEN);
    let client = builder.timeout(Duration::from_millis(500)).build()?;
    let outcome = client.jobs().terminate(job).await;
    Ok(outcome.map(|accepted| report::success(&accepted)))
}

#[tokio::test]
async fn success_shows_what_the_service_said() -> Result {
    let text = outcome("nightly-render").await??;
    for part in ["202 Accepted", "3f0c2a9e-6b1d-4c58-9a7e-d2145f80b6c3", "\"0x8DC99CA5C1B2E40\"", "Mon, 01 Jul 2024"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    Ok(())
}

#[tokio::test]
async fn every_kind_of_error_has_its_status_and_its_advice() -> Result {
    for (job, status, parts) in [
        ("finished", 7, ["code: JobCompleted", "the job is over"]),
        ("busy", 7, ["wait: 7s", "the service cannot answer now"]),
        ("none", 7, ["code: JobNotFound", "check the id of the job"]),
        ("broken-header", 8, ["`Last-Modified`", "do not repeat it blindly"]),
        ("lost", 5, ["was not answered", "may have acted"]),
        ("silent", 6, ["within 500ms", "may have acted"]),
        ("..", 3, ["`jobId`", "nothing was sent"]),
    ] {
        let error = outcome(job).await?.err().ok_or_else(|| format!("{job} was terminated"))?;
        let text = report::failure(&error);
        assert_eq!(report::exit_status(&error), status, "{job}: {text}");
        assert!(parts.iter().all(|part| text.contains(part)), "{job}: {text}");
        assert!(!text.contains(demo::TOKEN), "{job}: {text}");
        assert!(args::HELP.contains(job) || job == "none", "{job} is not in the help");
    }
    Ok(())
}

#[tokio::test]
async fn without_credential_the_variables_are_named() -> Result {
    let client = Client::builder(demo::start().await?)?.build()?;
    let error = client.jobs().terminate("nightly-render").await.err().ok_or("the call succeeded")?;
    let text = report::failure(&error);
    assert_eq!(report::exit_status(&error), 4);
    assert!(text.contains("AZURE_BATCH_TOKEN") && text.contains("`azure_auth` or `api_key`"), "{text}");
    Ok(())
}

#[tokio::test]
async fn details_of_the_service_are_shown_and_cannot_command_a_terminal() -> Result {
    let body = r#"{"values": [{"key": "Reason\u001b[1m", "value": "one\ntwo\u0007"}, {"value": "alone"}, {}]}"#;
    let server = support::Server::start(support::Answer::new(support::response(400, &[], body))).await?;
    let client = Client::builder(server.url())?.azure_auth(demo::TOKEN).build()?;
    let error = client.jobs().terminate("x").await.err().ok_or("the call succeeded")?;
    let text = report::failure(&error);
    assert!(text.contains("  Reason[1m: one\n    two\n  detail: alone\n"), "{text:?}");
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
    Ok(())
}

#[test]
fn the_demo_shows_requests_without_their_credential() {
    let shown = demo::shown('>', "POST /x HTTP/1.1\r\nAuthorization: Bearer hush\r\nhost: h\r\n\r\n");
    assert_eq!(shown, "> POST /x HTTP/1.1\n> authorization: (not shown)\n> host: h\n> \n");
    assert_eq!(demo::reply("POST /jobs/lost/terminate?a=b HTTP/1.1\r\n\r\n"), demo::Reply::HangUp);
}
