//! The command line.

use std::ffi::OsString;

/// What `--help` prints. The statuses are those of `trouble.rs`.
pub const HELP: &str = "\
Renders the frames of a film on an Azure Batch account: makes a pool and a job with a task per frame, waits for the
tasks, prints what they wrote, and deletes job and pool, also after an error or Ctrl-C.

Usage:
  render_job --endpoint URL [--frames N] [--nodes N] [--vm-size SIZE] [--limit S]
  render_job --demo [...]

  --endpoint URL   the account, such as https://account.region.batch.azure.com; its machines cost money
  --frames N       how many frames (12 if not given)
  --nodes N        how many machines (2 if not given)
  --vm-size SIZE   what machines (standard_d2s_v3 if not given)
  --limit S        how many seconds it may take until it is cleaned up (1800 if not given)
  --demo           run against a service inside this program; needs no account and no credential
  --help           print this

Credential, from the environment; if there are both, the token is used:
  AZURE_BATCH_TOKEN                       a Microsoft Entra ID access token for https://batch.core.windows.net/
  AZURE_BATCH_ACCOUNT, AZURE_BATCH_KEY    the name of the account, and one of its access keys

Exit status:
  0    all frames are rendered, and nothing stays behind
  1    an error
  2    the command line is wrong
  3    some frames were not rendered
  4    the time was over
  5    the job or the pool may still be there
  130  Ctrl-C
";

/// The exit status for a wrong command line.
pub const EXIT_USAGE: u8 = 2;

/// What the command line asks for.
#[derive(Debug, PartialEq)]
pub enum Command {
    /// Print the help.
    Help,
    /// Render.
    Run(Args),
}

/// What to render, and where.
#[derive(Debug, PartialEq)]
pub struct Args {
    pub place: Place,
    pub frames: usize,
    pub nodes: i32,
    pub vm_size: String,
    /// In seconds.
    pub limit: u64,
}

/// Which service to use.
#[derive(Debug, PartialEq)]
pub enum Place {
    /// The one at this URL.
    Endpoint(String),
    /// The one inside this program.
    Demo,
}

/// Reads the arguments, without the name of the program. A value is the argument behind its option.
///
/// # Errors
/// A message for the user.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut args = args.into_iter().map(text);
    let (mut demo, mut endpoint) = (false, None);
    let (mut frames, mut nodes, mut vm_size, mut limit) = (12, 2, "standard_d2s_v3".to_owned(), 1800);
    while let Some(option) = args.next().transpose()? {
        let mut value = || args.next().unwrap_or_else(|| Err(format!("`{option}` needs a value")));
        match option.as_str() {
            "--help" | "-h" => return Ok(Command::Help),
            "--demo" => demo = true,
            "--endpoint" => endpoint = Some(value()?),
            "--frames" => frames = number(&option, &value()?)?,
            "--nodes" => nodes = number(&option, &value()?)?,
            "--vm-size" => vm_size = value()?,
            "--limit" => limit = number(&option, &value()?)?,
            _ => return Err(format!("`{option}` is not known")),
        }
    }
    let place = match (demo, endpoint) {
        (true, None) => Place::Demo,
        (false, Some(endpoint)) => Place::Endpoint(endpoint),
        (true, Some(_)) => return Err("`--demo` and `--endpoint` exclude each other".to_owned()),
        (false, None) => return Err("`--endpoint` or `--demo` is needed".to_owned()),
    };
    Ok(Command::Run(Args { place, frames, nodes, vm_size, limit }))
}

fn text(arg: OsString) -> Result<String, String> {
    arg.into_string().map_err(|arg| format!("{arg:?} is not Unicode"))
}

/// Reads a number that is at least 1.
fn number<N: std::str::FromStr + PartialOrd + From<bool>>(option: &str, value: &str) -> Result<N, String> {
    let number = value.parse().ok().filter(|number| *number >= N::from(true));
    number.ok_or_else(|| format!("`{option}` needs a whole number from 1 on, not {value:?}"))
}
