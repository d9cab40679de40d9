//! What is to be made, under which names.

use std::time::Duration;

use azure_batch_client::PollOptions;
use azure_batch_client::types::Uuid;

use crate::args::{Args, Place};

/// What a run makes. Nobody else has things of these names, so what bears them can be deleted.
#[derive(Clone, Debug)]
pub struct Plan {
    pub pool: String,
    pub job: String,
    pub frames: usize,
    pub nodes: i32,
    pub vm_size: String,
    /// How long to wait between two looks at something that takes its time.
    pub interval: Duration,
    /// How long everything may take before it is cleaned up.
    pub limit: Duration,
}

impl Plan {
    pub fn new(args: &Args) -> Self {
        let id = Uuid::new_v4().simple().to_string();
        let interval = match args.place {
            Place::Endpoint(_) => Duration::from_secs(5),
            Place::Demo => Duration::from_millis(20),
        };
        Self {
            pool: format!("render-pool-{id}"),
            job: format!("render-job-{id}"),
            frames: args.frames,
            nodes: args.nodes,
            vm_size: args.vm_size.clone(),
            interval,
            limit: Duration::from_secs(args.limit),
        }
    }

    /// The ids of the tasks, one per frame.
    pub fn tasks(&self) -> impl Iterator<Item = String> + Send + use<> {
        (1..=self.frames).map(|frame| format!("frame-{frame:05}"))
    }

    /// How often pollers look.
    pub fn polling(&self) -> PollOptions {
        PollOptions::new().interval(self.interval)
    }
}
