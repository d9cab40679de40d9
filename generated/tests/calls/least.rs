//! The least that operations have to be given.

use super::{Entry, Given, places};
use crate::support::Result;

/// Has what any body needs; types overlook what is not theirs.
const BODY: &str = r#"{
    "autoScaleFormula": "x", "commandLine": "x", "containerUrl": "x", "data": "x", "disableTasks": "wait", "id": "x",
    "name": "x", "startTime": "2024-07-01T00:00:00Z", "thumbprint": "x", "thumbprintAlgorithm": "x", "vmSize": "x",
    "applicationPackageReferences": [], "certificateReferences": [], "metadata": [], "nodeList": [], "value": [],
    "jobSpecification": {"poolInfo": {}}, "poolInfo": {}, "schedule": {}
}"#;

impl Given {
    /// Gives an operation what it needs. Path parameters are `x`.
    ///
    /// # Errors
    /// It is not in the manifest.
    pub fn least(entry: &Entry) -> Result<Self> {
        let places = places()?;
        let place = places.get(entry.method).ok_or_else(|| format!("{} is not in the manifest", entry.id))?;
        let path = place.names().map(|name| (name.to_owned(), "x".to_owned())).collect();
        let body = entry.body.map(|_| BODY.as_bytes().to_vec());
        Ok(Self { path, body, ..Self::default() })
    }
}
