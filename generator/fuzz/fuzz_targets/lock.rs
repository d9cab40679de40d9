//! Any text as a lock.
#![no_main]

use bindery::{Config, Lock, Source, Sources};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(lock) = Lock::parse(text) {
        let lock = Lock { source: Some(Source::new("bindery.lock", text)), ..lock };
        let config = Config { lock: Some(lock), ..Config::default() };
        bindery_fuzz::whole(&Sources::new(Source::new("openapi.yaml", bindery_fuzz::API)), &config);
    }
});
