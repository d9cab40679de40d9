//! Changes of a document as a text.

use fastrand::Rng;

use super::odd;

/// What means something to a reader of YAML or JSON.
const SIGNS: &[&str] = &[
    "\n", "\t", " ", "  ", ":", ": ", "- ", "-", "\"", "'", "[", "]", "{", "}", ",", "&a ", "*a", "!!str ", "<<: ",
    "|", ">", "---\n", "...\n", "%", "#", "? ", "\\", "\\u", "\\ud800", "\u{0}", "\u{feff}", "é", "null", "1e999",
    ".nan", "0x1F", "~",
];

/// Changes a text in one to eight places. What comes out need not be UTF-8.
pub(super) fn mutate(text: &mut Vec<u8>, random: &mut Rng) {
    for _ in 0..=random.usize(0..8) {
        let at = random.usize(..=text.len());
        let end = text.len().min(at + random.usize(0..60));
        match random.u8(0..8) {
            0 => text.iter_mut().skip(at).take(1).for_each(|byte| *byte = random.u8(..)),
            1 => drop(text.drain(at..end)),
            2 => {
                let piece = text[at..end].to_vec();
                let to = random.usize(..=text.len());
                text.splice(to..to, piece);
            }
            3 | 4 => drop(text.splice(at..at, SIGNS[random.usize(..SIGNS.len())].bytes())),
            5 => drop(text.splice(at..end, odd::text(random).bytes())),
            6 => lines(text, random),
            _ if random.u8(0..4) == 0 => text.truncate(at),
            _ => drop(text.splice(at..at, "[".repeat(random.usize(0..200)).bytes())),
        }
    }
}

/// A line goes to another place, or is there twice.
fn lines(text: &mut Vec<u8>, random: &mut Rng) {
    let mut lines: Vec<Vec<u8>> = text.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return;
    }
    let from = random.usize(..lines.len());
    let line = if random.bool() { lines.remove(from) } else { lines[from].clone() };
    lines.insert(random.usize(..=lines.len()), line);
    *text = lines.concat();
}
