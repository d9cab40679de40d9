//! Runs the scenarios of one document, and prints what became of each as a line of JSON.
//!
//! A scenario is passed when its own assertions hold and the server has counted it once more.

mod counters;

use std::cell::RefCell;
use std::error::Error;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use bindery_runtime::serde_json::json;
use futures_util::FutureExt;

use counters::Counters;

pub use bindery_runtime as rt;

/// How long a scenario may take.
const LIMIT: Duration = Duration::from_secs(120);

/// What a scenario, or a suite, ends with.
pub type Outcome = Result<(), Box<dyn Error>>;

/// Sends a request and wants a success: `done!(t, "name", client.group().operation())`. With `=> expected`, the body
/// has to be that.
#[macro_export]
macro_rules! done {
    ($t:ident, $name:expr, $request:expr $(,)?) => {
        $t.run($name, async {
            $request.await?;
            Ok(())
        })
        .await
    };
    ($t:ident, $name:expr, $request:expr, $expected:expr $(,)?) => {
        $t.run($name, async {
            assert_eq!($request.await?.into_body(), $expected);
            Ok(())
        })
        .await
    };
}

/// Runs a block as a scenario: `scenario!(t, "name", { … })`.
#[macro_export]
macro_rules! scenario {
    ($t:ident, $name:expr, $body:block) => {
        $t.run($name, async {
            $body
            Ok(())
        })
        .await
    };
}

/// Sends a request that has to end in an error of this status; the value of a closure is what is asserted of it.
#[macro_export]
macro_rules! refused {
    ($t:ident, $name:expr, $request:expr, $status:expr $(,)?) => {
        $crate::refused!($t, $name, $request, $status, |_| ())
    };
    ($t:ident, $name:expr, $request:expr, $status:expr, |$error:pat_param| $assert:expr $(,)?) => {
        $t.run($name, async {
            match $request.await {
                Ok(response) => panic!("it succeeds with {}", response.status()),
                Err($crate::rt::Error::Service(error)) if error.status() == $status => {
                    let $error = error;
                    $assert;
                    Ok(())
                }
                Err(error) => Err(error.into()),
            }
        })
        .await
    };
}

/// Sends a request that is answered by a success which the document does not describe.
#[macro_export]
macro_rules! undeclared {
    ($t:ident, $name:expr, $request:expr, $status:expr $(,)?) => {
        $t.run($name, async {
            match $request.await {
                Ok(response) => panic!("it succeeds with {}", response.status()),
                Err($crate::rt::Error::Undecodable(error)) => {
                    assert!(matches!(error.reason(), $crate::rt::UndecodableReason::UndeclaredStatus), "{error}");
                    assert_eq!(error.status(), $status);
                    Ok(())
                }
                Err(error) => Err(error.into()),
            }
        })
        .await
    };
}

/// Sends a request whose answer is a success, but not of the type that the document says it is: the error has to say
/// so, and to keep the body.
#[macro_export]
macro_rules! unreadable {
    ($t:ident, $name:expr, $request:expr, $body:expr $(,)?) => {
        $t.run($name, async {
            match $request.await {
                Ok(response) => panic!("it is read as {:?}", response.into_body()),
                Err($crate::rt::Error::Undecodable(error)) => {
                    assert!(matches!(error.reason(), $crate::rt::UndecodableReason::Body { .. }), "{error}");
                    assert_eq!(String::from_utf8_lossy(error.raw_body()), $body);
                    Ok(())
                }
                Err(error) => Err(error.into()),
            }
        })
        .await
    };
}

/// What a model is as JSON.
pub fn json_of(model: &dyn rt::ToJson) -> rt::serde_json::Value {
    let text = rt::json::to_vec(model).expect("JSON can carry it");
    rt::serde_json::from_slice(&text).expect("it is JSON")
}

/// A transport that keeps cookies.
pub fn with_cookies() -> Result<rt::CookieTransport, rt::TransportError> {
    Ok(rt::CookieTransport::new(rt::HyperTransport::new()?))
}

/// Retries that do not wait for long.
pub fn impatient() -> rt::Retry {
    rt::Retry::new().first_delay(Duration::from_millis(10))
}

/// The scenarios of a document on their way.
pub struct Suite {
    url: String,
    counters: Counters,
}

impl Suite {
    /// Where the server is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Runs a scenario.
    pub async fn run(&mut self, name: &str, scenario: impl Future<Output = Outcome>) {
        let ended = AssertUnwindSafe(tokio::time::timeout(LIMIT, scenario)).catch_unwind().await;
        let reason = match ended {
            Ok(Ok(Ok(()))) => match self.counters.has_risen(name).await {
                Ok(true) => None,
                Ok(false) => Some("the server did not count it".to_owned()),
                Err(error) => Some(format!("the counters cannot be read: {error}")),
            },
            Ok(Ok(Err(error))) => Some(chain(&*error)),
            Ok(Err(_)) => Some("took too long".to_owned()),
            Err(_) => Some(PANIC.take()),
        };
        self.report(name, reason.as_deref());
    }

    /// Says of a scenario why it is not passed.
    pub fn miss(&mut self, name: &str, reason: &str) {
        self.report(name, Some(reason));
    }

    /// Says why all scenarios are not passed that the suite does not name.
    pub fn miss_the_rest(&mut self, reason: &str) {
        self.report("*", Some(reason));
    }

    fn report(&self, name: &str, reason: Option<&str>) {
        let reason = reason.map(|reason| reason.replace(&self.url, ""));
        println!("{}", json!({"name": name, "reason": reason}));
    }
}

thread_local! {
    /// What the last panic said.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The `main` of a suite: `SUITE URL`.
pub fn main(suite: impl AsyncFnOnce(&mut Suite) -> Outcome) {
    std::panic::set_hook(Box::new(|panic| PANIC.set(panic.to_string())));
    let url = std::env::args().nth(1).expect("the URL of the server is the argument");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let ended = runtime.block_on(async {
        let mut t = Suite { counters: Counters::of(&url).await?, url };
        suite(&mut t).await
    });
    if let Err(error) = ended {
        eprintln!("{}", chain(&*error));
        std::process::exit(1);
    }
}

/// The error and what it comes from.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(&format!(": {error}"));
        source = error.source();
    }
    text
}
