//! A page of tasks as the service would send it: members in its order, not ours, and one that nobody asked for.

use std::fmt::Write;

const HOST: &str = "https://account.region.batch.azure.com";

/// A list of so many tasks: most completed, the others failed, running or active.
pub(super) fn page(items: usize) -> String {
    let mut text = format!(r#"{{"odata.metadata":"{HOST}/$metadata#tasks","value":["#);
    for index in 0..items {
        if index > 0 {
            text.push(',');
        }
        task(&mut text, index);
    }
    let _ = write!(text, r#"],"odata.nextLink":"{HOST}/jobs/nightly-render/tasks?$skiptoken=WATV2:{items:08}"}}"#);
    text
}

/// Writing to a string cannot fail.
fn task(text: &mut String, index: usize) {
    let id = format!("frame-{index:05}");
    let phase = Phase::of(index);
    let (state, before) = phase.states();
    let (added, changed) = (time(index, 0), time(index, 1));
    let _ = write!(
        text,
        concat!(
            r#"{{"id":"{}","url":"{}/jobs/nightly-render/tasks/{}","eTag":"0x8DC99CA{:08X}","creationTime":"{}","#,
            r#""lastModified":"{}","state":"{}","stateTransitionTime":"{}","#
        ),
        id,
        HOST,
        id,
        index * 2_654_435_761 % 0xFFFF_FFFF,
        added,
        added,
        state,
        changed
    );
    if let Some(before) = before {
        let _ = write!(text, r#""previousState":"{before}","previousStateTransitionTime":"{}","#, time(index, 2));
    }
    let _ = write!(
        text,
        concat!(
            r#""commandLine":"/bin/bash -c \"render --scene scene.blend --frame {}\"","#,
            r#""environmentSettings":[{{"name":"RENDER_THREADS","value":"{}"}}],"#,
            r#""userIdentity":{{"autoUser":{{"scope":"pool","elevationLevel":"nonadmin"}}}},"#,
            r#""constraints":{{"maxWallClockTime":"P10675199DT2H48M5.4775807S","retentionTime":"P7D","#,
            r#""maxTaskRetryCount":3}},"requiredSlots":{},"executionInfo":{{"#
        ),
        index,
        4 + index % 4,
        1 + index % 2
    );
    execution(text, index, phase);
    text.push('}');
    if !matches!(phase, Phase::Active) {
        node(text, index, &id);
    }
    text.push('}');
}

#[derive(Clone, Copy)]
enum Phase {
    Active,
    Running,
    Failed,
    Completed,
}

impl Phase {
    fn of(index: usize) -> Self {
        match index % 10 {
            0 => Self::Active,
            3 => Self::Running,
            7 => Self::Failed,
            _ => Self::Completed,
        }
    }

    /// The present state, and the one before.
    fn states(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Active => ("active", None),
            Self::Running => ("running", Some("active")),
            Self::Failed | Self::Completed => ("completed", Some("running")),
        }
    }
}

fn execution(text: &mut String, index: usize, phase: Phase) {
    if !matches!(phase, Phase::Active) {
        let _ = write!(text, r#""startTime":"{}","#, time(index, 2));
    }
    if matches!(phase, Phase::Failed) {
        let _ = write!(
            text,
            concat!(
                r#""endTime":"{}","exitCode":137,"failureInfo":{{"category":"usererror","code":"FailureExitCode","#,
                r#""message":"The task exited with an exit code representing a failure","#,
                r#""details":[{{"name":"Message","value":"Killed \u2013 out of memory"}}]}},"result":"failure","#
            ),
            time(index, 1)
        );
    }
    if matches!(phase, Phase::Completed) {
        let _ = write!(text, r#""endTime":"{}","exitCode":0,"result":"success","#, time(index, 1));
    }
    let _ = write!(text, r#""retryCount":{},"requeueCount":0"#, index % 3);
}

fn node(text: &mut String, index: usize, task: &str) {
    let node = format!("tvmps_{:016x}_d", 0x9E37_79B9_u64 * (1 + index as u64 % 40));
    let _ = write!(
        text,
        concat!(
            r#","nodeInfo":{{"affinityId":"TVM:{}","nodeUrl":"{}/pools/render/nodes/{}","poolId":"render","#,
            r#""nodeId":"{}","taskRootDirectory":"workitems/nightly-render/job-1/{}"}}"#
        ),
        node, HOST, node, node, task
    );
}

/// A moment of one night, in ticks of 100 ns. The last digit is never zero, which would not be written again.
fn time(index: usize, step: usize) -> String {
    let second = index * 7 + step * 1000;
    let (hour, minute, second) = (second / 3600 % 24, second / 60 % 60, second % 60);
    format!("2024-07-01T{hour:02}:{minute:02}:{second:02}.{:07}Z", 1_234_567 + index * 7919 % 800_000 * 10)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn it_is_about_as_long_as_pages_are() {
        let text = page(1000);
        assert!((1_050_000..1_250_000).contains(&text.len()), "{}", text.len());
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["value"].as_array().map(Vec::len), Some(1000));
        assert_eq!(value["value"][7]["executionInfo"]["result"], "failure");
    }
}
