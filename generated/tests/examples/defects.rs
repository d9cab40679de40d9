//! What is wrong with the examples themselves.

use serde_json::Value;

use crate::support::Result;

/// An example that cannot come through whole.
pub struct Defects {
    pub file: &'static str,
    pub what: Defect,
    /// Why it is not to be kept.
    pub reason: &'static str,
}

/// A defect. Each has to occur.
pub enum Defect {
    /// A text is in place of another; with that one, all comes through.
    Written { wrong: &'static str, right: &'static str },
    /// A property is JSON within a text; with what the text says, all comes through.
    Quoted { property: &'static str },
    /// This is found, all of it.
    Found(&'static [&'static str]),
}

impl Defect {
    /// What is found of it in the calls.
    pub fn found(&self) -> &'static [&'static str] {
        if let Self::Found(found) = self { found } else { &[] }
    }
}

use Defect::{Found, Quoted, Written};

/// Examples that no operation uses, since they are of features that are gone.
pub const UNUSED: &[&str] = &["NodeGetRemoteDesktop.json", "PoolAdd_CloudServiceConfiguration.json"];

const SAME_TIME: &str = "a time is written without the zeros at the end of its fraction; it is the same time";
const LONGER: &str = "the file is longer than the example says";
const TEXT: &str = "an object is written as a text";

pub const DEFECTS: &[Defects] = &[
    Defects {
        file: "AccountListSupportedImages.json",
        what: Found(&[r#"200/value/1/batchSupportEndOfLife: "2019-11-01T00:00:00.0Z" became "2019-11-01T00:00:00Z""#]),
        reason: SAME_TIME,
    },
    Defects {
        file: "FileGetFromNode.json",
        what: Found(&["200: Content-Length is 17, but there are 115 bytes"]),
        reason: LONGER,
    },
    Defects {
        file: "FileGetFromTask.json",
        what: Found(&["200: Content-Length is 17, but there are 115 bytes"]),
        reason: LONGER,
    },
    Defects {
        file: "JobScheduleAdd_Complex.json",
        what: Found(&[
            r#"request/schedule/doNotRunAfter: "2014-09-10T06:30:00.000Z" became "2014-09-10T06:30:00Z""#,
            r#"request/schedule/doNotRunUntil: "2014-09-10T02:30:00.000Z" became "2014-09-10T02:30:00Z""#,
        ]),
        reason: SAME_TIME,
    },
    Defects {
        file: "NodeStart.json",
        what: Written { wrong: "GMT\",\n  }", right: "GMT\"\n  }" },
        reason: "it is no JSON: a comma stands behind the last parameter",
    },
    Defects {
        file: "PoolAdd_MountConfiguration.json",
        what: Written { wrong: "\"ocp-data\"", right: "\"ocp-date\"" },
        reason: "there is no header of this name",
    },
    Defects {
        file: "PoolAdd_SecurityProfile.json",
        what: Found(&["request/virtualMachineConfiguration/securityProfile/uefiSettings/vTpmEnabled: dropped"]),
        reason: "it is null, which the published API does not have here; so it is absent",
    },
    Defects {
        file: "PoolAdd_VirtualMachineConfigurationWithExtensions.json",
        what: Quoted { property: "settings" },
        reason: TEXT,
    },
    Defects {
        file: "PoolGet_VirtualMachineConfigurationWithExtensions.json",
        what: Quoted { property: "settings" },
        reason: TEXT,
    },
];

/// Returns what is wrong with a file.
pub fn defects(file: &str) -> impl Iterator<Item = &'static Defects> {
    DEFECTS.iter().filter(move |defects| defects.file == file)
}

/// Writes an example as it should be.
///
/// # Errors
/// It does not have the defect.
pub fn mended(file: &str, text: String) -> Result<String> {
    defects(file).try_fold(text, |text, defects| {
        let mended = match defects.what {
            Written { wrong, right } => text.replace(wrong, right),
            Quoted { property } => unquoted(property, &text)?,
            Found(_) => return Ok(text),
        };
        if mended == text { Err(format!("{file} is fine: {}", defects.reason).into()) } else { Ok(mended) }
    })
}

fn unquoted(property: &str, text: &str) -> Result<String> {
    let mut value: Value = serde_json::from_str(text)?;
    let changed = unquote(property, &mut value)?;
    Ok(if changed { value.to_string() } else { text.to_owned() })
}

fn unquote(property: &str, value: &mut Value) -> Result<bool> {
    let mut changed = false;
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                if let (true, Some(quoted)) = (name == property, value.as_str()) {
                    *value = serde_json::from_str(quoted)?;
                    changed = true;
                }
                changed |= unquote(property, value)?;
            }
        }
        Value::Array(values) => {
            for value in values {
                changed |= unquote(property, value)?;
            }
        }
        _ => {}
    }
    Ok(changed)
}
