//! Nodes come and go.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::check;
use crate::clock::Stamp;
use crate::entity::{Entity, Told};
use crate::state::files::Files;
use crate::state::{Key, Node, Pool, State};

impl State {
    pub(crate) fn node(&self, key: &Key) -> Option<&Node> {
        let Key::Node(pool, node) = key else { return None };
        self.pools.get(pool)?.nodes.get(node)
    }

    pub(crate) fn node_mut(&mut self, key: &Key) -> Option<&mut Node> {
        let Key::Node(pool, node) = key else { return None };
        self.pools.get_mut(pool)?.nodes.get_mut(node)
    }

    /// Lets a node go with the resize that is about to begin, and aims at one less.
    pub(crate) fn leave(&mut self, key: &Key) {
        let stamp = self.stamp();
        let Key::Node(pool, id) = key else { return };
        let Some(pool) = self.pools.get_mut(pool) else { return };
        let Some(node) = pool.nodes.get_mut(id) else { return };
        let target = target(node.entity.get("isDedicated") == true);
        node.entity.go("state", "leavingpool", None, stamp);
        pool.entity.set(target, (pool.entity.number(target) - 1).max(0));
        pool.leaving.push(id.clone());
    }

    /// Gives a pool the nodes that it aims at. Tasks of nodes that go are active again.
    pub(crate) fn fill_pool(&mut self, id: &str) {
        let stamp = self.stamp();
        let Some(pool) = self.pools.get_mut(id) else { return };
        let mut gone: Vec<_> = std::mem::take(&mut pool.leaving);
        gone.retain(|node| pool.nodes.remove(node).is_some());
        for dedicated in [true, false] {
            let wanted = usize::try_from(pool.entity.number(target(dedicated))).unwrap_or_default();
            let present: Vec<_> = pool.nodes.iter().filter(|(_, node)| is(node, dedicated)).map(|(id, _)| id).collect();
            let surplus: Vec<_> = present.iter().skip(wanted).map(|id| (*id).clone()).collect();
            let count = present.len();
            for node in surplus {
                pool.nodes.remove(&node);
                gone.push(node);
            }
            for _ in count..wanted {
                pool.make(id, dedicated, &stamp);
            }
            pool.entity.set(current(dedicated), wanted);
        }
        for node in gone {
            self.requeue_tasks_of(&Key::Node(id.to_owned(), node));
        }
    }
}

fn is(node: &Node, dedicated: bool) -> bool {
    node.entity.get("isDedicated") == dedicated
}

fn target(dedicated: bool) -> &'static str {
    if dedicated { "targetDedicatedNodes" } else { "targetLowPriorityNodes" }
}

fn current(dedicated: bool) -> &'static str {
    if dedicated { "currentDedicatedNodes" } else { "currentLowPriorityNodes" }
}

impl Pool {
    fn make(&mut self, pool_key: &str, dedicated: bool, stamp: &Stamp) {
        self.made += 1;
        let (number, pool) = (self.made, self.entity.text("id").to_owned());
        let (id, time) = (format!("tvm-{pool}-{number:05}"), stamp.time.to_string());
        let mut files = Files::default();
        files.put_directory("shared", stamp.time);
        let mut value = json!({
            "id": id,
            "url": check::url(&["pools", &pool, "nodes", &id]),
            "state": "idle",
            "schedulingState": "enabled",
            "lastBootTime": time,
            "allocationTime": time,
            "ipAddress": format!("10.0.{}.{}", number / 250 % 256, number % 250 + 4),
            "affinityId": format!("TVM:{id}"),
            "vmSize": self.entity.get("vmSize"),
            "totalTasksRun": 0,
            "totalTasksSucceeded": 0,
            "isDedicated": dedicated,
            "nodeAgentInfo": {"version": "1.12.2.0", "lastUpdateTime": time},
        });
        if let image @ Value::Object(_) = &self.entity.get("virtualMachineConfiguration")["imageReference"] {
            value["virtualMachineInfo"] = json!({"imageReference": image});
        }
        if let task @ Value::Object(_) = self.entity.get("startTask") {
            value["startTask"] = task.clone();
            value["startTaskInfo"] = json!({
                "state": "completed",
                "startTime": time,
                "endTime": time,
                "exitCode": 0,
                "retryCount": 0,
                "result": "success",
            });
            files.put("startup/stdout.txt", "".into(), stamp.time);
            files.put("startup/stderr.txt", "".into(), stamp.time);
        }
        let entity = Entity::new(Told::Little, stamp.clone(), value, Map::new());
        let key = Key::Node(pool_key.to_owned(), id.to_lowercase());
        let node = Node { key, entity, number, users: BTreeMap::new(), files };
        self.nodes.insert(id.to_lowercase(), node);
    }
}
