//! Any text as a JSON document.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bindery_fuzz::document("openapi.json", data));
