//! The command line.

use std::ffi::OsString;

/// What `--help` prints. The statuses are those of `report::exit_status`.
pub const HELP: &str = "\
Terminates a job of an Azure Batch account.

Usage:
  terminate_job --endpoint URL --job ID [--force] [--reason TEXT] [--timeout S] [--wait S]
  terminate_job --demo [--job ID] [...]

  --endpoint URL   the account, such as https://account.region.batch.azure.com
  --job ID         the job to terminate
  --force          do not wait for compute nodes that have not finished their part
  --reason TEXT    why; the job shows it once it is completed
  --timeout S      how many seconds the service may spend on the request (at most 30)
  --wait S         how many seconds to wait for the answer (100 if not given)
  --demo           run against a server inside this program; needs no account and no credential
  --help           print this

Credential, from the environment; if there are both, the token is used:
  AZURE_BATCH_TOKEN                       a Microsoft Entra ID access token for https://batch.core.windows.net/
  AZURE_BATCH_ACCOUNT, AZURE_BATCH_KEY    the name of the account, and one of its access keys

Jobs of the demo:
  nightly-render   is terminated (the one used if --job is not given)
  finished         is completed already: status 409
  busy             finds the service overloaded: status 503
  broken-header    is terminated, but the answer cannot be read
  lost             breaks the connection before the answer
  silent           never gets an answer; try it with --wait 1
  any other        does not exist: status 404

Exit status:
  0  the service has taken the request on
  1  the demo could not be started, or an error that is none of those below
  2  the command line is wrong
  3  the request cannot be written down; nothing was sent
  4  there is no usable credential; nothing was sent
  5  the network failed
  6  there was no answer in time
  7  the service answered with an error
  8  the service answered something that it should not
";

/// The exit status for a wrong command line.
pub const EXIT_USAGE: u8 = 2;

/// What the command line asks for.
#[derive(Debug, PartialEq)]
pub enum Command {
    /// Print the help.
    Help,
    /// Terminate a job.
    Run(Args),
}

/// What to terminate, where and how.
#[derive(Debug, PartialEq)]
pub struct Args {
    pub place: Place,
    pub job: String,
    pub force: bool,
    pub reason: Option<String>,
    pub timeout: Option<i32>,
    pub wait: Option<u64>,
}

/// Which service to ask.
#[derive(Debug, PartialEq)]
pub enum Place {
    /// The one at this URL.
    Endpoint(String),
    /// The one inside this program.
    Demo,
}

/// What was found so far. What is missing is seen at the end.
#[derive(Default)]
struct Found {
    demo: bool,
    endpoint: Option<String>,
    job: Option<String>,
    force: bool,
    reason: Option<String>,
    timeout: Option<i32>,
    wait: Option<u64>,
}

/// Reads the arguments, without the name of the program. A value follows its option, or stands in it: `--job=x`.
///
/// # Errors
/// A message for the user.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut args = args.into_iter().map(text);
    let mut found = Found::default();
    while let Some(arg) = args.next().transpose()? {
        let (option, inside) = match arg.split_once('=') {
            Some((option, value)) if option.starts_with("--") => (option, Some(value.to_owned())),
            _ => (arg.as_str(), None),
        };
        if matches!(option, "--help" | "-h") {
            return Ok(Command::Help);
        }
        found.flag_or(option, inside, &mut args)?;
    }
    found.finish().map(Command::Run)
}

fn text(arg: OsString) -> Result<String, String> {
    arg.into_string().map_err(|arg| format!("{arg:?} is not Unicode"))
}

impl Found {
    /// Takes one option, and its value from inside the argument or from the next one.
    fn flag_or(
        &mut self,
        option: &str,
        inside: Option<String>,
        rest: &mut impl Iterator<Item = Result<String, String>>,
    ) -> Result<(), String> {
        let flag = match option {
            "--demo" => Some(&mut self.demo),
            "--force" => Some(&mut self.force),
            _ => None,
        };
        if let Some(flag) = flag {
            *flag = true;
            return inside.map_or(Ok(()), |_| Err(format!("`{option}` takes no value")));
        }
        let mut value = || match inside.clone() {
            Some(value) => Ok(value),
            None => rest.next().unwrap_or_else(|| Err(format!("`{option}` needs a value"))),
        };
        match option {
            "--endpoint" => self.endpoint = Some(value()?),
            "--job" => self.job = Some(value()?),
            "--reason" => self.reason = Some(value()?),
            "--timeout" => self.timeout = Some(number(option, &value()?)?),
            "--wait" => self.wait = Some(number(option, &value()?)?),
            _ => return Err(format!("`{option}` is not known")),
        }
        Ok(())
    }

    fn finish(self) -> Result<Args, String> {
        let Self { demo, endpoint, job, force, reason, timeout, wait } = self;
        let (place, job) = match (demo, endpoint, job) {
            (true, Some(_), _) => return Err("`--demo` and `--endpoint` exclude each other".to_owned()),
            (true, None, job) => (Place::Demo, job.unwrap_or_else(|| "nightly-render".to_owned())),
            (false, Some(endpoint), Some(job)) => (Place::Endpoint(endpoint), job),
            (false, None, _) => return Err("`--endpoint` or `--demo` is needed".to_owned()),
            (false, Some(_), None) => return Err("`--job` is needed".to_owned()),
        };
        Ok(Args { place, job, force, reason, timeout, wait })
    }
}

fn number<N: std::str::FromStr>(option: &str, value: &str) -> Result<N, String> {
    value.parse().map_err(|_| format!("`{option}` needs a whole number of seconds, not {value:?}"))
}
