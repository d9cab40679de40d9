//! What we do differently from the client that was recorded, on purpose.

use azure_batch_client::types::IsoDuration;
use serde_json::Value;

use crate::row::Request;

/// A difference, as a change of what that client sent into what we send. Each is made only in the rows that are listed
/// for it ([`LISTED`]), and has to change something there; with it, the row has to be equal.
///
/// Three more show in no row:
/// - That client sends the job ids `.`, `..` and the empty one, which then name other resources; we refuse them
///   (`refused.rs`).
/// - It puts quotes around an ETag that has none; we send it letter for letter (`own.rs`), so a call is given the ETag
///   that is in the row.
/// - It writes 64-bit integers as strings; we write numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// The query parameter is `timeout`, as the published description spells it; that client sends `timeOut`.
    TimeoutSpelling,
    /// The query parameter is `starttime`, as the published description spells it; that client sends `startTime`.
    StartTimeSpelling,
    /// A time of whole seconds has no fraction; that client writes `.000` in queries, though not in bodies.
    TimeWithoutFraction,
    /// `$select` is one text, and its commas are encoded; that client takes a list and puts bare commas between its
    /// items. It means the same, also for the item with a comma in row 234: decoded, it is two.
    CommaEncoded,
    /// Durations have neither padding nor parts that are zero: `PT5M`. That client writes `PT05M00S`.
    DurationSpelling,
    /// No time is `PT0S`; that client writes `P`, which is no duration of ISO 8601.
    ZeroDuration,
    /// Who downloads a file also takes JSON, since errors come in it; that client asks for the file only.
    ErrorsAccepted,
    /// The next page is asked for like the first; that client then takes `*/*`.
    NextPageAccept,
}

use Difference::*;

/// Which rows show which differences.
pub const LISTED: &[(Difference, &[u32])] = &[
    (
        TimeoutSpelling,
        &[
            1, 5, 7, 9, 11, 13, 29, 31, 35, 37, 41, 51, 53, 56, 58, 60, 62, 68, 81, 83, 96, 100, 108, 114, 116, 122,
            124, 131, 133, 138, 148, 156, 160, 164, 166, 176, 185, 186, 204,
        ],
    ),
    (StartTimeSpelling, &[5]),
    (TimeWithoutFraction, &[5]),
    (CommaEncoded, &[13, 41, 56, 60, 100, 131, 138, 176, 218, 234]),
    (DurationSpelling, &[42, 44, 52, 53, 61, 62, 63, 73, 85, 87, 92, 236]),
    (ZeroDuration, &[90, 236]),
    (ErrorsAccepted, &[28, 29]),
    (NextPageAccept, &[221]),
];

impl Difference {
    /// Changes what that client sent into what we send, and says whether that was something else.
    pub fn apply(self, request: &mut Request) -> bool {
        let before = request.clone();
        match self {
            TimeoutSpelling => request.rename("timeOut", "timeout"),
            StartTimeSpelling => request.rename("startTime", "starttime"),
            TimeWithoutFraction => request.query = request.query.replace(".000Z", "Z"),
            CommaEncoded => request.query = request.query.replace(',', "%2C"),
            DurationSpelling => request.texts(|text| Some(text.parse::<IsoDuration>().ok()?.to_string())),
            ZeroDuration => request.texts(|text| (text == "P").then(|| "PT0S".to_owned())),
            ErrorsAccepted => request.accept("application/octet-stream", "application/octet-stream, application/json"),
            NextPageAccept => request.accept("*/*", "application/json"),
        }
        *request != before
    }
}

impl Request {
    fn rename(&mut self, from: &str, to: &str) {
        let rename = |pair: &str| match pair.split_once('=') {
            Some((name, value)) if name == from => format!("{to}={value}"),
            _ => pair.to_owned(),
        };
        self.query = self.query.split('&').map(rename).collect::<Vec<_>>().join("&");
    }

    fn accept(&mut self, from: &str, to: &str) {
        if let Some(accept) = self.headers.get_mut("Accept").filter(|accept| *accept == from) {
            to.clone_into(accept);
        }
    }

    /// Changes texts of the body.
    fn texts(&mut self, change: impl Fn(&str) -> Option<String>) {
        if let Ok(mut body) = serde_json::from_str(&self.body)
            && each_text(&mut body, &change)
        {
            self.body = body.to_string();
        }
    }
}

/// Changes all texts in a value, and says whether any is another now.
fn each_text(value: &mut Value, change: &impl Fn(&str) -> Option<String>) -> bool {
    match value {
        Value::String(text) => {
            let changed = change(text).filter(|changed| changed != text);
            changed.map(|changed| *text = changed).is_some()
        }
        // Not `any`, which would stop at the first.
        Value::Array(values) => {
            values.iter_mut().filter_map(|value| each_text(value, change).then_some(())).count() > 0
        }
        Value::Object(map) => map.values_mut().filter_map(|value| each_text(value, change).then_some(())).count() > 0,
        _ => false,
    }
}
