//! Instances that are numbers.

use serde_json::{Number, Value, json};

use super::view::View;
use super::{Effort, Instance};

/// A whole number that a float of 64 bits does not hold.
const BEYOND_FLOAT: i128 = (1 << 53) + 1;

pub(super) fn integers(view: &View, effort: Effort) -> Vec<Instance> {
    let [low, high] = limits(view);
    let step = view.number("multipleOf").filter(|step| *step >= 1.0).map_or(1, |step| step as i128);
    let up = |value: i128| value + (-value).rem_euclid(step);
    let down = |value: i128| value - value.rem_euclid(step);
    let (least, most) = (up(low), down(high));
    let within = |value: &i128| (least..=most).contains(value);
    let ordinary = [up(42), up(1), 0].into_iter().find(within).unwrap_or(least);
    let mut values = vec![ordinary];
    if effort.thorough {
        let more = [least, most, 0, up(1), down(-1), up(BEYOND_FLOAT), down(-BEYOND_FLOAT)];
        values.extend(more.into_iter().filter(within));
    }
    let mut instances: Vec<Instance> = values.into_iter().filter_map(integer).map(Instance::valid).collect();
    if effort.thorough {
        instances.extend([low - 1, high + 1].into_iter().filter_map(integer).map(Instance::invalid));
        instances.push(Instance::invalid(0.5));
    }
    instances
}

/// The least and the greatest integer, within 64 bits if the schema does not say less.
fn limits(view: &View) -> [i128; 2] {
    let whole = |keyword: &str, round: fn(f64) -> f64| {
        let value = view.get(keyword)?;
        let integer = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
        integer.or_else(|| value.as_f64().map(|value| round(value) as i128))
    };
    let lows = [whole("minimum", f64::ceil), whole("exclusiveMinimum", f64::floor).map(|value| value + 1)];
    let highs = [whole("maximum", f64::floor), whole("exclusiveMaximum", f64::ceil).map(|value| value - 1)];
    let unsigned = view.get("format") == Some(&json!("uint64"));
    let widest = if unsigned { [0, u64::MAX.into()] } else { [i64::MIN.into(), i64::MAX.into()] };
    [
        lows.into_iter().flatten().max().unwrap_or(widest[0]).max(widest[0]),
        highs.into_iter().flatten().min().unwrap_or(widest[1]).min(widest[1]),
    ]
}

fn integer(value: i128) -> Option<Value> {
    let small = i64::try_from(value).map(Number::from);
    small.or_else(|_| u64::try_from(value).map(Number::from)).ok().map(Value::Number)
}

/// Numbers that the floats of the format hold exactly, or write as they were.
pub(super) fn numbers(view: &View, effort: Effort) -> Vec<Instance> {
    let low = view.number("minimum").or(view.number("exclusiveMinimum"));
    let high = view.number("maximum").or(view.number("exclusiveMaximum"));
    let is_float = view.get("format") == Some(&json!("float"));
    let step = view.number("multipleOf");
    let excluded =
        |value: f64| ["exclusiveMinimum", "exclusiveMaximum"].iter().any(|one| view.number(one) == Some(value));
    let within = |value: &f64| {
        low.is_none_or(|low| *value >= low) && high.is_none_or(|high| *value <= high) && !excluded(*value)
    };
    let middle = match (low, high) {
        (Some(low), Some(high)) => low / 2.0 + high / 2.0,
        (Some(low), None) => low + 1.0,
        (None, Some(high)) => high - 1.0,
        (None, None) => 1.5,
    };
    let middle = step.map_or(middle, |step| (middle / step).ceil() * step);
    // A float of 32 bits is written with as many digits as tell it from others.
    let short = |value: f64| if is_float { (value as f32).to_string().parse().unwrap_or(value) } else { value };
    let mut values = vec![short(middle)];
    if effort.thorough {
        values.extend([1.5, 0.0, -1.5, 0.1, 3.0, 1e-7, 123_456.789, 1e20]);
        values.extend(low.into_iter().chain(high));
        values.extend(
            [f64::MAX, f64::MIN_POSITIVE, 0.1 + 0.2, 9_007_199_254_740_992.0].into_iter().filter(|_| !is_float),
        );
    }
    values.retain(|value| within(value) && short(*value) == *value);
    let mut instances: Vec<Instance> = values.into_iter().map(Instance::valid).collect();
    if effort.thorough {
        let beyond = [low.map(|low| low - 1.0), high.map(|high| high + 1.0)];
        instances.extend(beyond.into_iter().flatten().map(Instance::invalid));
    }
    instances
}
