//! The measurements as text.

use std::fmt::Write;

use super::compile::Cost;
use super::diff::Diff;
use super::growth::Growth;
use super::json::Speed;
use super::rivals::Race;
use super::stages::Stages;
use super::{Measures, Row};

/// The width of the column of names.
const NAME: usize = 52;

pub(super) fn render(measures: &Measures) -> String {
    let mut table = Table::default();
    let bytes = measures.document_bytes;
    // Growth and rivals have documents of their own.
    if measures.growth.is_none() && measures.rivals.is_none() {
        table.line(&format!("{}: {} KB", measures.document, bytes / 1000));
    }
    if let Some(generation) = &measures.generation {
        table.generation(generation, bytes);
    }
    if let Some(diff) = &measures.diff {
        table.diff(diff, bytes);
    }
    if let Some(cost) = &measures.compile {
        table.compile(cost);
    }
    if let Some(speed) = &measures.json {
        table.json(speed);
    }
    if let Some(growth) = &measures.growth {
        table.growth(growth);
    }
    for race in measures.rivals.iter().flatten() {
        table.race(race);
    }
    table.0
}

/// Megabytes per second, at best.
fn rate(bytes: usize, row: &Row) -> f64 {
    bytes as f64 / 1e3 / row.best_ms.max(f64::MIN_POSITIVE)
}

/// How many times the floors generation takes, by the medians.
fn ratio(generation: &Stages) -> Option<f64> {
    let all = generation.stages.last()?.median_ms;
    let floors: f64 = generation.floors.iter().map(|row| row.median_ms).sum();
    (floors > 0.0).then(|| all / floors)
}

#[derive(Default)]
struct Table(String);

impl Table {
    fn generation(&mut self, generation: &Stages, bytes: usize) {
        self.head(&format!("generation, {} runs", generation.runs), ["best ms", "median ms", "MB/s"]);
        generation.stages.iter().for_each(|row| self.times(row, rate(bytes, row)));
        self.head("floors", ["best ms", "median ms", "MB/s"]);
        generation.floors.iter().for_each(|row| self.times(row, rate(bytes, row)));
        if let Some(ratio) = ratio(generation) {
            self.row("all stages / both floors", ["", &format!("{ratio:.2}"), ""]);
        }
        let output = &generation.output;
        let (files, kilobytes, lines) = (output.files, output.bytes / 1000, output.rust_lines);
        self.line(&format!("output: {files} files, {kilobytes} KB, {lines} lines of Rust"));
    }

    fn diff(&mut self, diff: &Diff, bytes: usize) {
        self.head(&format!("compared with {}", diff.before), ["best ms", "median ms", "MB/s"]);
        diff.rows.iter().for_each(|row| self.times(row, rate(bytes, row)));
        self.line(&format!("{} changes", diff.changes));
    }

    fn compile(&mut self, cost: &Cost) {
        self.head(&format!("compiling the generated crate alone, {} runs", cost.runs), ["best s", "median s", ""]);
        for row in &cost.cpu {
            let name = format!("{} (CPU)", row.name);
            self.row(&name, [&format!("{:.2}", row.best_ms / 1e3), &format!("{:.2}", row.median_ms / 1e3), ""]);
        }
        self.row("rlib, MB", ["", &format!("{:.2}", cost.rlib_bytes as f64 / 1e6), ""]);
    }

    fn json(&mut self, speed: &Speed) {
        let what = format!("{} of {} items, {} KB", speed.schema, speed.items, speed.bytes / 1000);
        self.head(&format!("{what}, {} runs", speed.runs), ["best ms", "median ms", "MB/s"]);
        for pair in &speed.pairs {
            self.times(&pair.ours, rate(speed.bytes, &pair.ours));
            self.times(&pair.serde, rate(speed.bytes, &pair.serde));
            let [best, median] = pair.ratios().map(|ratio| format!("{ratio:.2}"));
            self.row("emitted types are so many times as fast", [&best, &median, ""]);
        }
    }

    fn growth(&mut self, growth: &Growth) {
        let name = format!("copies of {}, {} runs", growth.document, growth.runs);
        self.head(&name, ["CPU ms", "ms a copy", "KB a copy"]);
        for step in &growth.steps {
            let [time, memory] = step.per_copy();
            let columns = [format!("{:.2}", step.cpu_ms), format!("{time:.3}"), format!("{:.0}", memory / 1e3)];
            let name = format!("{} in {} KB", step.copies, step.bytes / 1000);
            self.row(&name, [&columns[0], &columns[1], &columns[2]]);
        }
        let [time, memory] = growth.ratios.map(|ratio| format!("{ratio:.2}"));
        self.row("a copy of 64 / a copy of 8", ["", &time, &memory]);
        self.line(if growth.is_linear() { "growth is linear" } else { "growth is more than linear" });
    }

    fn race(&mut self, race: &Race) {
        let name = format!("{}, {} KB, {} runs", race.document, race.bytes / 1000, race.runs);
        self.head(&name, ["best CPU ms", "median ms", "times ours"]);
        let ours = race.rows.first().map_or(f64::NAN, |row| row.median_ms);
        for row in &race.rows {
            let columns = [row.best_ms, row.median_ms, row.median_ms / ours].map(|number| format!("{number:.2}"));
            self.row(&row.name, [&columns[0], &columns[1], &columns[2]]);
        }
    }

    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn head(&mut self, name: &str, columns: [&str; 3]) {
        self.line("");
        self.row(name, columns);
        self.line(&"-".repeat(NAME + 3 * 12));
    }

    fn times(&mut self, row: &Row, rate: f64) {
        let times = [format!("{:.3}", row.best_ms), format!("{:.3}", row.median_ms), format!("{rate:.1}")];
        self.row(&row.name, [&times[0], &times[1], &times[2]]);
    }

    fn row(&mut self, name: &str, columns: [&str; 3]) {
        let [first, second, third] = columns;
        let mut line = String::new();
        // Writing to a string cannot fail.
        let _ = write!(line, "{name:NAME$}{first:>12}{second:>12}{third:>12}");
        self.line(line.trim_end());
    }
}
