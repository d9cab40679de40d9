//! Any texts as the files of one description, and the references between them.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bindery_fuzz::whole(&bindery_fuzz::parts(data), &bindery::Config::default()));
