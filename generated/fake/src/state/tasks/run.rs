//! Tasks run: active, running, completed. A task starts when its job is active, what it depends on has succeeded, and
//! its pool has a node that takes tasks; until then it stays active. Nodes take any number of tasks at once.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::check;
use crate::entity::{Entity, number};
use crate::state::{Job, Key, State, Task, TaskResult};

impl State {
    pub(crate) fn settle_task(&mut self, key: &Key) -> bool {
        let moved = !self.rules.hold_tasks && self.run_task(key);
        if !moved && let Some(task) = self.entity_mut(key).filter(|task| task.waiting().is_some()) {
            // It will be seen to after the next read.
            task.wait(Some(1));
        }
        moved
    }

    /// Takes a task one step further; returns whether that could be done.
    pub(crate) fn run_task(&mut self, key: &Key) -> bool {
        match self.entity(key).map(Entity::state) {
            Some("active") => self.start_task(key).is_some(),
            Some("running" | "preparing") => {
                let result = self.rules.results.get(key).cloned().unwrap_or_default();
                self.complete_task(key, &result);
                true
            }
            _ => false,
        }
    }

    fn start_task(&mut self, key: &Key) -> Option<()> {
        let Key::Task(job, task) = key else { return None };
        let job = self.jobs.get(job).filter(|job| job.entity.state() == "active")?;
        let task = job.tasks.get(task).filter(|task| can_run(job, &task.entity))?;
        let pool = self.pools.get(&job.entity.text("executionInfo/poolId").to_lowercase())?;
        let takes = |node: &&crate::state::Node| {
            node.entity.state() == "idle" && node.entity.text("schedulingState") == "enabled"
        };
        let nodes: Vec<_> = pool.nodes.values().filter(takes).collect();
        let node = &nodes.get(self.started.checked_rem(nodes.len())?)?.entity;

        let directory = format!("workitems/{}/job-1/{}", job.entity.text("id"), task.entity.text("id"));
        let info = json!({
            "affinityId": node.text("affinityId"),
            "nodeUrl": node.text("url"),
            "poolId": pool.entity.text("id"),
            "nodeId": node.text("id"),
            "taskRootDirectoryUrl": format!("{}/files/{}", node.text("url"), check::encode(&directory)),
            "taskRootDirectory": directory,
        });
        let now = self.clock.now().to_string();
        self.started += 1;
        let task = self.entity_mut(key)?;
        task.set("nodeInfo", info);
        task.set_in("executionInfo", "startTime", now);
        self.begin(key, "state", "running");
        Some(())
    }

    /// Ends a task as if its program had, and writes what that printed.
    fn complete_task(&mut self, key: &Key, result: &TaskResult) {
        let failure = (result.exit_code != 0).then(|| {
            let exit_code = json!({"name": "ExitCode", "value": result.exit_code.to_string()});
            json!({
                "category": "usererror",
                "code": "FailureExitCode",
                "message": "The task exited with an exit code representing a failure",
                "details": [exit_code],
            })
        });
        if let Some(task) = self.entity_mut(key) {
            task.set_in("executionInfo", "exitCode", result.exit_code);
        }
        self.write_output(key, &result.stdout);
        self.close_task(key, failure);
    }

    /// Ends a task because somebody wants that, whether it runs or not.
    pub(crate) fn end_task(&mut self, key: &Key) {
        if self.entity(key).is_some_and(|task| task.state() == "running") {
            self.write_output(key, "");
        }
        let message = "The task was ended by user request";
        self.close_task(key, Some(json!({"category": "usererror", "code": "TaskEnded", "message": message})));
    }

