//! Any text as a YAML document.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bindery_fuzz::document("openapi.yaml", data));
