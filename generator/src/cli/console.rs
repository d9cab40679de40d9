//! Standard output and standard error.

use std::io::{self, ErrorKind, IsTerminal, Write};

use super::error::Unusable;

/// Where results and diagnostics go.
pub struct Console<'a> {
    out: Box<dyn Write + 'a>,
    err: Box<dyn Write + 'a>,
    color: bool,
    result_color: bool,
}

impl Console<'static> {
    /// Standard output and standard error; colour for each that is a terminal, unless `NO_COLOR` is set.
    pub fn standard() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let color = |is_terminal: bool| is_terminal && !refused && !dumb;
        let console = Self::new(io::stdout(), io::stderr(), color(io::stderr().is_terminal()));
        Self { result_color: color(io::stdout().is_terminal()), ..console }
    }
}

impl<'a> Console<'a> {
    /// Results go to `out`, everything else to `err`; `color` counts for both.
    pub fn new(out: impl Write + 'a, err: impl Write + 'a, color: bool) -> Self {
        Self { out: Box::new(out), err: Box::new(err), color, result_color: color }
    }

    /// Whether diagnostics are coloured.
    pub fn color(&self) -> bool {
        self.color
    }

    /// Whether results for people are coloured.
    pub fn result_color(&self) -> bool {
        self.result_color
    }

    /// Prints a result as it is.
    ///
    /// # Errors
    ///
    /// What the system says. That nobody reads is not an error.
    pub fn result(&mut self, text: &str) -> Result<(), Unusable> {
        put(&mut self.out, text, "standard output")
    }

    /// Prints diagnostics as they are.
    ///
    /// # Errors
    ///
    /// As [`result`](Self::result).
    pub fn diagnostics(&mut self, text: &str) -> Result<(), Unusable> {
        put(&mut self.err, text, "standard error")
    }

    /// Prints what went wrong.
    ///
    /// # Errors
    ///
    /// As [`result`](Self::result).
    pub fn error(&mut self, error: &Unusable) -> Result<(), Unusable> {
        if let Some(problems) = &error.problems {
            self.diagnostics(if self.color { &problems.colored } else { &problems.plain })?;
        }
        let error = Unusable { problems: None, ..error.clone() };
        let title = if self.color { "\u{1b}[1m\u{1b}[91merror\u{1b}[0m" } else { "error" };
        self.diagnostics(&format!("{title}: {error}\n"))
    }
}

impl std::fmt::Debug for Console<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Console").field("color", &self.color).finish_non_exhaustive()
    }
}

fn put(stream: &mut dyn Write, text: &str, name: &str) -> Result<(), Unusable> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Unusable::io("write", std::path::Path::new(name), &error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Failing(ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_went_away_is_no_error_but_a_full_disk_is() {
        let console = |kind| Console::new(Failing(kind), Vec::new(), false);
        assert_eq!(console(ErrorKind::BrokenPipe).result("x"), Ok(()));
        assert!(console(ErrorKind::StorageFull).result("x").is_err());
    }

    #[test]
    fn colour_is_only_where_it_is_wanted() {
        for color in [false, true] {
            let mut err = Vec::new();
            Console::new(Vec::new(), &mut err, color).error(&Unusable::new("x").help("y")).expect("written");
            let text = String::from_utf8(err).expect("text");
            assert_eq!(text.contains('\u{1b}'), color);
            assert!(text.ends_with(": x\n  = help: y\n"));
        }
    }
}
