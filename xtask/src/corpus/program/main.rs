//! Reads lines `model<TAB>json`. For each, it writes what became of it: `=` and the JSON that the value is written as,
//! `-` and why it cannot be read, or `!` and why it cannot be written or what panicked.

#![allow(warnings)]

mod models;

use std::io::{BufRead, Write};
use std::panic::catch_unwind;

use bindery_runtime as rt;

type Answer = fn(&[u8]) -> String;

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let mut out = std::io::BufWriter::new(std::io::stdout());
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line of text");
        let (model, json) = line.split_once('\t').expect("a model and its JSON");
        let answer = catch_unwind(|| of(model)(json.as_bytes())).unwrap_or_else(|panic| {
            let said = panic.downcast_ref::<String>().cloned();
            let said = said.or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).to_owned()));
            format!("!\tpanicked: {}", said.unwrap_or_default().replace('\n', " "))
        });
        writeln!(out, "{answer}").expect("a reader");
    }
}

fn of(model: &str) -> Answer {
    match model {
        // MODELS
        _ => unknown,
    }
}

fn unknown(_: &[u8]) -> String {
    "!\tthere is no such model".to_owned()
}

fn answer<T: rt::FromJson + rt::ToJson>(json: &[u8]) -> String {
    let value: T = match rt::json::from_slice(json) {
        Ok(value) => value,
        Err(error) => return format!("-\t{}", error.to_string().replace('\n', " ")),
    };
    match rt::json::to_vec(&value) {
        Ok(json) => format!("=\t{}", String::from_utf8_lossy(&json)),
        Err(error) => format!("!\t{}", error.to_string().replace('\n', " ")),
    }
}
