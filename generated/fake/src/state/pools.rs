//! Pools. Nodes come and go when a resize is over, not one by one.

mod resize;
mod scale;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

pub(crate) use resize::{remove_nodes, resize, stop_resize};
use scale::aim;
pub(crate) use scale::{disable_auto_scale, enable_auto_scale, evaluate_auto_scale};

use super::{Key, Pool, State};
use crate::call::Call;
use crate::check;
use crate::entity::{Entity, Told};
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
    pub(super) fn lively(&self, call: &Call) -> Result<(Key, &Entity), Problem> {
        let key = Key::pool(call.param(0));
        let entity = self.find(&key, call)?;
        if entity.state() == "deleting" {
            return Err(Problem::conflict("PoolBeingDeleted", "The specified pool is being deleted."));
        }
        Ok((key, entity))
    }
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
