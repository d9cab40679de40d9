//! A JSON Pointer and the text that it leads into, with `\0` between.
#![no_main]

use bindery::Source;
use bindery::locate::Positions;
use bindery::source::Pointer;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some(cut) = data.iter().position(|byte| *byte == 0) else { return };
    let Ok(pointer) = std::str::from_utf8(&data[..cut]) else { return };
    let Some(pointer) = Pointer::parse(pointer) else { return };
    for name in ["openapi.yaml", "openapi.json"] {
        let source = Source::new(name, &data[cut + 1..]);
        let positions = Positions::new(&source);
        for range in [positions.locate(&pointer), positions.locate_key(&pointer)].into_iter().flatten() {
            assert!(source.text().get(range).is_some(), "a place is not in the text");
        }
    }
});
