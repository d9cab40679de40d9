//! What ends the waiting before its time.

use std::time::Duration;

use tokio::sync::watch;

use crate::trouble::Trouble;

/// Says when to stop: when Ctrl-C is pressed, or when a time limit is over.
#[derive(Clone, Debug)]
pub struct Stop {
    /// How often Ctrl-C was pressed.
    presses: watch::Receiver<usize>,
    /// How often it has to be.
    enough: usize,
    /// The end of the time.
    end: Option<tokio::time::Instant>,
}

impl Stop {
    /// Listens for Ctrl-C from now on. It does not end the program any more.
    pub fn on_ctrl_c() -> Self {
        let (pressed, presses) = watch::channel(0);
        tokio::spawn(async move {
            while tokio::signal::ctrl_c().await.is_ok() {
                pressed.send_modify(|count| *count += 1);
            }
        });
        Self::when(presses)
    }

    /// Stops when the number is not 0 any more.
    pub fn when(presses: watch::Receiver<usize>) -> Self {
        Self { presses, enough: 1, end: None }
    }

    /// The same, but what was pressed up to now does not count.
    pub fn again(&self) -> Self {
        let enough = *self.presses.borrow() + 1;
        Self { enough, ..self.clone() }
    }

    /// Stops also when this time is over.
    pub fn within(&self, limit: Duration) -> Self {
        Self { end: tokio::time::Instant::now().checked_add(limit), ..self.clone() }
    }

    /// Works until it is time to stop.
    pub async fn or<T>(&self, work: impl Future<Output = Result<T, Trouble>>) -> Result<T, Trouble> {
        tokio::select! {
            biased;
            () = self.pressed() => Err(Trouble::Interrupted),
            () = self.over() => Err(Trouble::TooLong),
            result = work => result,
        }
    }

    async fn pressed(&self) {
        let enough = self.enough;
        if self.presses.clone().wait_for(|count| *count >= enough).await.is_err() {
            // Nobody listens, so nobody will ever press.
            std::future::pending().await
        }
    }

    async fn over(&self) {
        match self.end {
            Some(end) => tokio::time::sleep_until(end).await,
            None => std::future::pending().await,
        }
    }
}
