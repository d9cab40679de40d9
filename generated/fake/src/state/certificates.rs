//! Certificates. Deleting one never fails by itself; seed one in `deletefailed` to cancel that.

use serde_json::{Map, Value, json};

use super::{Key, State};
use crate::call::Call;
use crate::entity::{Entity, Told};
use crate::page;
use crate::problem::Problem;
use crate::reply::Reply;

fn key(call: &Call) -> Key {
    Key::certificate(call.param(0), call.param(1))
}

impl State {
    /// Adds a certificate. Its private part is forgotten, as nobody can read it.
    pub(crate) fn add_certificate(&mut self, mut given: Map<String, Value>) -> Result<Key, Problem> {
        let text = |name: &str| given.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (algorithm, thumbprint) = (text("thumbprintAlgorithm"), text("thumbprint"));
        let key = Key::certificate(&algorithm, &thumbprint);
        let Key::Certificate(id) = &key else { return Ok(key) };
        if self.certificates.contains_key(id) {
            return Err(key.exists());
        }
        for private in ["data", "certificateFormat", "password"] {
            given.remove(private);
        }
        let url = format!("/certificates(thumbprintAlgorithm={algorithm},thumbprint={thumbprint})");
        let defaults = json!({"url": url, "state": "active", "publicData": ""});
        let entity = Entity::new(Told::States, self.stamp(), defaults, given);
        self.certificates.insert(id.clone(), entity);
        Ok(key)
    }
}

pub(crate) fn add(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let key = state.add_certificate(call.body.clone())?;
    Ok(state.changed(&key))
}

pub(crate) fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let items = state.certificates.iter().map(|(id, entity)| (id.clone(), entity));
    let reply = page::list(call, state.rules.paging, items, |entity| entity.view(&call.base))?;
    if page::begins(call) {
        let keys: Vec<_> = state.certificates.keys().cloned().collect();
        keys.into_iter().for_each(|id| state.count(&Key::Certificate(id)));
    }
    Ok(reply)
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    state.show(&key(call), call)
}

pub(crate) fn delete(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let key = key(call);
    if state.find(&key, call)?.state() == "deleting" {
        return Err(Problem::conflict("CertificateBeingDeleted", "The specified certificate is being deleted."));
    }
    state.begin(&key, "state", "deleting");
    Ok(state.changed(&key))
}

pub(crate) fn cancel_deletion(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let key = key(call);
    match state.find(&key, call)?.state() {
        "deletefailed" => state.finish(&key, "state", "active"),
        "deleting" => {
            return Err(Problem::conflict("CertificateBeingDeleted", "The specified certificate is being deleted."));
        }
        _ => return Err(Problem::conflict("CertificateStateActive", "The specified certificate is active.")),
    }
    Ok(state.changed(&key))
}
