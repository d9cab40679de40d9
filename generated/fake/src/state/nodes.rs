//! Nodes: made by the targets of their pool, and busy with its tasks.

mod change;
mod extensions;
mod login;
mod make;

use std::collections::BTreeMap;

use serde_json::Value;

pub(crate) use change::{deallocate, disable_scheduling, enable_scheduling, reboot, reimage, start};
pub(crate) use extensions::{extension_get, extension_list};
pub(crate) use login::{add_user, delete_user, get_remote_login_settings, update_user, upload_batch_service_logs};

use super::{Key, Node, State};
use crate::call::Call;
use crate::page;
use crate::problem::Problem;
use crate::reply::Reply;

/// How many tasks, and how many of their slots, are running on which node.
pub(crate) type Busy = BTreeMap<Key, (u32, i64)>;

pub(super) fn key(call: &Call) -> Key {
    Key::node(call.param(0), call.param(1))
}

impl State {
    pub(crate) fn busy_nodes(&self) -> Busy {
        let mut busy = Busy::new();
        for task in
            self.jobs.values().flat_map(|job| job.tasks.values()).filter(|task| task.entity.state() == "running")
        {
            let node = Key::node(task.entity.text("nodeInfo/poolId"), task.entity.text("nodeInfo/nodeId"));
            let (tasks, slots) = busy.entry(node).or_default();
            *tasks += 1;
            *slots += task.entity.number("requiredSlots");
        }
        busy
    }
}

impl Node {
    /// Returns the state that is shown: an idle node with tasks is running.
    pub(crate) fn state(&self, busy: &Busy) -> &str {
        match self.entity.state() {
            "idle" if busy.contains_key(&self.key) => "running",
            state => state,
        }
    }

    fn view(&self, busy: &Busy, base: &str) -> Value {
        let mut view = self.entity.view(base);
        let (tasks, slots) = busy.get(&self.key).copied().unwrap_or_default();
        view["state"] = self.state(busy).into();
        view["runningTasksCount"] = tasks.into();
        view["runningTaskSlotsCount"] = slots.into();
        view
    }
}

/// Counts as a read of the pool, too: who waits for nodes may look here.
pub(crate) fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let pool = Key::pool(call.param(0));
    state.find(&pool, call)?;
    let busy = state.busy_nodes();
    let nodes = state.pools.get(&call.param(0).to_lowercase()).map(|pool| &pool.nodes);
    let items = nodes.into_iter().flatten().map(|(id, node)| (id.clone(), node));
    let reply = page::list(call, state.rules.paging, items, |node| node.view(&busy, &call.base))?;
    if page::begins(call) {
        let keys: Vec<_> = nodes.into_iter().flatten().map(|(_, node)| node.key.clone()).collect();
        keys.iter().chain([&pool]).for_each(|key| state.count(key));
    }
    Ok(reply)
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let key = key(call);
    state.find(&key, call)?;
    let busy = state.busy_nodes();
    let reply = match state.node(&key) {
        Some(node) => Reply::json(page::select(call, node.view(&busy, &call.base))).of(&node.entity),
        None => Reply::empty(),
    };
    state.count(&key);
    Ok(reply)
}
