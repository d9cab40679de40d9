//! Any two texts as versions of a document, with `\0` between.
#![no_main]

use bindery::diff::{compare, render};
use bindery::{Config, Source, load};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some(cut) = data.iter().position(|byte| *byte == 0) else { return };
    let side = |text: &[u8]| load(Source::new("openapi.yaml", text), |_| Err("does not exist".to_owned()));
    let comparison = compare(side(&data[..cut]), side(&data[cut + 1..]), &Config::default());
    if let Some(report) = &comparison.report {
        assert!(render::github(report).lines().all(|line| line.starts_with("::")), "more than commands");
        render::html(report);
        render::json(report);
        render::markdown(report);
    }
});
