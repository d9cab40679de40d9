//! Everything the fake knows, a module per kind of resource.
//!
//! States that do not last (`deleting`, `resizing`, …) are over after a number of reads. A read that is the last of a
//! state still sees it: the resource moves on when the read has been answered.

pub(crate) mod account;
pub(crate) mod certificates;
pub(crate) mod files;
pub(crate) mod jobs;
mod key;
pub(crate) mod nodes;
pub(crate) mod pools;
mod rules;
pub(crate) mod schedules;
mod settle;
pub(crate) mod tasks;

use std::collections::BTreeMap;

use serde_json::Value;

pub(crate) use key::Key;
pub(crate) use rules::{Rules, TaskResult};

use crate::call::Call;
use crate::clock::{Clock, Stamp};
use crate::conditions;
use crate::entity::Entity;
use crate::problem::Problem;
use crate::reply::Reply;
use files::Files;

/// The service. Maps have ids in lower case as keys: ids differ by more than case.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) clock: Clock,
    pub(crate) rules: Rules,
    pub(crate) pools: BTreeMap<String, Pool>,
    pub(crate) jobs: BTreeMap<String, Job>,
    pub(crate) schedules: BTreeMap<String, Entity>,
    pub(crate) certificates: BTreeMap<String, Entity>,
    pub(crate) applications: BTreeMap<String, Value>,
    /// How many tasks were ever started: they take the nodes in turn.
    pub(crate) started: usize,
    /// Resources whose present state is over.
    pub(crate) due: Vec<Key>,
}

/// A pool and its nodes.
#[derive(Debug)]
pub(crate) struct Pool {
    pub(crate) entity: Entity,
    pub(crate) nodes: BTreeMap<String, Node>,
    /// How many nodes were ever made: ids are not used again.
    pub(crate) made: u32,
    /// Nodes that leave with the resize under way.
    pub(crate) leaving: Vec<String>,
}

/// A node, with what is on it.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) key: Key,
    pub(crate) entity: Entity,
    pub(crate) number: u32,
    pub(crate) users: BTreeMap<String, Value>,
    pub(crate) files: Files,
}

/// A job and its tasks.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) entity: Entity,
    pub(crate) tasks: BTreeMap<String, Task>,
}

/// A task, and the files that it wrote.
#[derive(Debug)]
pub(crate) struct Task {
    pub(crate) entity: Entity,
    pub(crate) files: Files,
}

impl State {
    pub(crate) fn stamp(&mut self) -> Stamp {
        self.clock.stamp()
    }

    pub(crate) fn entity(&self, key: &Key) -> Option<&Entity> {
        match key {
            Key::Pool(pool) => self.pools.get(pool).map(|pool| &pool.entity),
            Key::Node(pool, node) => self.pools.get(pool)?.nodes.get(node).map(|node| &node.entity),
            Key::Job(job) => self.jobs.get(job).map(|job| &job.entity),
            Key::Task(job, task) => self.jobs.get(job)?.tasks.get(task).map(|task| &task.entity),
            Key::Schedule(schedule) => self.schedules.get(schedule),
            Key::Certificate(certificate) => self.certificates.get(certificate),
        }
    }

    pub(crate) fn entity_mut(&mut self, key: &Key) -> Option<&mut Entity> {
        match key {
            Key::Pool(pool) => self.pools.get_mut(pool).map(|pool| &mut pool.entity),
            Key::Node(pool, node) => self.pools.get_mut(pool)?.nodes.get_mut(node).map(|node| &mut node.entity),
            Key::Job(job) => self.jobs.get_mut(job).map(|job| &mut job.entity),
            Key::Task(job, task) => self.jobs.get_mut(job)?.tasks.get_mut(task).map(|task| &mut task.entity),
            Key::Schedule(schedule) => self.schedules.get_mut(schedule),
            Key::Certificate(certificate) => self.certificates.get_mut(certificate),
        }
    }

    /// Finds the resource of a call, and the one that it is in.
    ///
    /// # Errors
    /// 404 with the code of the outermost that is missing; 412 and 304 for conditions that do not hold.
    pub(crate) fn find(&self, key: &Key, call: &Call) -> Result<&Entity, Problem> {
        if let Some(parent) = key.parent() {
            self.entity(&parent).ok_or_else(|| parent.missing())?;
        }
        let entity = self.entity(key).ok_or_else(|| key.missing())?;
        conditions::check(call, Some(entity.etag()), entity.modified())?;
        Ok(entity)
    }

    /// Changes a resource that is known to be there, and gives it a new version.
    pub(crate) fn change(&mut self, key: &Key, change: impl FnOnce(&mut Entity)) {
        let stamp = self.stamp();
        if let Some(entity) = self.entity_mut(key) {
            change(entity);
            entity.changed(stamp);
        }
    }

    /// Puts a resource into a state that does not last.
    pub(crate) fn begin(&mut self, key: &Key, field: &str, to: &str) {
        let (stamp, reads) = (self.stamp(), self.rules.settle_after);
        if let Some(entity) = self.entity_mut(key) {
            entity.go(field, to, Some(reads), stamp);
        }
        self.note(key);
    }

    /// Puts a resource into a state that lasts.
    pub(crate) fn finish(&mut self, key: &Key, field: &str, to: &str) {
        let stamp = self.stamp();
        if let Some(entity) = self.entity_mut(key) {
            entity.go(field, to, None, stamp);
        }
    }

    /// Counts a read of a resource.
    pub(crate) fn count(&mut self, key: &Key) {
        if self.entity_mut(key).is_some_and(Entity::count) {
            self.due.push(key.clone());
        }
    }

    /// Remembers a resource whose state was over before anybody read it.
    pub(crate) fn note(&mut self, key: &Key) {
        if self.entity(key).and_then(Entity::waiting) == Some(0) {
            self.due.push(key.clone());
        }
    }

    /// Answers a read of one resource.
    pub(crate) fn show(&mut self, key: &Key, call: &Call) -> Result<Reply, Problem> {
        let entity = self.find(key, call)?;
        let reply = Reply::json(crate::page::select(call, entity.view(&call.base))).of(entity);
        self.count(key);
        Ok(reply)
    }

    /// Answers a change: nothing but the version of the resource, if it is still there.
    pub(crate) fn changed(&self, key: &Key) -> Reply {
        self.entity(key).map_or_else(Reply::empty, |entity| Reply::empty().of(entity))
    }
}
