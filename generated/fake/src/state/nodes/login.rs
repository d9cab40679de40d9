//! Who may log in to a node and where, and what its agent has written down.

use serde_json::{Value, json};

use super::key;
use crate::call::Call;
use crate::problem::Problem;
use crate::reply::Reply;
use crate::state::{Node, State};

/// Finds the node of a call.
fn node<'a>(state: &'a mut State, call: &Call) -> Result<&'a mut Node, Problem> {
    let key = key(call);
    state.find(&key, call)?;
    state.node_mut(&key).ok_or_else(|| key.missing())
}

fn missing() -> Problem {
    Problem::missing("NodeUserNotFound", "user")
}

pub(crate) fn add_user(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let node = node(state, call)?;
    let name = call.body["name"].as_str().unwrap_or_default();
    if name.is_empty() {
        return Err(Problem::property("name", name, "empty"));
    }
    if node.users.contains_key(&name.to_lowercase()) {
        return Err(Problem::conflict("NodeUserExists", "The specified user already exists on the node."));
    }
    node.users.insert(name.to_lowercase(), Value::Object(call.body.clone()));
    Ok(Reply::empty().of(&node.entity))
}

/// Replaces all of a user but its name.
pub(crate) fn update_user(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let node = node(state, call)?;
    let user = node.users.get_mut(&call.param(2).to_lowercase()).ok_or_else(missing)?;
    let mut new = Value::Object(call.body.clone());
    for kept in ["name", "isAdmin"] {
        new[kept] = user[kept].clone();
    }
    *user = new;
    Ok(Reply::empty().of(&node.entity))
}

pub(crate) fn delete_user(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let user = node(state, call)?.users.remove(&call.param(2).to_lowercase());
    user.map(|_| Reply::empty()).ok_or_else(missing)
}

pub(crate) fn get_remote_login_settings(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let node = node(state, call)?;
    let port = 50_000 + node.number % 15_000;
    // Of the addresses that are for documentation (RFC 5737).
    Ok(Reply::json(json!({"remoteLoginIPAddress": "192.0.2.1", "remoteLoginPort": port})).of(&node.entity))
}

/// Uploads nothing, and says that it was one file.
pub(crate) fn upload_batch_service_logs(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let request = state.clock.request_id();
    let node = node(state, call)?;
    let directory = format!("{}/{}/{request}", call.param(0), node.entity.text("id"));
    Ok(Reply::json(json!({"virtualDirectoryName": directory, "numberOfFilesUploaded": 1})))
}
