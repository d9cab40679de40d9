//! Values that are easily broken, through real operations.

use azure_batch_client::models::{
    CloudPool, DiffDiskPlacement, JobConstraints, JobPatchParameter, JobState, NodeCommunicationMode, PoolAddParameter,
    TaskAddParameter, TaskConstraints, VirtualMachineConfiguration,
};
use azure_batch_client::runtime::{MockTransport, Response};
use azure_batch_client::types::{DateTime, IsoDuration, Maybe, Timestamp};
use serde_json::{Value, json};

use crate::client;
use crate::support::Result;

/// More than any job runs: 2^63 - 1 ticks of 100 ns, with which the service says "unlimited".
const UNLIMITED: &str = "P10675199DT2H48M5.4775807S";
/// To the tick.
const TICK: &str = "2016-11-27T00:45:48.7320857Z";

/// Gets a pool whose answer is this.
async fn pool(body: Value) -> Result<CloudPool> {
    let mock = MockTransport::new();
    mock.respond(200, &[], body.to_string());
    Ok(client(&mock)?.pools().get("p").await?.into_body())
}

fn sent(mock: &MockTransport) -> Result<Value> {
    Ok(serde_json::from_slice(mock.requests().pop().ok_or("nothing was sent")?.body())?)
}

#[tokio::test]
async fn durations_keep_their_ticks() -> Result {
    let unlimited: IsoDuration = UNLIMITED.parse()?;
    let mock = MockTransport::new();
    mock.respond(200, &[], json!({"constraints": {"maxWallClockTime": UNLIMITED}}).to_string());
    mock.respond(200, &[], "");
    let client = client(&mock)?;

    let constraints = client.jobs().get("j").await?.into_body().constraints.ok_or("there are no constraints")?;
    assert_eq!(constraints.max_wall_clock_time, Some(unlimited));
    assert_eq!((unlimited.days(), unlimited.hours(), unlimited.nanoseconds()), (10_675_199, 2, 477_580_700));

    let body = JobPatchParameter { constraints: Some(constraints), ..Default::default() };
    client.jobs().patch("j", body).await?;
    assert_eq!(sent(&mock)?, json!({"constraints": {"maxWallClockTime": UNLIMITED}}));
    Ok(())
}

#[tokio::test]
async fn durations_that_are_a_program_s_own_are_written_as_iso_8601() -> Result {
    let mock = MockTransport::new();
    let client = client(&mock)?;
    for (seconds, text) in [(0, "PT0S"), (300, "PT5M"), (3600, "PT1H"), (86_400, "P1D"), (90_061, "P1DT1H1M1S")] {
        mock.respond(201, &[], "");
        let limit = IsoDuration::from(std::time::Duration::from_secs(seconds));
        let constraints = TaskConstraints { retention_time: Some(limit), ..Default::default() };
        let task = TaskAddParameter { constraints: Some(constraints), ..TaskAddParameter::new("x", "t") };
        client.tasks().add("j", task).await?;
        assert_eq!(sent(&mock)?["constraints"], json!({"retentionTime": text}));
    }
    Ok(())
}

#[tokio::test]
async fn times_keep_their_ticks() -> Result {
    let mock = MockTransport::new();
    mock.respond(200, &[], json!({"creationTime": TICK}).to_string());
    mock.respond(200, &[], "{}");
    let client = client(&mock)?;
    let created = client.jobs().get("j").await?.creation_time.ok_or("there is no time")?;
    assert_eq!((created.local().subsec_nanosecond(), created.to_string().as_str()), (732_085_700, TICK));

    client.pools().list_usage_metrics().start_time(created).await?;
    let query = mock.requests().pop().and_then(|request| request.uri().query().map(str::to_owned));
    let expected = format!("starttime={}", TICK.replace(':', "%3A"));
    assert!(query.as_ref().is_some_and(|query| query.contains(&expected)), "{query:?}");
    Ok(())
}

#[tokio::test]
async fn times_of_other_zones_are_the_same_times() -> Result {
    let pool = pool(json!({"creationTime": "2024-07-01T14:34:56.5+02:00"})).await?;
    assert_eq!(pool.creation_time, Some("2024-07-01T12:34:56.5Z".parse::<DateTime>()?));
    Ok(())
}

#[tokio::test]
async fn integers_of_64_bits_are_whole_and_may_stand_in_texts() -> Result {
    let stats = |count: Value| {
        json!({"stats": {
            "url": "u", "startTime": TICK, "lastUpdateTime": TICK, "userCPUTime": "PT0S", "kernelCPUTime": "PT0S",
            "wallClockTime": "PT0S", "readIOps": count, "writeIOps": 0, "readIOGiB": 0.5, "writeIOGiB": 0.0,
            "numSucceededTasks": 0, "numFailedTasks": 0, "numTaskRetries": 0, "waitTime": "PT0S"
        }})
    };
    for (count, expected) in [
        (json!(i64::MAX), Some(i64::MAX)),
        (json!(i64::MAX.to_string()), Some(i64::MAX)),
        (json!(i64::MIN), Some(i64::MIN)),
        // More than a double can hold.
        (json!((1_i64 << 53) + 1), Some((1 << 53) + 1)),
        (json!(u64::MAX), None),
        (json!(1.5), None),
        (json!("many"), None),
    ] {
        let mock = MockTransport::new();
        mock.respond(200, &[], stats(count.clone()).to_string());
        let job = client(&mock)?.jobs().get("j").await.map(Response::into_body);
        let found = job.ok().and_then(|job| job.stats).map(|stats| stats.read_iops);
        assert_eq!(found, expected, "{count}");
    }
    Ok(())
}

