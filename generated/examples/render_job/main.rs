//! Renders the frames of a film on an Azure Batch account, from an empty account to an empty account.
//!
//! ```text
//! cargo run -p azure-batch-client --example render_job -- --demo
//! ```
//!
//! Read `story.rs` first: it is the program in a few lines. Each of its steps has a file:
//!
//! | file | what it does |
//! |---|---|
//! | `story.rs` | says what comes after what |
//! | `pool.rs` | makes machines |
//! | `job.rs` | makes a job with a task per frame, and waits for the tasks |
//! | `output.rs` | downloads what the tasks wrote |
//! | `clean_up.rs` | deletes the job and the pool, whatever happened |
//! | `stop.rs` | ends the waiting when Ctrl-C or the time limit comes |
//! | `plan.rs` | names what is made |
//! | `trouble.rs` | says why a run does not go through, with exit statuses |
//! | `args.rs` | reads the command line; holds the help text |
//! | `demo.rs` | plays the service for `--demo` |
//!
//! There are no frames and no renderer in it: each task only says that it renders.

mod args;
mod clean_up;
#[path = "../shared/credential.rs"]
mod credential;
mod demo;
mod job;
mod output;
mod plan;
mod pool;
mod stop;
mod story;
mod trouble;

use std::process::ExitCode;

use args::{Args, Command, Place};
use azure_batch_client::{Client, Error};
use plan::Plan;
use stop::Stop;
use trouble::Trouble;

#[tokio::main]
async fn main() -> ExitCode {
    match args::parse(std::env::args_os().skip(1)) {
        Ok(Command::Help) => {
            print!("{}", args::HELP);
            ExitCode::SUCCESS
        }
        Ok(Command::Run(args)) => status(run(&args).await),
        Err(problem) => {
            eprintln!("error: {problem}\nTry `--help`.");
            ExitCode::from(args::EXIT_USAGE)
        }
    }
}

fn status(outcome: Result<(), Trouble>) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("error: {trouble}");
            ExitCode::from(trouble.exit_status())
        }
    }
}

async fn run(args: &Args) -> Result<(), Trouble> {
    let (plan, stop, mut out) = (Plan::new(args), Stop::on_ctrl_c(), std::io::stdout());
    match &args.place {
        Place::Endpoint(endpoint) => story::render(&client(endpoint)?, &plan, &stop, &mut out).await,
        Place::Demo => {
            let demo = demo::start(&plan).await?;
            story::render(&demo.client()?, &plan, &stop, &mut out).await?;
            println!("{demo}");
            Ok(())
        }
    }
}

fn client(endpoint: &str) -> Result<Client, Error> {
    credential::from_environment(Client::builder(endpoint)?)?.build()
}
