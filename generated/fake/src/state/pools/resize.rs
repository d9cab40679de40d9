//! Pools grow and shrink.

use serde_json::{Value, json};

use crate::call::Call;
use crate::entity::{Entity, number};
use crate::problem::Problem;
use crate::reply::Reply;
use crate::state::{Key, State};

impl State {
    /// Finds a pool whose size can be changed.
    pub(super) fn steady(&self, call: &Call) -> Result<(Key, &Entity), Problem> {
        let (key, entity) = self.lively(call)?;
        if entity.text("allocationState") != "steady" {
            return Err(Problem::conflict("PoolBeingResized", "The specified pool is being resized."));
        }
        Ok((key, entity))
    }
}

pub(crate) fn resize(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, pool) = state.steady(call)?;
    if pool.get("enableAutoScale") == true {
        return Err(Problem::state("The pool scales itself: disable that before a resize."));
    }
    let targets = ["targetDedicatedNodes", "targetLowPriorityNodes"];
    if targets.iter().all(|name| call.body.get(*name).is_none_or(Value::is_null)) {
        let message = "A required property was not specified in the request body.";
        return Err(Problem::bad("MissingRequiredProperty", message).with("PropertyName", targets[0]));
    }
    for name in targets {
        if call.body.get(name).and_then(number).is_some_and(|n| n < 0) {
            return Err(Problem::property(name, &call.body[name].to_string(), "less than 0"));
        }
    }
    state.change(&key, |pool| {
        for name in targets.iter().chain(&["resizeTimeout"]) {
            if let Some(value) = call.body.get(*name).filter(|value| !value.is_null()) {
                pool.set(name, value.clone());
            }
        }
        pool.remove("resizeErrors");
    });
    state.begin(&key, "allocationState", "resizing");
    Ok(state.changed(&key))
}

/// Leaves the pool as it is at this moment: no node has come or gone yet.
pub(crate) fn stop_resize(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, pool) = state.lively(call)?;
    if pool.text("allocationState") != "resizing" {
        return Err(Problem::state("The pool is not being resized."));
    }
    state.change(&key, |pool| {
        let error = json!({"code": "ResizeStopped", "message": "The resize was stopped by the user."});
        pool.set("resizeErrors", json!([error]));
    });
    if let Key::Pool(id) = &key
        && let Some(pool) = state.pools.get_mut(id)
    {
        pool.leaving.clear();
    }
    state.begin(&key, "allocationState", "stopping");
    Ok(state.changed(&key))
}

pub(crate) fn remove_nodes(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, entity) = state.steady(call)?;
    let Some(ids) = call.body["nodeList"].as_array().filter(|ids| (1..=100).contains(&ids.len())) else {
        return Err(Problem::property("nodeList", &call.body["nodeList"].to_string(), "not 1 to 100 ids"));
    };
    if entity.get("enableAutoScale") == true {
        return Err(Problem::state("The pool scales itself: disable that before removing nodes."));
    }
    let mut nodes = Vec::new();
    for id in ids {
        let node = Key::node(call.param(0), id.as_str().unwrap_or_default());
        state.entity(&node).ok_or_else(|| node.missing())?;
        nodes.push(node);
    }
    nodes.sort();
    nodes.dedup();
    for node in &nodes {
        state.leave(node);
    }
    state.begin(&key, "allocationState", "resizing");
    Ok(state.changed(&key))
}
