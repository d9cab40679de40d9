//! Extensions of a node: those of its pool, all provisioned.

use serde_json::{Value, json};

use super::key;
use crate::call::Call;
use crate::page;
use crate::problem::Problem;
use crate::reply::Reply;
use crate::state::{Key, State};

fn extensions<'a>(state: &'a State, call: &Call) -> Result<impl Iterator<Item = (String, &'a Value)>, Problem> {
    state.find(&key(call), call)?;
    let configuration = state.entity(&Key::pool(call.param(0))).map(|pool| pool.get("virtualMachineConfiguration"));
    let list = configuration.and_then(|configuration| configuration["extensions"].as_array());
    Ok(list.into_iter().flatten().map(|extension| (name(extension).to_lowercase(), extension)))
}

fn name(extension: &Value) -> &str {
    extension["name"].as_str().unwrap_or_default()
}

/// Writes an extension down, without the settings that nobody is told.
fn view(extension: &Value) -> Value {
    let mut extension = extension.clone();
    if let Value::Object(extension) = &mut extension {
        extension.remove("protectedSettings");
    }
    let status = json!({
        "code": "ProvisioningState/succeeded",
        "level": "Info",
        "displayStatus": "Provisioning succeeded",
        "message": "The extension was provisioned.",
    });
    json!({
        "provisioningState": "Succeeded",
        "instanceView": {"name": extension["name"], "statuses": [status]},
        "vmExtension": extension,
    })
}

pub(crate) fn extension_get(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let wanted = call.param(2).to_lowercase();
    let found = extensions(state, call)?.find(|(name, _)| *name == wanted);
    let (_, extension) = found.ok_or_else(|| Problem::missing("VMExtensionNotFound", "extension"))?;
    Ok(Reply::json(page::select(call, view(extension))))
}

pub(crate) fn extension_list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let mut items: Vec<_> = extensions(state, call)?.collect();
    items.sort_by(|(left, _), (right, _)| left.cmp(right));
    page::list(call, state.rules.paging, items.into_iter(), view)
}
