//! Job schedules. One job is made at once; later ones only when a [test says
//! so](crate::FakeBatch::run_schedule), since the time of the fake is not that of any clock.

use jiff::Span;
use serde_json::{Map, Value, json};

use super::{Key, State};
use crate::call::Call;
use crate::check;
use crate::entity::{Entity, Told};
use crate::page;
use crate::problem::Problem;
use crate::reply::Reply;

fn key(call: &Call) -> Key {
    Key::schedule(call.param(0))
}

impl State {
    /// Adds a schedule and its first job, unless it is not to run yet.
    pub(crate) fn add_schedule(&mut self, given: Map<String, Value>) -> Result<Key, Problem> {
        let id = check::id(&given)?;
        let key = Key::schedule(&id);
        if self.entity(&key).is_some() {
            return Err(key.exists());
        }
        let stamp = self.stamp();
        let defaults = json!({
            "url": check::url(&["jobschedules", &id]),
            "creationTime": stamp.time.to_string(),
            "state": "active",
            "executionInfo": {},
        });
        let mut entity = Entity::new(Told::Everything, stamp, defaults, given);
        entity.wait(transient(entity.state()).then_some(self.rules.settle_after));
        let later = entity.get("schedule")["doNotRunUntil"].as_str().map(str::to_owned);
        let runs = entity.state() == "active" && entity.get("executionInfo")["recentJob"].is_null();
        self.schedules.insert(id.to_lowercase(), entity);
        match later.filter(|later| later.parse().is_ok_and(|later: jiff::Timestamp| later > self.clock.now())) {
            Some(later) => {
                if let Some(schedule) = self.entity_mut(&key) {
                    schedule.set_in("executionInfo", "nextRunTime", later);
                }
            }
            None if runs => self.run_schedule(&key)?,
            None => {}
        }
        self.note(&key);
        Ok(key)
    }

    /// Makes the next job of a schedule.
    pub(crate) fn run_schedule(&mut self, key: &Key) -> Result<(), Problem> {
        let schedule = self.entity(key).ok_or_else(|| key.missing())?;
        if schedule.state() != "active" {
            return Err(Problem::state(format!("The job schedule is {}.", schedule.state())));
        }
        let recent = schedule.text("executionInfo/recentJob/id").rsplit('-').next().and_then(|n| n.parse::<u32>().ok());
        let job = format!("{}:job-{}", schedule.text("id"), recent.unwrap_or_default() + 1);
        let mut given = schedule.get("jobSpecification").as_object().cloned().unwrap_or_default();
        given.insert("id".to_owned(), job.clone().into());
        let next = schedule.get("schedule")["recurrenceInterval"].as_str().and_then(|text| text.parse::<Span>().ok());
        // Days have 24 hours here.
        let next = next.and_then(|span| span.to_duration(jiff::SpanRelativeTo::days_are_24_hours()).ok());
        let next = next.and_then(|interval| self.clock.now().checked_add(interval).ok());
        self.add_job(given)?;
        self.change(key, |schedule| {
            let recent = json!({"id": job, "url": check::url(&["jobs", &job])});
            schedule.set_in("executionInfo", "recentJob", recent);
            match next {
                Some(next) => schedule.set_in("executionInfo", "nextRunTime", next.to_string()),
                None => schedule.remove_in("executionInfo", "nextRunTime"),
            }
        });
        Ok(())
    }

    pub(super) fn settle_schedule(&mut self, key: &Key) -> bool {
        let Key::Schedule(id) = key else { return false };
        self.drop_shared_pool(key);
        match self.entity(key).map(Entity::state) {
            Some("deleting") => {
                let prefix = format!("{id}:job-");
                self.jobs.retain(|job, _| !job.starts_with(&prefix));
                self.schedules.remove(id);
            }
            Some("terminating") => {
                let now = self.clock.now().to_string();
                if let Some(schedule) = self.entity_mut(key) {
                    schedule.set_in("executionInfo", "endTime", now);
                    schedule.remove_in("executionInfo", "nextRunTime");
                }
                self.finish(key, "state", "completed");
            }
            _ => return false,
        }
        true
    }

