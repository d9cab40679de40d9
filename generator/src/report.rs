//! What became of a document, for programs: the `--report` file.

use serde::Serialize;

use crate::source::Pointer;

/// How much of the document was generated. Diagnostics are added when it is written.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// The document.
    pub document: DocumentReport,
    /// Its operations.
    pub operations: OperationReport,
    /// Its schemas.
    pub schemas: SchemaReport,
}

/// The document as it was read.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DocumentReport {
    /// `swagger-2.0`, `openapi-3.0`, `openapi-3.1`.
    pub dialect: Option<String>,
    /// How many files.
    pub files: usize,
    /// Their size together.
    pub bytes: usize,
}

/// Operations generated and not.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OperationReport {
    /// How many the document has.
    pub total: usize,
    /// How many have a method.
    pub generated: usize,
    /// Those that cannot be generated.
    pub skipped: Vec<SkippedOperation>,
    /// Those that the configuration leaves out.
    pub left_out: Vec<LeftOut>,
}

/// What the configuration leaves out.
#[derive(Clone, Debug, Serialize)]
pub struct LeftOut {
    /// operationId, or method and path; of a schema its name.
    pub name: String,
    /// Where it is.
    pub pointer: Pointer,
    /// What of the configuration says so.
    pub reason: String,
}

/// An operation without a method.
#[derive(Clone, Debug, Serialize)]
pub struct SkippedOperation {
    /// Its operationId, or method and path.
    pub operation: String,
    /// Where it is.
    pub pointer: Pointer,
    /// The code of the diagnostic that says why.
    pub code: String,
    /// Why.
    pub reason: String,
}

/// Named schemas generated, and values without a type.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SchemaReport {
    /// How many the document names.
    pub total: usize,
    /// How many have a Rust type.
    pub generated: usize,
    /// Schemas that became an untyped JSON value though the document gives them a type.
    pub untyped: Vec<UntypedSchema>,
    /// Named schemas that are not generated because of the configuration.
    pub left_out: Vec<LeftOut>,
}

/// A schema that became an untyped JSON value.
#[derive(Clone, Debug, Serialize)]
pub struct UntypedSchema {
    /// Where it is.
    pub pointer: Pointer,
    /// Why.
    pub reason: String,
}