#[tokio::test]
async fn what_can_be_null_has_three_states() -> Result {
    for (body, expected) in [
        (json!({}), Maybe::Absent),
        (json!({"currentNodeCommunicationMode": null}), Maybe::Null),
        (json!({"currentNodeCommunicationMode": "simplified"}), Maybe::Value(NodeCommunicationMode::Simplified)),
    ] {
        let pool = pool(body.clone()).await?;
        assert_eq!(pool.current_node_communication_mode, expected);
        assert_eq!(serde_json::to_value(&pool)?, body);
    }
    Ok(())
}

/// The published API has no property in a request that can be `null`: to leave a thing alone is to leave it out, and to
/// take it away is to send an empty list.
#[tokio::test]
async fn a_patch_tells_what_is_left_alone_from_what_is_emptied() -> Result {
    let mock = MockTransport::new();
    let client = client(&mock)?;
    let limit = JobConstraints { max_task_retry_count: Some(-1), ..Default::default() };
    for (patch, expected) in [
        (JobPatchParameter::default(), json!({})),
        (JobPatchParameter { metadata: Some(vec![]), ..Default::default() }, json!({"metadata": []})),
        (
            JobPatchParameter { constraints: Some(limit), ..Default::default() },
            json!({"constraints": {"maxTaskRetryCount": -1}}),
        ),
    ] {
        mock.respond(200, &[], "");
        client.jobs().patch("j", patch).await?;
        assert_eq!(sent(&mock)?, expected);
    }
    Ok(())
}

#[tokio::test]
async fn maps_keep_their_names() -> Result {
    let tags = json!({"": "empty", "a.b/c ~ \"é\"": "\u{1f600}", "odata.metadata": "x"});
    let mock = MockTransport::new();
    mock.respond(201, &[], "");
    let mut body: PoolAddParameter = serde_json::from_value(json!({"id": "p", "vmSize": "s", "resourceTags": tags}))?;
    assert_eq!(body.resource_tags.as_ref().map(|tags| tags.len()), Some(3));
    body.resource_tags.get_or_insert_default().insert("further".to_owned(), String::new());
    client(&mock)?.pools().add(body).await?;
    let mut expected = tags;
    expected["further"] = json!("");
    assert_eq!(sent(&mock)?["resourceTags"], expected);
    Ok(())
}

#[tokio::test]
async fn objects_of_any_shape_keep_it() -> Result {
    let settings = json!({"a": null, "b": [1, 2.5, {"c": {}}], "n": 1e300});
    let machine = json!({
        "imageReference": {}, "nodeAgentSKUId": "x",
        "extensions": [{"name": "n", "publisher": "p", "type": "t", "settings": settings}]
    });
    let pool = pool(json!({"virtualMachineConfiguration": machine})).await?;
    let configuration: VirtualMachineConfiguration = pool.virtual_machine_configuration.ok_or("it is absent")?;
    assert_eq!(serde_json::to_value(&configuration)?, machine);
    Ok(())
}

#[tokio::test]
async fn values_that_came_later_are_kept() -> Result {
    let mock = MockTransport::new();
    mock.respond(200, &[], json!({"state": "hibernating", "poolInfo": {"furtherThing": [1]}, "later": {}}).to_string());
    let job = client(&mock)?.jobs().get("j").await?.into_body();
    assert_eq!(job.state.as_ref().map(JobState::as_str), Some("hibernating"));
    assert!(matches!(&job.state, Some(JobState::Unknown(state)) if state == "hibernating"));
    assert_eq!(serde_json::to_value(&job)?, json!({"state": "hibernating", "poolInfo": {}}));
    Ok(())
}

/// The service's own spelling is another than that of its description.
#[tokio::test]
async fn placements_are_read_in_both_spellings() -> Result {
    for placement in ["CacheDisk", "cachedisk"] {
        let disk = json!({"ephemeralOSDiskSettings": {"placement": placement}});
        let machine = json!({"imageReference": {}, "nodeAgentSKUId": "x", "osDisk": disk});
        let pool = pool(json!({"virtualMachineConfiguration": machine})).await?;
        let disk = pool.virtual_machine_configuration.and_then(|machine| machine.os_disk);
        let placement = disk.and_then(|disk| disk.ephemeral_os_disk_settings).and_then(|settings| settings.placement);
        assert!(matches!(placement, Some(DiffDiskPlacement::CacheDisk)), "{placement:?}");
        assert_eq!(serde_json::to_value(placement)?, json!("CacheDisk"));
    }
    Ok(())
}

#[tokio::test]
async fn properties_of_a_file_are_typed() -> Result {
    let mock = MockTransport::new();
    let headers = [
        ("Content-Length", "9223372036854775807"),
        ("ocp-creation-time", "Mon, 01 Jul 2024 12:34:56 GMT"),
        ("ocp-batch-file-isdirectory", "false"),
        ("ocp-batch-file-url", "https://a/b%20c"),
        ("ocp-batch-file-mode", "0o100644"),
    ];
    mock.respond(200, &headers, "");
    let file = client(&mock)?.files().get_properties_from_task("j", "t", "stdout.txt").await?;
    let headers = file.headers();
    assert_eq!(headers.content_length, Some(i64::MAX));
    assert_eq!(headers.ocp_creation_time.map(Timestamp::from), Some("2024-07-01T12:34:56Z".parse()?));
    assert_eq!(headers.ocp_batch_file_isdirectory, Some(false));
    assert_eq!(headers.ocp_batch_file_url.as_deref(), Some("https://a/b%20c"));
    assert_eq!(headers.ocp_batch_file_mode.as_deref(), Some("0o100644"));
    Ok(())
}
