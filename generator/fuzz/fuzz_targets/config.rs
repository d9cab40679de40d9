//! Any text as a configuration.
#![no_main]

use bindery::{Config, Source, Sources};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(config) = Config::parse(text) {
        let config = Config { source: Some(Source::new("bindery.toml", text)), ..config };
        bindery_fuzz::whole(&Sources::new(Source::new("openapi.yaml", bindery_fuzz::API)), &config);
    }
});
