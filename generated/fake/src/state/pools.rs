//! Pools. Nodes come and go when a resize is over, not one by one.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{Key, Pool, State};
use crate::call::Call;
use crate::check;
use crate::entity::{Entity, Told, number};
use crate::page;
use crate::problem::Problem;
use crate::reply::Reply;

/// What `Pool - Update Properties` replaces: what is absent is gone afterwards.
const REPLACED: &[&str] = &["startTask", "certificateReferences", "applicationPackageReferences", "metadata"];

impl State {
    /// Adds a pool, which begins to make its nodes.
    pub(crate) fn add_pool(&mut self, given: Map<String, Value>) -> Result<Key, Problem> {
        let id = check::id(&given)?;
        let key = Key::pool(&id);
        if self.entity(&key).is_some() {
            return Err(key.exists());
        }
        let stamp = self.stamp();
        let defaults = json!({
            "url": check::url(&["pools", &id]),
            "creationTime": stamp.time.to_string(),
            "state": "active",
            "allocationState": "resizing",
            "allocationStateTransitionTime": stamp.time.to_string(),
            "resizeTimeout": "PT15M",
            "currentDedicatedNodes": 0,
            "currentLowPriorityNodes": 0,
            "targetDedicatedNodes": 0,
            "targetLowPriorityNodes": 0,
            "enableAutoScale": false,
            "enableInterNodeCommunication": false,
            "taskSlotsPerNode": 1,
            "taskSchedulingPolicy": {"nodeFillType": "spread"},
            "targetNodeCommunicationMode": "default",
            "currentNodeCommunicationMode": "simplified",
        });
        let steady = given.get("allocationState").is_some_and(|state| state == "steady");
        let mut entity = Entity::new(Told::Version, stamp, defaults, given);
        aim(&mut entity);
        entity.wait((!steady).then_some(self.rules.settle_after));
        let pool = Pool { entity, nodes: BTreeMap::new(), made: 0, leaving: Vec::new() };
        self.pools.insert(id.to_lowercase(), pool);
        self.note(&key);
        Ok(key)
    }

    pub(super) fn settle_pool(&mut self, key: &Key) -> bool {
        let Key::Pool(id) = key else { return false };
        let Some(pool) = self.pools.get(id) else { return false };
        match (pool.entity.state(), pool.entity.text("allocationState")) {
            ("deleting", _) => return self.remove_pool(id),
            (_, "resizing") => self.fill_pool(id),
            _ => {}
        }
        self.finish(key, "allocationState", "steady");
        true
    }

    /// Removes a pool with its nodes. Tasks that were running on them are active again.
    pub(crate) fn remove_pool(&mut self, id: &str) -> bool {
        let Some(pool) = self.pools.remove(id) else { return false };
        pool.nodes.values().for_each(|node| self.requeue_tasks_of(&node.key));
        true
    }

    /// Finds a pool that can be changed.
    fn lively(&self, call: &Call) -> Result<(Key, &Entity), Problem> {
        let key = Key::pool(call.param(0));
        let entity = self.find(&key, call)?;
        if entity.state() == "deleting" {
            return Err(Problem::conflict("PoolBeingDeleted", "The specified pool is being deleted."));
        }
        Ok((key, entity))
    }

    /// Finds a pool whose size can be changed.
    fn steady(&self, call: &Call) -> Result<(Key, &Entity), Problem> {
        let (key, entity) = self.lively(call)?;
        if entity.text("allocationState") != "steady" {
            return Err(Problem::conflict("PoolBeingResized", "The specified pool is being resized."));
        }
        Ok((key, entity))
    }
}

/// Sets the targets of a pool that scales itself to what its formula assigns as a plain number.
fn aim(entity: &mut Entity) {
    if entity.get("enableAutoScale") == true {
        let formula = entity.text("autoScaleFormula").to_owned();
        for (variable, target) in
            [("$TargetDedicatedNodes", "targetDedicatedNodes"), ("$TargetLowPriorityNodes", "targetLowPriorityNodes")]
        {
            entity.set(target, assigned(&formula, variable).unwrap_or_default());
        }
    }
}

/// Finds `variable = 3` in a formula.
fn assigned(formula: &str, variable: &str) -> Option<i64> {
    let assignments = formula.split(';').rev().filter_map(|statement| statement.split_once('='));
    assignments.filter(|(name, _)| name.trim() == variable).find_map(|(_, value)| value.trim().parse().ok())
}

