//! Pools that scale themselves. Of the language of formulas only assignments of plain numbers are understood.

use serde_json::json;

use crate::call::Call;
use crate::check;
use crate::entity::Entity;
use crate::problem::Problem;
use crate::reply::Reply;
use crate::state::State;

/// Sets the targets of a pool that scales itself to what its formula assigns as a plain number.
pub(super) fn aim(entity: &mut Entity) {
    if entity.get("enableAutoScale") == true {
        let formula = entity.text("autoScaleFormula").to_owned();
        for (variable, target) in
            [("$TargetDedicatedNodes", "targetDedicatedNodes"), ("$TargetLowPriorityNodes", "targetLowPriorityNodes")]
        {
            entity.set(target, assigned(&formula, variable).unwrap_or_default());
        }
    }
}

/// Finds `variable = 3` in a formula.
fn assigned(formula: &str, variable: &str) -> Option<i64> {
    let assignments = formula.split(';').rev().filter_map(|statement| statement.split_once('='));
    assignments.filter(|(name, _)| name.trim() == variable).find_map(|(_, value)| value.trim().parse().ok())
}

pub(crate) fn disable_auto_scale(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, pool) = state.lively(call)?;
    if pool.get("enableAutoScale") != true {
        return Err(Problem::state("The pool does not scale itself."));
    }
    state.change(&key, |pool| {
        pool.set("enableAutoScale", false);
        ["autoScaleFormula", "autoScaleEvaluationInterval", "autoScaleRun"].iter().for_each(|name| pool.remove(name));
    });
    Ok(state.changed(&key))
}

pub(crate) fn enable_auto_scale(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (key, pool) = state.steady(call)?;
    let formula = call.body.get("autoScaleFormula").unwrap_or_else(|| pool.get("autoScaleFormula"));
    let Some(formula) = formula.as_str().map(str::to_owned) else {
        let message = "A required property was not specified in the request body.";
        return Err(Problem::bad("MissingRequiredProperty", message).with("PropertyName", "autoScaleFormula"));
    };
    let run = json!({"timestamp": state.clock.now().to_string(), "results": results(&formula)});
    state.change(&key, |pool| {
        pool.set("autoScaleEvaluationInterval", "PT15M");
        check::merge(pool, &call.body);
        pool.set("enableAutoScale", true);
        pool.set("autoScaleRun", run);
        aim(pool);
    });
    state.begin(&key, "allocationState", "resizing");
    Ok(state.changed(&key))
}

pub(crate) fn evaluate_auto_scale(state: &mut State, call: &Call) -> Result<Reply, Problem> {
    let (_, pool) = state.lively(call)?;
    if pool.get("enableAutoScale") != true {
        return Err(Problem::state("The pool does not scale itself."));
    }
    let results = results(call.body["autoScaleFormula"].as_str().unwrap_or_default());
    Ok(Reply::json(json!({"timestamp": state.clock.now().to_string(), "results": results})).of(pool))
}

/// Repeats the assignments of a formula: that is all of its language that the fake knows.
fn results(formula: &str) -> String {
    let statements = formula.split(';').filter_map(|statement| statement.split_once('='));
    let assignments: Vec<_> = statements.map(|(name, value)| format!("{}={}", name.trim(), value.trim())).collect();
    assignments.join(";")
}