    /// Removes the pool that lives as long as the schedule.
    fn drop_shared_pool(&mut self, key: &Key) {
        let Some(schedule) = self.entity(key).filter(|schedule| transient(schedule.state())) else { return };
        let auto = &schedule.get("jobSpecification")["poolInfo"]["autoPoolSpecification"];
        let job = Key::job(schedule.text("executionInfo/recentJob/id"));
        if auto["poolLifetimeOption"] == "jobschedule" && auto["keepAlive"] != true {
            let pool = self.entity(&job).map(|job| job.text("executionInfo/poolId").to_lowercase());
            pool.map(|pool| self.remove_pool(&pool));
        }
    }

    fn open_schedule(&self, call: &Call) -> Result<(Key, &Entity), Problem> {
        let (key, schedule) = self.present_schedule(call)?;
        match schedule.state() {
            "terminating" => Err(Problem::state("The specified job schedule is being terminated.")),
            "completed" => Err(Problem::conflict("JobScheduleCompleted", "The specified job schedule is completed.")),
            _ => Ok((key, schedule)),
        }
    }

    fn present_schedule(&self, call: &Call) -> Result<(Key, &Entity), Problem> {
        let key = key(call);
        let schedule = self.find(&key, call)?;
        if schedule.state() == "deleting" {
            return Err(Problem::conflict("JobScheduleBeingDeleted", "The specified job schedule is being deleted."));
        }
        Ok((key, schedule))
    }
}

fn transient(state: &str) -> bool {
    matches!(state, "terminating" | "deleting")
}

pub(crate) fn add(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let key = state.add_schedule(call.body.clone())?;
    Ok(state.changed(&key))
}

pub(crate) fn list(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let items = state.schedules.iter().map(|(id, entity)| (id.clone(), entity));
    let reply = page::list(call, state.rules.paging, items, |entity| entity.view(&call.base))?;
    if page::begins(call) {
        let ids: Vec<_> = state.schedules.keys().cloned().collect();
        ids.into_iter().for_each(|id| state.count(&Key::Schedule(id)));
    }
    Ok(reply)
}

pub(crate) fn get(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    state.show(&key(call), call)
}

pub(crate) fn exists(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let key = key(call);
    let reply = Reply::empty().of(state.find(&key, call)?);
    state.count(&key);
    Ok(reply)
}

pub(crate) fn delete(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, _) = state.present_schedule(call)?;
    state.begin(&key, "state", "deleting");
    Ok(Reply::empty())
}

pub(crate) fn patch(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, _) = state.open_schedule(call)?;
    state.change(&key, |schedule| check::merge(schedule, &call.body));
    Ok(state.changed(&key))
}

pub(crate) fn update(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, _) = state.open_schedule(call)?;
    state.change(&key, |schedule| {
        schedule.remove("metadata");
        check::merge(schedule, &call.body);
    });
    Ok(state.changed(&key))
}

pub(crate) fn disable(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, schedule) = state.open_schedule(call)?;
    if schedule.state() == "disabled" {
        return Err(Problem::conflict("JobScheduleDisabled", "The specified job schedule is disabled."));
    }
    state.finish(&key, "state", "disabled");
    Ok(state.changed(&key))
}

pub(crate) fn enable(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, schedule) = state.open_schedule(call)?;
    if schedule.state() != "disabled" {
        return Err(Problem::state("The specified job schedule is not disabled."));
    }
    state.finish(&key, "state", "active");
    Ok(state.changed(&key))
}

/// Terminates the job that is under way, too.
pub(crate) fn terminate(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, schedule) = state.open_schedule(call)?;
    let job = Key::job(schedule.text("executionInfo/recentJob/id"));
    if state.entity(&job).is_some_and(|job| super::jobs::still_open(job).is_ok()) {
        state.end_job(&job, "JobScheduleTerminate");
    }
    state.begin(&key, "state", "terminating");
    Ok(state.changed(&key))
}
