//! Operations: which belong together, and what differs between them.

use std::collections::BTreeMap;

use super::kind;
use super::same::bare;
use super::spot::Spot;
use super::walk::{NodeId, Use, Walk, What, code};
use crate::ir::Delivery;
use crate::source::Pointer;

/// The methods of a Path Item Object.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation of one description.
#[derive(Clone)]
struct Member<'a> {
    path: String,
    method: &'static str,
    spot: Spot<'a>,
    /// The Path Item Object that it is in.
    item: Spot<'a>,
}

impl Member<'_> {
    fn id(&self) -> String {
        match self.spot.text("operationId") {
            Some(id) => id.to_owned(),
            None => format!("{} {}", self.method.to_ascii_uppercase(), self.path),
        }
    }

    /// Method and path, whatever its variables are called.
    fn route(&self) -> (String, &'static str) {
        let pieces = self.path.split('{').enumerate().map(|(index, piece)| match piece.split_once('}') {
            Some((_, rest)) if index > 0 => format!("{{}}{rest}"),
            _ => piece.to_owned(),
        });
        (pieces.collect(), self.method)
    }
}

impl<'a> Walk<'a> {
    /// The whole description: what concerns all of it, and the operations.
    pub(super) fn api(&mut self) {
        let (old, new) = (self.old.root(), self.new.root());
        let api = self.pair(None, What::Api, (old.clone(), new.clone()), |_| "the API".to_owned());
        if let (Some(old), Some(new)) = (old.get("info"), new.get("info")) {
            self.describe(&old, &new);
        }
        self.describe(&old, &new);
        self.tags(&old, &new);
        self.servers(api);
        let (old, new) = (members(&old), members(&new));
        self.match_operations(api, old, new);
        self.schemes(api);
    }

