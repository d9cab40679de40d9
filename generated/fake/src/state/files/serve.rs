//! The eight operations on files: four on those of tasks, the same on those of nodes.

use bindery_runtime::HttpDate;
use bytes::Bytes;
use http::StatusCode;
use serde_json::{Value, json};

use super::{File, Files};
use crate::call::Call;
use crate::check;
use crate::conditions;
use crate::page;
use crate::problem::Problem;
use crate::reply::{Content, Reply};
use crate::state::{Key, State};

/// The mode of a regular file that everybody can read.
const MODE: &str = "100644";
const CONTENT_TYPE: &str = "application/octet-stream";

/// Finds the files of the task or the node of a call.
fn files<'a>(state: &'a mut State, call: &Call, key: Key) -> Result<&'a mut Files, Problem> {
    for key in key.parent().iter().chain([&key]) {
        state.entity(key).ok_or_else(|| key.missing())?;
    }
    let files = match &key {
        Key::Node(..) => state.node_mut(&key).map(|node| &mut node.files),
        _ => state.task_mut(&key).map(|task| &mut task.files),
    };
    files.ok_or_else(|| Problem::missing("FileNotFound", call.param(2)))
}

fn of_task(call: &Call) -> Key {
    Key::task(call.param(0), call.param(1))
}

fn of_node(call: &Call) -> Key {
    Key::node(call.param(0), call.param(1))
}

fn missing() -> Problem {
    Problem::missing("FileNotFound", "file")
}

fn list(state: &mut State, call: &Call, key: Key) -> Result<Reply, Problem> {
    let paging = state.rules.paging;
    let files = files(state, call, key)?.iter(call.flag("recursive"));
    let items = files.map(|(path, file)| (path.clone(), (path, file)));
    page::list(call, paging, items, |(path, file)| view(path, file, call))
}

fn view(path: &str, file: &File, call: &Call) -> Value {
    let url = format!("{}{}/{}", call.base, call.path, check::encode(path));
    let mut view = json!({"name": path, "url": url, "isDirectory": file.content.is_none()});
    if let Some(content) = &file.content {
        view["properties"] = json!({
            "creationTime": file.created.to_string(),
            "lastModified": file.modified.to_string(),
            "contentLength": content.len(),
            "contentType": CONTENT_TYPE,
            "fileMode": MODE,
        });
    }
    view
}

/// Answers with a file, or with the part of it that `ocp-range` asks for.
fn get(state: &mut State, call: &Call, key: Key) -> Result<Reply, Problem> {
    let (_, file) = files(state, call, key)?.get(call.param(2)).ok_or_else(missing)?;
    let content = file.content.clone().ok_or_else(|| Problem::state("The specified path is that of a directory."))?;
    conditions::check(call, None, file.modified)?;
    let mut reply = properties(file, call);
    let content = match call.header("ocp-range") {
        Some(range) => {
            let (start, end) = range_of(range, content.len())?;
            reply.headers.push(("content-range", format!("bytes {start}-{}/{}", end - 1, content.len())));
            content.slice(start..end)
        }
        None => content,
    };
    Ok(Reply { body: Content::File(content), ..reply })
}

/// Reads `bytes=first-last`, `bytes=first-` or `bytes=-length` (RFC 9110 section 14.1.2); the end is exclusive.
fn range_of(range: &str, length: usize) -> Result<(usize, usize), Problem> {
    let parts = range.strip_prefix("bytes=").and_then(|range| range.split_once('-'));
    let (first, last) = parts.ok_or_else(|| Problem::header("ocp-range", range))?;
    let parse = |text: &str| text.parse::<usize>().map_err(|_| Problem::header("ocp-range", range));
    let (start, end) = match (first, last) {
        ("", suffix) => (length.saturating_sub(parse(suffix)?), length),
        (first, "") => (parse(first)?, length),
        (first, last) => (parse(first)?, parse(last)?.saturating_add(1).min(length)),
    };
    if start < end {
        return Ok((start, end));
    }
    let message = "The range specified is invalid for the current size of the resource.";
    Err(Problem::new(StatusCode::RANGE_NOT_SATISFIABLE, "InvalidRange", message))
}

fn head(state: &mut State, call: &Call, key: Key) -> Result<Reply, Problem> {
    let (_, file) = files(state, call, key)?.get(call.param(2)).ok_or_else(missing)?;
    conditions::check(call, None, file.modified)?;
    let content = file.content.clone().unwrap_or(Bytes::new());
    Ok(Reply { body: Content::File(content), ..properties(file, call) })
}

fn properties(file: &File, call: &Call) -> Reply {
    let headers = vec![
        ("last-modified", HttpDate::from(file.modified).to_string()),
        ("ocp-creation-time", HttpDate::from(file.created).to_string()),
        ("ocp-batch-file-isdirectory", file.content.is_none().to_string()),
        ("ocp-batch-file-url", format!("{}{}", call.base, call.path)),
        ("ocp-batch-file-mode", MODE.to_owned()),
    ];
    Reply { headers, ..Reply::empty() }
}

/// Removes a file; a directory that is not empty only with `recursive`.
fn delete(state: &mut State, call: &Call, key: Key) -> Result<Reply, Problem> {
    let files = files(state, call, key)?;
    let (path, _) = files.get(call.param(2)).ok_or_else(missing)?;
    let path = path.to_owned();
    if !call.flag("recursive") && !files.is_empty(&path) {
        return Err(Problem::state("The specified directory is not empty."));
    }
    files.remove(&path);
    Ok(Reply::empty())
}

macro_rules! operations {
    ($($name:ident = $operation:ident of $owner:ident;)*) => {$(
        pub(crate) fn $name(state: &mut State, call: &Call) -> Result<Reply, Problem> {
            $operation(state, call, $owner(call))
        }
    )*};
}

operations! {
    delete_from_task = delete of of_task;
    get_from_task = get of of_task;
    get_properties_from_task = head of of_task;
    list_from_task = list of of_task;
    delete_from_compute_node = delete of of_node;
    get_from_compute_node = get of of_node;
    get_properties_from_compute_node = head of of_node;
    list_from_compute_node = list of of_node;
}
