//! Room for documents that are nested deeply.

/// Bytes of stack for the stages: some 25 kB for each of 127 levels in a debug build, several times over. Pages that
/// are not used cost nothing.
const STACK: usize = 64 << 20;

/// Runs `work`, which must not wait for a thread pool, on a thread whose stack holds the deepest document that `read`
/// lets through, whatever the stack of the caller's thread. On a system that gives no thread, it runs where it is.
pub(crate) fn with_stack<T: Send>(work: impl FnOnce() -> Option<T> + Send) -> Option<T> {
    let mut work = Some(work);
    let done = std::thread::scope(|scope| {
        let run = || work.take().and_then(|work| work());
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run).ok()?;
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    done.or_else(|| work.and_then(|work| work()))
}
