//! What belongs to the account: applications, images, and how many nodes are in which state.

use serde_json::{Map, Value, json};

use super::{Key, Pool, State};
use crate::call::Call;
use crate::page;
use crate::problem::Problem;
use crate::reply::Reply;

/// States of nodes, and how counts call them.
const COUNTED: &[(&str, &str)] = &[
    ("creating", "creating"),
    ("idle", "idle"),
    ("offline", "offline"),
    ("preempted", "preempted"),
    ("rebooting", "rebooting"),
    ("reimaging", "reimaging"),
    ("running", "running"),
    ("starting", "starting"),
    ("starttaskfailed", "startTaskFailed"),
    ("leavingpool", "leavingPool"),
    ("unknown", "unknown"),
    ("unusable", "unusable"),
    ("waitingforstarttask", "waitingForStartTask"),
    ("upgradingos", "upgradingOS"),
    ("deallocated", "deallocated"),
    ("deallocating", "deallocating"),
];

pub(crate) fn application_list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let items = state.applications.iter().map(|(id, application)| (id.clone(), application));
    page::list(call, state.rules.paging, items, Value::clone)
}

pub(crate) fn application_get(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let application = state.applications.get(&call.param(0).to_lowercase());
    let application = application.ok_or_else(|| Problem::missing("ApplicationNotFound", "application"))?;
    Ok(Reply::json(application.clone()))
}

pub(crate) fn supported_images(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let image = |agent: &str, publisher: &str, offer: &str, sku: &str, os: &str, verified: &str| {
        json!({
            "nodeAgentSKUId": agent,
            "imageReference": {"publisher": publisher, "offer": offer, "sku": sku, "version": "latest"},
            "osType": os,
            "verificationType": verified,
        })
    };
    let ubuntu = "batch.node.ubuntu 22.04";
    let mut containers = image(ubuntu, "microsoft-dsvm", "ubuntu-hpc", "2204", "linux", "unverified");
    containers["capabilities"] = json!(["DockerCompatible"]);
    containers["batchSupportEndOfLife"] = json!("2027-04-01T00:00:00Z");
    let images = [
        image(ubuntu, "canonical", "0001-com-ubuntu-server-jammy", "22_04-lts", "linux", "verified"),
        containers,
        image(
            "batch.node.windows amd64",
            "microsoftwindowsserver",
            "windowsserver",
            "2022-datacenter",
            "windows",
            "verified",
        ),
    ];
    let items = images.into_iter().enumerate().map(|(index, image)| (index.to_string(), image));
    page::list(call, state.rules.paging, items, |image| image)
}

/// Counts as a read of every pool: who waits for nodes may look here.
pub(crate) fn pool_node_counts(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let busy = state.busy_nodes();
    let items = state.pools.iter().map(|(id, pool)| (id.clone(), pool));
    let reply = page::list(call, state.rules.paging, items, |pool| {
        let dedicated = counts(pool, &busy, true);
        json!({"poolId": pool.entity.text("id"), "dedicated": dedicated, "lowPriority": counts(pool, &busy, false)})
    })?;
    if page::begins(call) {
        let ids: Vec<_> = state.pools.keys().cloned().collect();
        ids.into_iter().for_each(|id| state.count(&Key::Pool(id)));
    }
    Ok(reply)
}

fn counts(pool: &Pool, busy: &super::nodes::Busy, dedicated: bool) -> Value {
    let nodes = || pool.nodes.values().filter(|node| node.entity.get("isDedicated") == dedicated);
    let mut counts = Map::new();
    for (state, name) in COUNTED {
        counts.insert((*name).to_owned(), nodes().filter(|node| node.state(busy) == *state).count().into());
    }
    counts.insert("total".to_owned(), nodes().count().into());
    Value::Object(counts)
}
