//! What can be done to a node. Each of its states that do not last ends in one that does.

use super::key;
use crate::call::Call;
use crate::problem::Problem;
use crate::reply::Reply;
use crate::state::{Key, State};

impl State {
    pub(crate) fn settle_node(&mut self, key: &Key) -> bool {
        let after = match self.entity(key).map(|node| node.state()) {
            Some("deallocating") => "deallocated",
            Some("rebooting" | "reimaging" | "starting" | "creating") => "idle",
            _ => return false,
        };
        let booted = self.clock.now().to_string();
        if let Some(node) = self.entity_mut(key).filter(|_| after == "idle") {
            node.set("lastBootTime", booted);
        }
        self.finish(key, "state", after);
        true
    }

    /// Takes a node out of service for a while: what runs on it is active again.
    fn interrupt(&mut self, call: &Call, from: &[&str], to: &str) -> Result<Reply, Problem> {
        let key = key(call);
        let present = self.find(&key, call)?.state();
        if !from.contains(&present) {
            return Err(unfit(present));
        }
        self.requeue_tasks_of(&key);
        self.begin(&key, "state", to);
        Ok(self.changed(&key))
    }

    fn schedule(&mut self, call: &Call, from: &str, to: &str, shown: &str) -> Result<Reply, Problem> {
        let key = key(call);
        let node = self.find(&key, call)?;
        if node.text("schedulingState") != from || !matches!(node.state(), "idle" | "offline") {
            return Err(unfit(node.state()));
        }
        self.finish(&key, "state", shown);
        self.change(&key, |node| node.set("schedulingState", to));
        Ok(self.changed(&key))
    }
}

/// States in which a node runs.
const RUNNING: &[&str] = &["idle", "offline", "unusable", "starttaskfailed"];

fn unfit(state: &str) -> Problem {
    let (code, what) = match state {
        "rebooting" => ("NodeBeingRebooted", "is being rebooted"),
        "reimaging" => ("NodeBeingReimaged", "is being reimaged"),
        "starting" => ("NodeBeingStarted", "is being started"),
        _ => return Problem::state(format!("The operation is not possible while the node is {state}.")),
    };
    Problem::conflict(code, format!("The specified node {what}."))
}

pub(crate) fn reboot(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    state.interrupt(call, RUNNING, "rebooting")
}

/// Everything on the node is lost.
pub(crate) fn reimage(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let reply = state.interrupt(call, RUNNING, "reimaging")?;
    if let Some(node) = state.node_mut(&key(call)) {
        node.files = Default::default();
        node.users.clear();
    }
    Ok(reply)
}

pub(crate) fn start(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    state.interrupt(call, &["deallocated"], "starting")
}

pub(crate) fn deallocate(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    state.interrupt(call, RUNNING, "deallocating")
}

pub(crate) fn disable_scheduling(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let reply = state.schedule(call, "enabled", "disabled", "offline")?;
    // `taskcompletion` lets tasks run on.
    if call.body.get("nodeDisableSchedulingOption").is_none_or(|option| option != "taskcompletion") {
        state.requeue_tasks_of(&key(call));
    }
    Ok(reply)
}

pub(crate) fn enable_scheduling(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    state.schedule(call, "disabled", "enabled", "idle")
}
