//! Every operation, on an account where it can succeed; where the published API is at hand, what it answers has the
//! shape that is published.

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use azure_batch_fake::FakeBatch;
use common::{Answer, Result, call, write};
use http::Method;
use serde_json::{Value, json};

/// The published API, beside the repository; absent in most checkouts.
const FACTS: &str = "../../../shared/batch/facts-2024-07-01.20.0.json";

/// Method, path, body (`null` for none), status.
fn rows() -> Vec<(Method, &'static str, Value, u16)> {
    let (get, head, post) = (|| Method::GET, || Method::HEAD, || Method::POST);
    let (put, patch, delete) = (|| Method::PUT, || Method::PATCH, || Method::DELETE);
    let none = || Value::Null;
    let task = || json!({"id": "new", "commandLine": "x"});
    let certificate = "/certificates(thumbprintAlgorithm=sha1,thumbprint=ab)";
    let cancel = "/certificates(thumbprintAlgorithm=sha1,thumbprint=ab)/canceldelete";
    let specification = || json!({"poolInfo": {"poolId": "p"}});
    vec![
        (get(), "/applications", none(), 200),
        (get(), "/applications/app", none(), 200),
        (get(), "/poolusagemetrics", none(), 200),
        (get(), "/supportedimages", none(), 200),
        (get(), "/nodecounts", none(), 200),
        (post(), "/certificates", json!({"thumbprint": "c", "thumbprintAlgorithm": "sha1", "data": ""}), 201),
        (get(), "/certificates", none(), 200),
        (post(), cancel, none(), 204),
        (delete(), certificate, none(), 202),
        (get(), certificate, none(), 200),
        (delete(), "/jobs/j/tasks/t/files/stdout.txt", none(), 200),
        (get(), "/jobs/j/tasks/t/files/stdout.txt", none(), 200),
        (head(), "/jobs/j/tasks/t/files/stdout.txt", none(), 200),
        (delete(), "/pools/p/nodes/tvm-p-00001/files/shared", none(), 200),
        (get(), "/pools/p/nodes/tvm-p-00001/files/startup%2Fstdout.txt", none(), 200),
        (head(), "/pools/p/nodes/tvm-p-00001/files/shared", none(), 200),
        (get(), "/jobs/j/tasks/t/files", none(), 200),
        (get(), "/pools/p/nodes/tvm-p-00001/files?recursive=true", none(), 200),
        (head(), "/jobschedules/s", none(), 200),
        (delete(), "/jobschedules/s?force=true", none(), 202),
        (get(), "/jobschedules/s", none(), 200),
        (patch(), "/jobschedules/s", json!({"metadata": []}), 200),
        (put(), "/jobschedules/s", json!({"schedule": {}, "jobSpecification": specification()}), 200),
        (post(), "/jobschedules/s/disable", none(), 204),
        (post(), "/jobschedules/disabled/enable", none(), 204),
        (post(), "/jobschedules/s/terminate", none(), 202),
        (post(), "/jobschedules", json!({"id": "n", "schedule": {}, "jobSpecification": specification()}), 201),
        (get(), "/jobschedules", none(), 200),
        (delete(), "/jobs/j?force=true", none(), 202),
        (get(), "/jobs/over", none(), 200),
        (patch(), "/jobs/j", json!({"priority": 1}), 200),
        (put(), "/jobs/j", specification(), 200),
        (post(), "/jobs/j/disable", json!({"disableTasks": "wait"}), 202),
        (post(), "/jobs/disabled/enable", none(), 202),
        (post(), "/jobs/j/terminate", none(), 202),
        (post(), "/jobs", json!({"id": "new", "poolInfo": {"poolId": "p"}}), 201),
        (get(), "/jobs", none(), 200),
        (get(), "/jobschedules/s/jobs", none(), 200),
        (get(), "/jobs/over/jobpreparationandreleasetaskstatus", none(), 200),
        (get(), "/jobs/j/taskcounts", none(), 200),
        (post(), "/pools", json!({"id": "n", "vmSize": "s"}), 201),
        (get(), "/pools", none(), 200),
        (delete(), "/pools/p", none(), 202),
        (head(), "/pools/p", none(), 200),
        (get(), "/pools/scales", none(), 200),
        (patch(), "/pools/p", json!({"metadata": []}), 200),
        (post(), "/pools/scales/disableautoscale", none(), 200),
        (post(), "/pools/p/enableautoscale", json!({"autoScaleFormula": "$TargetDedicatedNodes=1"}), 200),
        (post(), "/pools/scales/evaluateautoscale", json!({"autoScaleFormula": "$TargetDedicatedNodes=1"}), 200),
        (post(), "/pools/p/resize", json!({"targetDedicatedNodes": 1}), 202),
        (post(), "/pools/resizing/stopresize", none(), 202),
        (
            post(),
            "/pools/p/updateproperties",
            json!({"certificateReferences": [], "applicationPackageReferences": [], "metadata": []}),
            204,
        ),
        (post(), "/pools/p/removenodes", json!({"nodeList": ["tvm-p-00001"]}), 202),
        (post(), "/jobs/j/tasks", task(), 201),
        (get(), "/jobs/j/tasks", none(), 200),
        (post(), "/jobs/j/addtaskcollection", json!({"value": [task(), {"id": "t", "commandLine": "x"}]}), 200),
        (delete(), "/jobs/j/tasks/t", none(), 200),
        (get(), "/jobs/j/tasks/t", none(), 200),
        (put(), "/jobs/held/tasks/t", json!({"constraints": {"maxTaskRetryCount": 1}}), 200),
        (get(), "/jobs/j/tasks/t/subtasksinfo", none(), 200),
        (post(), "/jobs/held/tasks/t/terminate", none(), 204),
        (post(), "/jobs/j/tasks/t/reactivate", none(), 204),
        (post(), "/pools/p/nodes/tvm-p-00001/users", json!({"name": "ann"}), 201),
        (delete(), "/pools/p/nodes/tvm-p-00002/users/bob", none(), 200),
        (put(), "/pools/p/nodes/tvm-p-00002/users/bob", json!({"password": "x"}), 200),
        (get(), "/pools/p/nodes/tvm-p-00001", none(), 200),
        (post(), "/pools/p/nodes/tvm-p-00001/reboot", json!({"nodeRebootOption": "requeue"}), 202),
        (post(), "/pools/p/nodes/tvm-p-00001/reimage", none(), 202),
        (post(), "/pools/p/nodes/tvm-p-00001/disablescheduling", none(), 200),
        (post(), "/pools/p/nodes/tvm-p-00002/enablescheduling", none(), 200),
        (post(), "/pools/p/nodes/tvm-p-00003/start", none(), 202),
        (post(), "/pools/p/nodes/tvm-p-00001/deallocate", none(), 202),
        (get(), "/pools/p/nodes/tvm-p-00001/remoteloginsettings", none(), 200),
        (
            post(),
            "/pools/p/nodes/tvm-p-00001/uploadbatchservicelogs",
            json!({"containerUrl": "https://x", "startTime": "2024-07-01T00:00:00Z"}),
            200,
        ),
        (get(), "/pools/p/nodes", none(), 200),
        (get(), "/pools/p/nodes/tvm-p-00001/extensions/e", none(), 200),
        (get(), "/pools/p/nodes/tvm-p-00001/extensions", none(), 200),
    ]
}

