//! Any text as the JSON that emitted clients read, beside `serde_json`.
#![no_main]

use bindery_runtime::json;
use serde_json::Value;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let ours = json::from_slice::<Value>(data);
    // They take no byte order mark.
    let theirs = serde_json::from_slice::<Value>(data.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(data));
    assert_eq!(ours.as_ref().ok(), theirs.as_ref().ok());
    if let Ok(value) = ours {
        let text = json::to_vec(&value).expect("what was read can be written");
        assert_eq!(json::from_slice::<Value>(&text).expect("what was written can be read"), value);
    }
});
