//! Terminates a job of an Azure Batch account.
//!
//! ```text
//! cargo run -p azure-batch-client --example terminate_job -- --demo
//! ```
//!
//! Read `terminate` below first: it is all that a program needs. Around it stands what makes a program of it:
//!
//! | file | what it does |
//! |---|---|
//! | `main.rs` | makes a client, makes the call |
//! | `report.rs` | says what came of it, and what to do about each kind of error |
//! | `args.rs` | reads the command line; holds the help text with the exit statuses |
//! | `../shared/credential.rs` | takes the credential from the environment |
//! | `demo.rs` | plays the service for `--demo` |

mod args;
#[path = "../shared/credential.rs"]
mod credential;
mod demo;
mod report;

use std::process::ExitCode;
use std::time::Duration;

use args::{Args, Command, Place};
use azure_batch_client::jobs::Terminate;
use azure_batch_client::models::JobTerminateParameter;
use azure_batch_client::runtime::InvalidRequest;
use azure_batch_client::types::Uuid;
use azure_batch_client::{CallOptions, Client, ClientBuilder};

#[tokio::main]
async fn main() -> ExitCode {
    match args::parse(std::env::args_os().skip(1)) {
        Ok(Command::Help) => {
            print!("{}", args::HELP);
            ExitCode::SUCCESS
        }
        Ok(Command::Run(args)) => run(&args).await,
        Err(problem) => {
            eprintln!("error: {problem}\nTry `--help`.");
            ExitCode::from(args::EXIT_USAGE)
        }
    }
}

async fn run(args: &Args) -> ExitCode {
    let outcome = match &args.place {
        Place::Endpoint(endpoint) => attempt(endpoint, args, credential::from_environment).await,
        Place::Demo => match demo::start().await {
            Ok(endpoint) => attempt(&endpoint, args, |builder| Ok(builder.azure_auth(demo::TOKEN))).await,
            Err(problem) => {
                eprintln!("error: the demo server did not start: {problem}");
                return ExitCode::FAILURE;
            }
        },
    };
    match outcome {
        Ok(accepted) => {
            print!("{}", report::success(&accepted));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprint!("{}", report::failure(&error));
            ExitCode::from(report::exit_status(&error))
        }
    }
}

/// What a request to terminate a job comes to: the answer, with what watches the job to its end, or an
/// [`Error`](azure_batch_client::Error).
type Outcome = <Terminate as IntoFuture>::Output;

/// Adds the credential.
type Authorize = fn(ClientBuilder) -> Result<ClientBuilder, InvalidRequest>;

/// Everything that can go wrong from here on is an error of the client, also an endpoint that is no URL.
async fn attempt(endpoint: &str, args: &Args, authorize: Authorize) -> Outcome {
    // A program makes one client and keeps it. Clones share its connections.
    let client = authorize(Client::builder(endpoint)?)?.build()?;
    terminate(&client, args).await
}

/// The call itself: what is required is an argument, what is optional a setter, and `.await` sends it.
async fn terminate(client: &Client, args: &Args) -> Outcome {
    let mut request = client.jobs().terminate(args.job.as_str());

    // The client would make up an id by itself. An id that we know can be looked for in the logs of the service even
    // if no answer comes, and the service repeats it if asked to.
    let id = Uuid::new_v4();
    println!("client request id: {id}");
    request = request.client_request_id(id).return_client_request_id(true);

    // What is not set is not sent, and the service's own default holds.
    if args.force {
        request = request.force(true);
    }
    if let Some(seconds) = args.timeout {
        request = request.timeout(seconds);
    }
    if let Some(reason) = &args.reason {
        request = request.body(body(reason));
    }
    // `timeout` is a parameter of the operation and tells the service how long it may take. How long *we* wait is an
    // option of the call; without it the client's own limit of 100 s holds.
    if let Some(seconds) = args.wait {
        request = request.options(CallOptions::new().timeout(Duration::from_secs(seconds)));
    }
    request.await
}

/// `..Default::default()` keeps the program compiling when a later version of the API knows more properties.
#[allow(clippy::needless_update, reason = "there is no other property yet")]
fn body(reason: &str) -> JobTerminateParameter {
    JobTerminateParameter { terminate_reason: Some(reason.to_owned()), ..Default::default() }
}