    /// What is said about the groups of operations.
    fn tags(&mut self, old: &Spot<'a>, new: &Spot<'a>) {
        let tags = |root: &Spot<'a>| -> BTreeMap<&'a str, Spot<'a>> {
            let tags = root.get("tags").into_iter().flat_map(|tags| tags.items().collect::<Vec<_>>());
            tags.filter_map(|tag| Some((tag.text("name")?, tag))).collect()
        };
        let (old, new) = (tags(old), tags(new));
        for (name, was) in &old {
            match new.get(name) {
                Some(is) => self.describe(was, is),
                None => self.documentation += 1,
            }
        }
        self.documentation += new.keys().filter(|name| !old.contains_key(*name)).count();
    }

    fn match_operations(&mut self, api: NodeId, old: Vec<Member<'a>>, mut new: Vec<Member<'a>>) {
        let old = self.matched(old, &mut new, |one, other| one.path == other.path && one.method == other.method);
        let old = self.matched(old, &mut new, |one, other| one.route() == other.route());
        let old = self.matched(old, &mut new, |one, other| {
            one.spot.text("operationId").is_some() && one.spot.text("operationId") == other.spot.text("operationId")
        });
        for gone in old {
            let sentence = format!("operation {} is gone", code(&gone.id()));
            self.find_at(api, &kind::OPERATION_REMOVED, gone.id(), sentence, Some(gone.spot.at), None);
        }
        for added in new {
            let sentence = format!("operation {} is new", code(&added.id()));
            self.find_at(api, &kind::OPERATION_ADDED, added.id(), sentence, None, Some(added.spot.at));
        }
    }

    /// Pairs those that `alike` says belong together; answers the old ones that are left.
    fn matched(
        &mut self,
        old: Vec<Member<'a>>,
        new: &mut Vec<Member<'a>>,
        alike: impl Fn(&Member<'a>, &Member<'a>) -> bool,
    ) -> Vec<Member<'a>> {
        let mut left = Vec::new();
        // What the loop looks for among many is found by key first.
        let mut keys: BTreeMap<(String, &str), Vec<usize>> = BTreeMap::new();
        let mut ids: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, member) in new.iter().enumerate() {
            keys.entry(member.route()).or_default().push(index);
            ids.entry(member.id()).or_default().push(index);
        }
        let mut taken = vec![false; new.len()];
        for one in old {
            let candidates = keys.get(&one.route()).into_iter().chain(ids.get(&one.id())).flatten();
            match candidates.copied().find(|index| !taken[*index] && alike(&one, &new[*index])) {
                Some(index) => {
                    taken[index] = true;
                    self.match_operation(&one, &new[index]);
                }
                None => left.push(one),
            }
        }
        let mut index = 0;
        new.retain(|_| {
            index += 1;
            !taken[index - 1]
        });
        left
    }

    fn match_operation(&mut self, old: &Member<'a>, new: &Member<'a>) {
        let id = self.pair(None, What::Operation, (old.spot.clone(), new.spot.clone()), |_| new.id());
        self.items.insert(id, (old.item.clone(), new.item.clone()));
        if old.method != new.method {
            let methods = (old.method.to_ascii_uppercase(), new.method.to_ascii_uppercase());
            let sentence = format!("{} is called with {} instead of {}", code(&new.id()), methods.1, methods.0);
            self.find(id, &kind::METHOD_CHANGED, sentence);
        }
        if old.route().0 != new.route().0 {
            let sentence = format!("{} is at {} instead of {}", code(&new.id()), code(&new.path), code(&old.path));
            self.find(id, &kind::PATH_CHANGED, sentence);
        }
        if old.id() != new.id() {
            let sentence = format!("operation {} is called {} now", code(&old.id()), code(&new.id()));
            let place = |member: &Member<'_>| member.spot.member("operationId").map(|id| id.at);
            let places = (place(old), place(new));
            self.find_at(id, &kind::OPERATION_RENAMED, new.id(), sentence, places.0, places.1);
            // Types of schemas that are written in place are called after it.
            self.name_types((Some(old.spot.at.clone()), Some(new.spot.at.clone())));
        }
        self.path_variables(id, &old.path, &new.path);
    }

    /// One operation.
    pub(super) fn operation(&mut self, id: NodeId) {
        let (old, new) = self.spots(id);
        self.describe(&old, &new);
        self.flag(
            id,
            "deprecated",
            (&kind::OPERATION_DEPRECATED, "is deprecated"),
            (&kind::OPERATION_UNDEPRECATED, "is not deprecated any more"),
        );
        self.group(id);
        self.parameters(id);
        self.bodies(id);
        self.responses(id);
        self.security(id);
        self.own_servers(id);
        self.delivery(id);
        let callbacks = |spot: &Spot<'a>, side| spot.member("callbacks").map(|callbacks| bare(&callbacks, side));
        if callbacks(&old, self.old) != callbacks(&new, self.new) {
            let name = self.nodes[id].name.clone();
            let sentence = format!("the callbacks of {} differ", code(&name));
            let places = (place_of(&old, "callbacks"), place_of(&new, "callbacks"));
            self.find_at(id, &kind::CALLBACK_CHANGED, name, sentence, places.0, places.1);
        }
    }

    fn group(&mut self, id: NodeId) {
        let (old, new) = self.spots(id);
        let groups = (self.old.operation(&old.at), self.new.operation(&new.at));
        let (Some(was), Some(is)) = groups else { return };
        if was.group != is.group {
            let name = self.nodes[id].name.clone();
            let place = |spot: &Spot<'_>| Some(spot.member("tags").unwrap_or_else(|| spot.clone()).at);
            let sentence =
                format!("{} belongs to group {} instead of {}", code(&name), code(&is.group), code(&was.group));
            self.find_at(id, &kind::OPERATION_REGROUPED, name, sentence, place(&old), place(&new));
        }
    }

    /// Paging and polling.
    fn delivery(&mut self, id: NodeId) {
        let (old, new) = self.spots(id);
        let (Some(was), Some(is)) = (self.old.operation(&old.at), self.new.operation(&new.at)) else { return };
        let (before, after) = (pages(self.old, was), pages(self.new, is));
        let types = (before.as_ref().map(|it| it.1.clone()), after.as_ref().map(|it| it.1.clone()));
        let kinds = (&kind::PAGING_ADDED, &kind::PAGING_REMOVED, &kind::PAGING_CHANGED);
        self.delivered(id, "paging", "x-ms-pageable", (before.map(|it| it.0), after.map(|it| it.0)), kinds, types);
        let said = (polling(self.old, was), polling(self.new, is));
        let kinds = (&kind::POLLING_ADDED, &kind::POLLING_REMOVED, &kind::POLLING_CHANGED);
        self.delivered(id, "polling", "", said, kinds, (None, None));
    }

    fn delivered(
        &mut self,
        id: NodeId,
        what: &str,
        key: &str,
        said: (Option<String>, Option<String>),
        (added, removed, changed): (&'static kind::Kind, &'static kind::Kind, &'static kind::Kind),
        types: (Option<Pointer>, Option<Pointer>),
    ) {
        let name = self.nodes[id].name.clone();
        let (kind, sentence) = match said {
            (None, Some(after)) => (added, format!("{what} of {} is described: {after}", code(&name))),
            (Some(before), None) => (removed, format!("{what} of {} is not described any more: {before}", code(&name))),
            (Some(before), Some(after)) if before != after => {
                (changed, format!("{what} of {} differs: {after} instead of {before}", code(&name)))
            }
            _ => return,
        };
        let (old, new) = self.spots(id);
        self.find_at(id, kind, name, sentence, place_of(&old, key), place_of(&new, key));
        // A type that has lost its pages is still there.
        let (was, is) = types;
        self.name_types((was.clone().or_else(|| is.clone()), is.or(was)));
    }

    /// Responses of the operation, by status.
    fn responses(&mut self, id: NodeId) {
        let (Some(old), Some(new)) = (self.nodes[id].old.get("responses"), self.nodes[id].new.get("responses")) else {
            return;
        };
        let name = self.nodes[id].name.clone();
        let statuses = |spot: &Spot<'a>| -> BTreeMap<String, Spot<'a>> {
            let members = spot.members().filter(|(key, _)| !key.starts_with("x-"));
            members.map(|(key, response)| (key.to_ascii_uppercase(), response)).collect()
        };
        let (old, mut new) = (statuses(&old), statuses(&new));
        for (status, was) in old {
            let subject = format!("{name}: {} response", status.to_ascii_lowercase());
            match new.remove(&status) {
                Some(is) => {
                    let pair = (was.follow(), is.follow());
                    self.pair(Some((id, Use::RESPONSE)), What::Response, pair, |_| subject);
                }
                None => {
                    let kind =
                        if is_success(&status) { &kind::SUCCESS_STATUS_REMOVED } else { &kind::ERROR_STATUS_REMOVED };
                    let sentence = format!("{} is not described any more", code(&subject));
                    self.find_at(id, kind, subject, sentence, Some(was.at), None);
                }
            }
        }
        for (status, is) in new {
            let subject = format!("{name}: {} response", status.to_ascii_lowercase());
            let kind = if is_success(&status) { &kind::SUCCESS_STATUS_ADDED } else { &kind::ERROR_STATUS_ADDED };
            let sentence = format!("{} is new", code(&subject));
            self.find_at(id, kind, subject, sentence, None, Some(is.at));
        }
    }
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

fn members<'a>(root: &Spot<'a>) -> Vec<Member<'a>> {
    let paths = root.get("paths").into_iter().flat_map(|paths| paths.members().collect::<Vec<_>>());
    let paths = paths.filter(|(path, _)| !path.starts_with("x-"));
    let operations = paths.flat_map(|(path, item)| {
        let item = item.follow();
        METHODS.iter().filter_map(move |method| {
            let spot = item.get(method).filter(|operation| operation.object().is_some())?;
            Some(Member { path: path.to_owned(), method, spot, item: item.clone() })
        })
    });
    operations.collect()
}