pub(crate) fn add(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let key = state.add_pool(call.body.clone())?;
    Ok(state.changed(&key))
}

pub(crate) fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let items = state.pools.iter().map(|(id, pool)| (id.clone(), &pool.entity));
    let reply = page::list(call, state.rules.paging, items, |entity| entity.view(&call.base))?;
    if page::begins(call) {
        let ids: Vec<_> = state.pools.keys().cloned().collect();
        ids.into_iter().for_each(|id| state.count(&Key::Pool(id)));
    }
    Ok(reply)
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    state.show(&Key::pool(call.param(0)), call)
}

pub(crate) fn exists(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let key = Key::pool(call.param(0));
    let reply = Reply::empty().of(state.find(&key, call)?);
    state.count(&key);
    Ok(reply)
}

pub(crate) fn delete(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, _) = state.lively(call)?;
    state.begin(&key, "state", "deleting");
    Ok(Reply::empty())
}

pub(crate) fn patch(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, _) = state.lively(call)?;
    state.change(&key, |pool| check::merge(pool, &call.body));
    Ok(state.changed(&key))
}

pub(crate) fn update_properties(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, _) = state.lively(call)?;
    state.change(&key, |pool| {
        REPLACED.iter().for_each(|name| pool.remove(name));
        check::merge(pool, &call.body);
    });
    Ok(state.changed(&key))
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

pub(crate) fn disable_auto_scale(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, pool) = state.lively(call)?;
    if pool.get("enableAutoScale") != true {
        return Err(Problem::state("The pool does not scale itself."));
    }
    state.change(&key, |pool| {
        pool.set("enableAutoScale", false);
        ["autoScaleFormula", "autoScaleEvaluationInterval", "autoScaleRun"].iter().for_each(|name| pool.remove(name));
    });
    Ok(state.changed(&key))
}

pub(crate) fn enable_auto_scale(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, pool) = state.steady(call)?;
    let formula = call.body.get("autoScaleFormula").unwrap_or_else(|| pool.get("autoScaleFormula"));
    let Some(formula) = formula.as_str().map(str::to_owned) else {
        let message = "A required property was not specified in the request body.";
        return Err(Problem::bad("MissingRequiredProperty", message).with("PropertyName", "autoScaleFormula"));
    };
    let run = json!({"timestamp": state.clock.now().to_string(), "results": results(&formula)});
    state.change(&key, |pool| {
        pool.set("autoScaleEvaluationInterval", "PT15M");
        check::merge(pool, &call.body);
        pool.set("enableAutoScale", true);
        pool.set("autoScaleRun", run);
        aim(pool);
    });
    state.begin(&key, "allocationState", "resizing");
    Ok(state.changed(&key))
}

pub(crate) fn evaluate_auto_scale(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (_, pool) = state.lively(call)?;
    if pool.get("enableAutoScale") != true {
        return Err(Problem::state("The pool does not scale itself."));
    }
    let results = results(call.body["autoScaleFormula"].as_str().unwrap_or_default());
    Ok(Reply::json(json!({"timestamp": state.clock.now().to_string(), "results": results})).of(pool))
}

/// Repeats the assignments of a formula: that is all of its language that the fake knows.
fn results(formula: &str) -> String {
    let statements = formula.split(';').filter_map(|statement| statement.split_once('='));
    let assignments: Vec<_> = statements.map(|(name, value)| format!("{}={}", name.trim(), value.trim())).collect();
    assignments.join(";")
}

/// An hour of every pool that there is.
pub(crate) fn list_usage_metrics(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let now = state.clock.now().to_string();
    let text = |name: &str, or: &str| call.query(name).unwrap_or(or).to_owned();
    let (start, end) = (text("starttime", &now), text("endtime", &now));
    let items = state.pools.iter().map(|(id, pool)| (id.clone(), pool));
    page::list(call, state.rules.paging, items, |pool| {
        json!({
            "poolId": pool.entity.text("id"),
            "startTime": start,
            "endTime": end,
            "vmSize": pool.entity.text("vmSize"),
            "totalCoreHours": f64::from(u32::try_from(pool.nodes.len()).unwrap_or(u32::MAX)),
        })
    })
}