    fn close_task(&mut self, key: &Key, failure: Option<Value>) {
        let now = self.clock.now().to_string();
        let Some(task) = self.entity_mut(key) else { return };
        task.set_in("executionInfo", "endTime", now);
        task.set_in("executionInfo", "result", if failure.is_some() { "failure" } else { "success" });
        let succeeded = failure.is_none();
        if let Some(failure) = failure {
            task.set_in("executionInfo", "failureInfo", failure);
        }
        let node = Key::node(task.text("nodeInfo/poolId"), task.text("nodeInfo/nodeId"));
        self.finish(key, "state", "completed");
        if let Some(node) = self.entity_mut(&node) {
            node.set("totalTasksRun", node.number("totalTasksRun") + 1);
            node.set("totalTasksSucceeded", node.number("totalTasksSucceeded") + i64::from(succeeded));
        }
        if let Key::Task(job, _) = key {
            self.end_job_if_done(job);
        }
    }

    /// Makes a task active again, as if it had not run.
    pub(crate) fn requeue_task(&mut self, key: &Key) {
        let Some(task) = self.task_mut(key) else { return };
        let requeued = number(&task.entity.get("executionInfo")["requeueCount"]).unwrap_or_default();
        let ran = task.entity.state() == "running";
        task.entity.remove("nodeInfo");
        let info = json!({"retryCount": 0, "requeueCount": requeued + i64::from(ran)});
        task.entity.set("executionInfo", info);
        task.files = Default::default();
        self.begin(key, "state", "active");
    }

    pub(crate) fn requeue_running_tasks(&mut self, job: &Key) {
        self.tasks_where(job, running).iter().for_each(|task| self.requeue_task(task));
    }

    pub(crate) fn end_running_tasks(&mut self, job: &Key) {
        self.tasks_where(job, running).iter().for_each(|task| self.end_task(task));
    }

    /// Makes the tasks of a node active again.
    pub(crate) fn requeue_tasks_of(&mut self, node: &Key) {
        let jobs: Vec<_> = self.jobs.keys().cloned().map(Key::Job).collect();
        let on = |task: &Task| {
            let info = task.entity.get("nodeInfo");
            let text = |name: &str| info[name].as_str().unwrap_or_default();
            running(task) && Key::node(text("poolId"), text("nodeId")) == *node
        };
        let tasks: Vec<_> = jobs.iter().flat_map(|job| self.tasks_where(job, on)).collect();
        tasks.iter().for_each(|task| self.requeue_task(task));
    }

    /// Writes the output of a task, where the task and where its node have it.
    fn write_output(&mut self, key: &Key, stdout: &str) {
        let now = self.clock.now();
        let Some(task) = self.task_mut(key) else { return };
        let node = Key::node(task.entity.text("nodeInfo/poolId"), task.entity.text("nodeInfo/nodeId"));
        let directory = format!("{}/", task.entity.text("nodeInfo/taskRootDirectory"));
        put_output(&mut task.files, "", stdout, now);
        if let Some(node) = self.node_mut(&node) {
            put_output(&mut node.files, &directory, stdout, now);
        }
    }
}

fn put_output(files: &mut crate::state::files::Files, directory: &str, stdout: &str, now: Timestamp) {
    files.put(&format!("{directory}stdout.txt"), stdout.to_owned().into(), now);
    files.put(&format!("{directory}stderr.txt"), "".into(), now);
    files.put_directory(&format!("{directory}wd"), now);
}

fn running(task: &Task) -> bool {
    task.entity.state() == "running"
}

/// Says whether what a task depends on has succeeded.
fn can_run(job: &Job, task: &Entity) -> bool {
    let depends = task.get("dependsOn");
    let succeeded = |id: &str| {
        let task = job.tasks.get(&id.to_lowercase());
        task.is_some_and(|task| task.entity.text("executionInfo/result") == "success")
    };
    let list = |name: &str| depends[name].as_array().into_iter().flatten();
    let ids = list("taskIds").filter_map(Value::as_str).all(succeeded);
    let ranges = list("taskIdRanges").filter_map(|range| Some((number(&range["start"])?, number(&range["end"])?)));
    ids && ranges.into_iter().all(|(start, end)| (start..=end).all(|id| succeeded(&id.to_string())))
}