/// Where the pages of a list have what, and the type of a page.
fn pages(side: &super::side::Side, operation: &crate::ir::Operation) -> Option<(String, Pointer)> {
    let Delivery::Pages = operation.delivery else { return None };
    let content = operation.success.iter().find_map(|response| response.content.as_ref())?;
    let crate::ir::Type::Named(id) = side.api.resolve(&content.ty).0 else { return None };
    let crate::ir::Shape::Object(object) = &side.api.def(*id).shape else { return None };
    let page = object.page?;
    let name = |index: usize| code(&object.properties[index].name);
    let said = match page.next_link {
        Some(link) => format!("items in {}, the next link in {}", name(page.items), name(link)),
        None => format!("items in {}, one page", name(page.items)),
    };
    Some((said, side.api.def(*id).at.clone()))
}

/// How the end of an operation is told.
fn polling(side: &super::side::Side, operation: &crate::ir::Operation) -> Option<String> {
    let Delivery::Polling(polling) = &operation.delivery else { return None };
    let reader = &side.api.operations[polling.state].id;
    let (succeeded, failed) = (polling.succeeded.join(", "), polling.failed.join(", "));
    let gone = format!("{:?}", polling.gone).to_ascii_lowercase();
    Some(format!(
        "{} of {} until [{succeeded}], failed [{failed}], gone means {gone}",
        code(&polling.property),
        code(reader)
    ))
}

/// The place of a key of an operation, or of the operation.
pub(super) fn place_of(spot: &Spot<'_>, key: &str) -> Option<Pointer> {
    Some(spot.member(key).map_or_else(|| spot.at.clone(), |member| member.at))
}
