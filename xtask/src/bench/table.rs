//! The measurements as text.

use std::fmt::Write;

use super::{Measures, Row};

/// The width of the column of names.
const NAME: usize = 52;

pub(super) fn render(measures: &Measures) -> String {
    let mut table = Table::default();
    let bytes = measures.document_bytes;
    table.line(&format!("{}: {} KB, {} runs", measures.document, bytes / 1000, measures.runs));
    table.line("");
    table.head("generation", ["best ms", "median ms", "MB/s"]);
    measures.generation.iter().for_each(|row| table.times(row, rate(bytes, row)));
    table.line("");
    table.head("floors", ["best ms", "median ms", "MB/s"]);
    measures.floors.iter().for_each(|row| table.times(row, rate(bytes, row)));
    if let Some(ratio) = ratio(measures) {
        table.row("all stages / both floors", ["", &format!("{ratio:.2}"), ""]);
    }
    table.line("");
    table.head("compiling the generated crate alone", ["best s", "median s", ""]);
    for row in &measures.compile.cpu {
        let name = format!("{} (CPU)", row.name);
        table.row(&name, [&format!("{:.2}", row.best_ms / 1e3), &format!("{:.2}", row.median_ms / 1e3), ""]);
    }
    let rlib = measures.compile.rlib_bytes as f64 / 1e6;
    table.row("rlib, MB", ["", &format!("{rlib:.2}"), ""]);
    let output = &measures.output;
    let size =
        format!("output: {} files, {} KB, {} lines of Rust", output.files, output.bytes / 1000, output.rust_lines);
    table.line(&size);
    table.0
}

/// Megabytes of the document per second, at best.
fn rate(bytes: usize, row: &Row) -> f64 {
    bytes as f64 / 1e3 / row.best_ms.max(f64::MIN_POSITIVE)
}

/// How many times the floors generation takes, by the medians.
fn ratio(measures: &Measures) -> Option<f64> {
    let all = measures.generation.last()?.median_ms;
    let floors: f64 = measures.floors.iter().map(|row| row.median_ms).sum();
    (floors > 0.0).then(|| all / floors)
}

#[derive(Default)]
struct Table(String);

impl Table {
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn head(&mut self, name: &str, columns: [&str; 3]) {
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
