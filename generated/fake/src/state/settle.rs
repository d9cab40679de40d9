//! What comes after a state that does not last.

use super::{Key, State};
use crate::entity::Entity;

impl State {
    /// Moves on what is due. Where no read is waited for, that goes on through several states.
    pub(crate) fn sweep(&mut self) {
        while let Some(key) = self.due.pop() {
            if self.entity(&key).and_then(Entity::waiting) == Some(0) {
                self.settle(&key);
                self.note(&key);
            }
        }
    }

    /// Moves everything on until nothing changes any more.
    pub(crate) fn settle_all(&mut self) {
        while self.waiting().iter().filter(|key| self.settle(key)).count() > 0 {}
    }

    /// Moves one resource on; returns whether that could be done.
    pub(crate) fn settle(&mut self, key: &Key) -> bool {
        match key {
            Key::Pool(_) => self.settle_pool(key),
            Key::Node(..) => self.settle_node(key),
            Key::Job(_) => self.settle_job(key),
            Key::Task(..) => self.settle_task(key),
            Key::Schedule(_) => self.settle_schedule(key),
            Key::Certificate(certificate) => self.certificates.remove(certificate).is_some(),
        }
    }

    fn waiting(&self) -> Vec<Key> {
        let pools = self.pools.iter().flat_map(|(id, pool)| {
            let nodes = pool.nodes.keys().map(move |node| Key::Node(id.clone(), node.clone()));
            std::iter::once(Key::Pool(id.clone())).chain(nodes)
        });
        let jobs = self.jobs.iter().flat_map(|(id, job)| {
            let tasks = job.tasks.keys().map(move |task| Key::Task(id.clone(), task.clone()));
            std::iter::once(Key::Job(id.clone())).chain(tasks)
        });
        let schedules = self.schedules.keys().cloned().map(Key::Schedule);
        let certificates = self.certificates.keys().cloned().map(Key::Certificate);
        let keys = pools.chain(jobs).chain(schedules).chain(certificates);
        keys.filter(|key| self.entity(key).and_then(Entity::waiting).is_some()).collect()
    }
}