/// Makes an account where each of the rows can succeed. Its second node takes no tasks, its third is deallocated.
async fn account() -> Result<FakeBatch> {
    let fake = FakeBatch::new();
    let machine = json!({
        "imageReference": {"publisher": "p", "offer": "o", "sku": "s"},
        "nodeAgentSKUId": "batch.node.ubuntu 22.04",
        "extensions": [{"name": "e", "publisher": "p", "type": "t"}],
    });
    fake.add_pool(json!({
        "id": "p", "vmSize": "s", "targetDedicatedNodes": 3, "targetLowPriorityNodes": 1,
        "virtualMachineConfiguration": machine, "startTask": {"commandLine": "x"},
    }))?;
    fake.add_pool(json!({"id": "resizing", "vmSize": "s", "allocationState": "resizing"}))?;
    fake.add_pool(json!({"id": "scales", "vmSize": "s"}))?;
    write(&fake, Method::POST, "/pools/scales/enableautoscale", json!({"autoScaleFormula": "$a=1"})).await?;

    let (prepare, pool) = (json!({"commandLine": "x"}), json!({"poolId": "p"}));
    fake.add_job(json!({
        "id": "j", "poolInfo": pool, "jobPreparationTask": prepare, "jobReleaseTask": prepare,
    }))?;
    fake.add_task(
        "j",
        json!({"id": "t", "commandLine": "x", "multiInstanceSettings": {
            "coordinationCommandLine": "x", "numberOfInstances": 2,
        }}),
    )?;
    fake.add_job(json!({"id": "over", "poolInfo": pool, "jobPreparationTask": prepare, "jobReleaseTask": prepare}))?;
    fake.add_task("over", json!({"id": "t", "commandLine": "x"}))?;
    fake.add_job(json!({"id": "disabled", "state": "disabled", "poolInfo": pool}))?;
    fake.add_job_schedule(json!({"id": "s", "schedule": {}, "jobSpecification": {"poolInfo": pool}}))?;
    fake.add_job_schedule(json!({
        "id": "disabled", "state": "disabled", "schedule": {}, "jobSpecification": {"poolInfo": pool},
    }))?;
    fake.set_task_result("j", "t", 1, "x").settle();
    write(&fake, Method::POST, "/jobs/over/terminate", Value::Null).await?;
    write(&fake, Method::POST, "/pools/p/nodes/tvm-p-00002/disablescheduling", Value::Null).await?;
    write(&fake, Method::POST, "/pools/p/nodes/tvm-p-00002/users", json!({"name": "bob"})).await?;
    write(&fake, Method::POST, "/pools/p/nodes/tvm-p-00003/deallocate", Value::Null).await?;
    fake.settle();
    write(&fake, Method::POST, "/pools/resizing/resize", json!({"targetDedicatedNodes": 1})).await?;
    fake.add_job(json!({"id": "held", "poolInfo": pool}))?;
    fake.add_task("held", json!({"id": "t", "commandLine": "x"}))?;
    fake.add_application(json!({"id": "app", "displayName": "App", "versions": ["1"]}));
    fake.add_certificate(json!({"thumbprint": "ab", "thumbprintAlgorithm": "sha1", "state": "deletefailed"}))?;
    Ok(fake)
}

