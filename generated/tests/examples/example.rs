//! Example files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::calls::{Entry, Given, Place, entry, places};
use crate::defects::{UNUSED, mended};
use crate::response::Response;
use crate::support::{Result, shared_folder};

const FOLDER: &str = "corpus/documents/azure-batch/2024-07-01.20.0";

/// Parameters that go into headers; those that are in no header and in no path go into the query.
const HEADERS: [&str; 8] = [
    "client-request-id",
    "return-client-request-id",
    "ocp-date",
    "ocp-range",
    "If-Match",
    "If-None-Match",
    "If-Modified-Since",
    "If-Unmodified-Since",
];

/// An example.
pub struct Example {
    pub entry: &'static Entry,
    pub place: Place,
    pub given: Given,
    pub responses: Vec<Response>,
}

/// An example as it is written.
#[derive(Deserialize)]
struct File {
    parameters: Map<String, Value>,
    responses: BTreeMap<String, Map<String, Value>>,
}

/// Reads all examples, each with the name of its file; `None` where they are absent.
///
/// # Errors
/// A file cannot be read, also not with its defects mended, or the files are not those that were there.
pub fn examples() -> Result<Option<Vec<(String, Example)>>> {
    let Some(folder) = shared_folder(FOLDER)? else { return Ok(None) };
    let users = users(&folder)?;
    let mut examples = Vec::new();
    let mut unused = BTreeSet::new();
    for file in std::fs::read_dir(folder.join("examples"))? {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        match users.get(&name) {
            Some(operation) => {
                let text = mended(&name, std::fs::read_to_string(file.path())?)?;
                let example = read(operation, &text).map_err(|error| format!("{name}: {error}"))?;
                examples.push((name, example));
            }
            None => drop(unused.insert(name)),
        }
    }
    if !unused.iter().map(String::as_str).eq(UNUSED.iter().copied()) {
        return Err(format!("no operation uses {unused:?}").into());
    }
    examples.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(Some(examples))
}

/// Which operation uses which file, by the description beside the examples.
fn users(folder: &Path) -> Result<BTreeMap<String, String>> {
    let description: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("BatchService.json"))?)?;
    let mut users = BTreeMap::new();
    for operation in description["paths"].as_object().into_iter().flat_map(Map::values).filter_map(Value::as_object) {
        for operation in operation.values() {
            let files = operation["x-ms-examples"].as_object().into_iter().flat_map(Map::values);
            for file in files.filter_map(|example| example["$ref"].as_str()?.rsplit('/').next()) {
                let id = operation["operationId"].as_str().unwrap_or_default();
                users.insert(file.to_owned(), id.to_owned());
            }
        }
    }
    Ok(users)
}

fn read(operation: &str, text: &str) -> Result<Example> {
    let entry = entry(operation)?;
    let place = places()?.remove(entry.method).ok_or("an operation is not in the manifest")?;
    let File { parameters, responses } = serde_json::from_str(text)?;
    let given = given(&place, parameters)?;
    let responses = responses.into_iter().map(|(status, response)| Response::new(&status, response));
    Ok(Example { entry, place, given, responses: responses.collect::<Result<_>>()? })
}

fn given(place: &Place, parameters: Map<String, Value>) -> Result<Given> {
    let mut given = Given::default();
    for (name, value) in parameters {
        match (name.as_str(), value) {
            ("batchUrl" | "api-version", _) => {}
            (_, body @ Value::Object(_)) => given.body = Some(body.to_string().into_bytes()),
            (_, value) => {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let is_header = HEADERS.contains(&name.as_str());
                if place.path.contains(&format!("{{{name}}}")) {
                    given.path.insert(name, value);
                } else if is_header {
                    given.headers.insert(name.to_ascii_lowercase(), value);
                } else {
                    given.query.insert(name, value);
                }
            }
        }
    }
    Ok(given)
}
