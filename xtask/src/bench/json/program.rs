//! Reads and writes one page with both kinds of types, in turns, and prints the times as JSON.
//!
//! Written by `cargo xtask bench`. What is dropped is dropped outside of the measured time.

mod derived;

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

use bench_client::models::CloudTaskListResult as Ours;
use bench_client::runtime::json;
use derived::Root as Derived;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = std::fs::read(arguments.next().ok_or("which page?")?)?;
    let runs: usize = arguments.next().ok_or("how many runs?")?.parse()?;
    let (ours, derived) = (json::from_slice::<Ours>(&text)?, serde_json::from_slice::<Derived>(&text)?);
    agree(&text, &json::to_vec(&ours)?, &serde_json::to_vec(&derived)?)?;

    let mut times = [const { Vec::new() }; 4];
    for run in 0..runs {
        for which in [run % 2, 1 - run % 2] {
            times[which].push(match which {
                0 => timed(|| json::from_slice::<Ours>(black_box(&text))),
                _ => timed(|| serde_json::from_slice::<Derived>(black_box(&text))),
            });
            times[2 + which].push(match which {
                0 => timed(|| json::to_vec(black_box(&ours))),
                _ => timed(|| serde_json::to_vec(black_box(&derived))),
            });
        }
    }
    let [read_ours, read_derived, write_ours, write_derived] = times;
    let pair = |verb: &str, ours, derived| {
        json!({
            "ours": row(&format!("{verb}, emitted types"), ours),
            "serde": row(&format!("{verb}, serde_json and derived types"), derived),
        })
    };
    println!("{}", json!([pair("read", read_ours, read_derived), pair("write", write_ours, write_derived)]));
    Ok(())
}

/// Both must have kept everything, or they do not do the same work.
fn agree(page: &[u8], ours: &[u8], derived: &[u8]) -> Result<(), Box<dyn Error>> {
    let mut page: Value = serde_json::from_slice(page)?;
    // The service sends it, and the document does not know it.
    page.as_object_mut().ok_or("the page is no object")?.remove("odata.metadata").ok_or("nothing unknown")?;
    for (who, text) in [("emitted", ours), ("derived", derived)] {
        if serde_json::from_slice::<Value>(text)? != page {
            return Err(format!("the {who} types do not keep the page as it is").into());
        }
    }
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let result = black_box(work());
    let time = start.elapsed();
    drop(result);
    time
}

fn row(name: &str, mut times: Vec<Duration>) -> Value {
    times.sort_unstable();
    let milliseconds = |index: usize| times.get(index).map_or(0.0, |time| time.as_secs_f64() * 1e3);
    json!({"name": name, "best_ms": milliseconds(0), "median_ms": milliseconds(times.len() / 2)})
}
