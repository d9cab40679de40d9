//! The test server: an npm package.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::workspace;

const PACKAGE: &str = "@microsoft.azure/autorest.testserver";
const VERSION: &str = "3.3.51";

/// How long the server may take to start.
const START: Duration = Duration::from_secs(60);

/// Where the package is installed.
pub(super) struct Installation {
    package: PathBuf,
    /// Where the server may write.
    scratch: PathBuf,
}

impl Installation {
    /// The one beside this repository, or else one in `target/`, which is made if it is not there.
    pub(super) fn find() -> Result<Self> {
        let beside = workspace::root().join("../shared/conformance/autorest");
        let scratch = workspace::root().join("target/conformance/server");
        std::fs::create_dir_all(&scratch).with_context(|| format!("cannot make `{}`", scratch.display()))?;
        let package = |folder: &Path| folder.join("node_modules").join(PACKAGE);
        if package(&beside).is_dir() {
            return Ok(Self { package: package(&beside), scratch });
        }
        if !package(&scratch).is_dir() {
            install(&beside, &scratch)?;
        }
        Ok(Self { package: package(&scratch), scratch })
    }

    /// The folder of its documents.
    pub(super) fn documents(&self) -> PathBuf {
        self.package.join("swagger")
    }

    /// Starts it on a free port of the loopback interface.
    pub(super) fn start(&self) -> Result<Server> {
        let file = self.scratch.join("port");
        // What is left of an earlier run is not the port of this one.
        if file.exists() {
            std::fs::remove_file(&file)?;
        }
        let log = std::fs::File::create(self.scratch.join("log"))?;
        let mut command = Command::new("node");
        command.arg("--require").arg(workspace::root().join("xtask/conformance/loopback.js"));
        command.arg(self.package.join("dist/cli/cli.js")).args(["run", "--port=0", "--level=warn"]);
        command.arg(format!("--coverageDirectory={}", self.scratch.join("coverage").display()));
        command.env("PORT_FILE", &file).current_dir(&self.scratch).stdin(Stdio::null());
        command.stdout(log.try_clone()?).stderr(log);
        let mut server = Server { child: command.spawn().context("cannot run node")?, port: 0 };
        let start = Instant::now();
        while start.elapsed() < START {
            if let Some(port) = std::fs::read_to_string(&file).ok().and_then(|text| text.parse().ok()) {
                server.port = port;
                return Ok(server);
            }
            ensure!(server.child.try_wait()?.is_none(), "the test server ends; see {}/log", self.scratch.display());
            std::thread::sleep(Duration::from_millis(50));
        }
        anyhow::bail!("the test server does not start; see {}/log", self.scratch.display())
    }
}

/// Installs the package, with the locked dependencies if there are such.
fn install(locked: &Path, into: &Path) -> Result<()> {
    let mut command = Command::new("npm");
    if locked.join("package-lock.json").is_file() {
        for file in ["package.json", "package-lock.json"] {
            std::fs::write(into.join(file), std::fs::read(locked.join(file))?)?;
        }
        command.arg("ci");
    } else {
        std::fs::write(into.join("package.json"), "{\"private\": true}\n")?;
        command.args(["install", &format!("{PACKAGE}@{VERSION}")]);
    }
    let output = command.args(["--no-audit", "--no-fund"]).current_dir(into).output().context("cannot run npm")?;
    ensure!(output.status.success(), "npm fails:\n{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// A server that runs until this is dropped.
pub(super) struct Server {
    child: Child,
    port: u16,
}

impl Server {
    pub(super) fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
