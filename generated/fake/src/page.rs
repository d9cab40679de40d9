//! Lists: filtered, cut into pages, reduced to what was selected.

use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::check::encode;
use crate::filter::Filter;
use crate::problem::Problem;
use crate::reply::Reply;

/// How lists are cut.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paging {
    /// The most items of a page; a smaller `maxresults` wins.
    pub(crate) size: usize,
    /// After this many pages comes one without items.
    pub(crate) empty_after: Option<usize>,
}

impl Default for Paging {
    fn default() -> Self {
        Self { size: 1000, empty_after: None }
    }
}

/// Where a page begins: how many were before, and the key of the last item so far. A key and not a position, so that
/// what comes and goes between two pages neither repeats nor hides an item.
struct Token<'a> {
    page: usize,
    key: &'a str,
}

/// Answers a list. Items come sorted by key, and are written down only as far as the page needs them.
pub(crate) fn list<T>(
    call: &Call,
    paging: Paging,
    items: impl Iterator<Item = (String, T)>,
    view: impl Fn(T) -> Value,
) -> Result<Reply, Problem> {
    let filter = call.query("$filter").map(Filter::parse).transpose()?.unwrap_or_default();
    let token = token(call)?;
    let limit = call.query("maxresults").and_then(|n| n.parse().ok()).unwrap_or(paging.size).min(paging.size);
    let size = if paging.empty_after == Some(token.page) { 0 } else { limit };

    let mut wanted = items
        .skip_while(|(key, _)| key.as_str() <= token.key)
        .map(|(key, item)| (key, view(item)))
        .filter(|(_, value)| filter.holds(value));
    let (mut last, mut values) = (token.key.to_owned(), Vec::new());
    for (key, value) in wanted.by_ref().take(size) {
        last = key;
        values.push(select(call, value));
    }
    let mut body = json!({"odata.metadata": format!("{}/$metadata#{}", call.base, call.operation.id), "value": values});
    if wanted.next().is_some() {
        body["odata.nextLink"] = next_link(call, token.page + 1, &last).into();
    }
    Ok(Reply::json(body))
}

/// Says whether a call begins a list, and not goes on with one.
pub(crate) fn begins(call: &Call) -> bool {
    call.query("$skiptoken").is_none()
}

fn token(call: &Call) -> Result<Token<'_>, Problem> {
    let Some(text) = call.query("$skiptoken") else { return Ok(Token { page: 0, key: "" }) };
    let parts = text.split_once('!').and_then(|(page, key)| Some(Token { page: page.parse().ok()?, key }));
    parts.ok_or_else(|| Problem::query("$skiptoken", text, "not given by this service"))
}

/// The call again, with all of its options, from another place on.
fn next_link(call: &Call, page: usize, last: &str) -> String {
    let mut link = format!("{}{}?$skiptoken={page}!{}", call.base, call.path, encode(last));
    for (name, value) in call.query.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("$skiptoken")) {
        link.push_str(&format!("&{name}={}", encode(value)));
    }
    link
}

/// Keeps what `$select` names: properties at the top of an item.
pub(crate) fn select(call: &Call, value: Value) -> Value {
    match (call.query("$select").filter(|names| !names.is_empty()), value) {
        (Some(names), Value::Object(object)) => {
            let named = |name: &String| names.split(',').any(|wanted| wanted.trim() == name);
            Value::Object(object.into_iter().filter(|(name, _)| named(name)).collect::<Map<_, _>>())
        }
        (_, value) => value,
    }
}