#[tokio::test]
async fn each_operation_succeeds_and_answers_what_is_published() -> Result {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FACTS);
    let facts = std::fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str::<Value>(&text).ok());
    if facts.is_none() {
        println!("bodies are not checked: there is no {}", path.display());
    }
    let mut asked = BTreeSet::new();
    for (method, path, body, status) in rows() {
        let fake = account().await?;
        let answer = match body {
            Value::Null => call(&fake, method.clone(), path, &[]).await?,
            body => write(&fake, method.clone(), path, body).await?,
        };
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.text);
        let operation = fake.requests().pop().and_then(|request| request.operation).ok_or("no operation")?;
        assert!(asked.insert(operation), "{operation} is there twice");
        if let Some(facts) = &facts {
            check(facts, operation, &answer).map_err(|problem| format!("{operation}: {problem}: {}", answer.text))?;
        }
    }
    assert_eq!(asked.len(), 77);
    Ok(())
}

/// Checks headers and body of an answer.
fn check(facts: &Value, id: &str, answer: &Answer) -> std::result::Result<(), String> {
    let items = facts["paths"].as_object().into_iter().flatten().flat_map(|(_, item)| item.as_object());
    let operation = items.flat_map(|item| item.values()).find(|operation| operation["operationId"] == id);
    let operation = operation.ok_or("it is not published")?;
    let response = follow(facts, &operation["responses"][answer.status.as_str()]);
    for header in response["headers"].as_object().into_iter().flatten().map(|(name, _)| name.to_lowercase()) {
        // Lists, existing or not, have no version; the caller's id comes back when that is asked for.
        let may_lack = matches!(header.as_str(), "etag" | "last-modified" | "client-request-id");
        if !may_lack && answer.header(&header).is_empty() {
            return Err(format!("there is no {header}"));
        }
    }
    match &response["content"]["application/json"]["schema"] {
        Value::Null => Ok(()),
        schema => matches(facts, schema, &answer.json()),
    }
}

/// Says where a value does not have the shape of a schema. Properties that are not published are not allowed.
fn matches(facts: &Value, schema: &Value, value: &Value) -> std::result::Result<(), String> {
    let schema = follow(facts, schema);
    if let Some(parts) = schema["allOf"].as_array() {
        return parts.iter().try_for_each(|part| matches(facts, part, value));
    }
    if let Some(known) = schema["enum"].as_array()
        && !known.contains(value)
    {
        return Err(format!("{value} is none of {known:?}"));
    }
    let fits = match schema["type"].as_str() {
        Some("array") => value.is_array(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64(),
        Some("number") => value.is_number(),
        Some("string") if schema["format"] == "date-time" => {
            value.as_str().is_some_and(|text| text.parse::<jiff::Timestamp>().is_ok())
        }
        Some("string") => value.is_string(),
        _ => value.is_object(),
    };
    if !fits {
        return Err(format!("{value} is no {}", schema["type"]));
    }
    value.as_array().into_iter().flatten().try_for_each(|item| matches(facts, &schema["items"], item))?;
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    for name in required {
        value.get(name).ok_or_else(|| format!("`{name}` is missing"))?;
    }
    for (name, property) in value.as_object().into_iter().flatten().filter(|(name, _)| *name != "odata.metadata") {
        match &schema["properties"][name] {
            Value::Null if schema["properties"].is_object() => return Err(format!("`{name}` is not published")),
            Value::Null => {}
            schema => matches(facts, schema, property).map_err(|problem| format!("{name}: {problem}"))?,
        }
    }
    Ok(())
}

fn follow<'a>(facts: &'a Value, node: &'a Value) -> &'a Value {
    match node["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) {
        Some(pointer) => facts.pointer(pointer).unwrap_or(&Value::Null),
        None => node,
    }
}
