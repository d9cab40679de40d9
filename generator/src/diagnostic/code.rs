//! The catalogue of diagnostic codes: one table, from which a reference page can be made.

use super::Severity::{self, Error, Note, Warning};

/// A kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The stable name, in kebab case.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it means.
    pub meaning: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

macro_rules! codes {
    ($($ident:ident $name:literal $severity:ident: $meaning:literal => $remedy:literal;)*) => {
        $(#[doc = $meaning] pub static $ident: Code = Code { name: $name, severity: $severity, meaning: $meaning, remedy: $remedy };)*
        /// Every code, in the order of the catalogue.
        pub static ALL: &[&Code] = &[$(&$ident),*];
    };
}

codes! {
    // Text
    NOT_UTF8 "not-utf8" Error: "The file is not UTF-8 text." => "Save the file as UTF-8.";
    EMPTY_DOCUMENT "empty-document" Error: "The file holds no document." => "Write an OpenAPI document into the file, or name another file.";
    INVALID_YAML "invalid-yaml" Error: "The text is not YAML." => "Correct the syntax at the position shown.";
    INVALID_JSON "invalid-json" Error: "The text is not JSON." => "Correct the syntax at the position shown.";
    DUPLICATE_KEY "duplicate-key" Error: "A map has the same key twice; the last one counts." => "Remove or rename one of the two.";
    NESTING_TOO_DEEP "nesting-too-deep" Error: "Values are nested deeper than the readers allow." => "Move the inner schemas to `components/schemas` and refer to them.";
    SEVERAL_DOCUMENTS "several-documents" Error: "A YAML file holds more than one document." => "Split the file, and name the part that is the OpenAPI document.";
    TOO_MANY_ALIASES "too-many-aliases" Error: "Aliases make a small YAML file an enormous document." => "Use `$ref` for values that are needed more than once.";
    INVALID_MERGE "invalid-merge" Error: "A YAML merge key has a value that cannot be merged; it is ignored." => "Write `<<: *name`, where `&name` marks a map.";
    UNKNOWN_TAG "unknown-tag" Warning: "A YAML tag has no meaning in an OpenAPI document; it is ignored." => "Remove the tag.";
    NOT_FINITE "not-finite" Error: "NaN and infinity are numbers that JSON does not have; the value is read as null." => "Write a finite number, or leave the value out.";
    // Document
    NOT_AN_OBJECT "not-an-object" Error: "The document is not an object at the top." => "An OpenAPI document starts with `openapi: 3.0.3`.";
    MISSING_VERSION "missing-version" Error: "The document does not say which OpenAPI version it is written in." => "Add `openapi: 3.0.3` at the top.";
    UNSUPPORTED_VERSION "unsupported-version" Error: "The version is not one that is read." => "Write the document in Swagger 2.0, OpenAPI 3.0 or 3.1.";
    NEWER_VERSION "newer-version" Note: "The OpenAPI version is newer than 3.1; the document is read as 3.1." => "Nothing, if the document needs nothing of the newer version.";
    NOT_EXPRESSIBLE "not-expressible" Warning: "Swagger 2.0 or OpenAPI 3.1 says something for which OpenAPI 3.0 has no words; what it says in other words is generated." => "Nothing, if what is generated instead is right for you.";
    WRONG_KIND "wrong-kind" Error: "A value has another JSON type than OpenAPI wants here; it is ignored." => "Write a value of the type named.";
    NUMBER_AS_TEXT "number-as-text" Warning: "A number stands where a text is wanted; its spelling is lost." => "Write the text in quotes.";
    MISSING_FIELD "missing-field" Error: "A field that OpenAPI requires is absent." => "Add the field.";
    INVALID_OBJECT "invalid-object" Error: "An OpenAPI object could not be read." => "Compare the object with the OpenAPI specification.";
    UNKNOWN_FIELD "unknown-field" Warning: "OpenAPI knows no such field here; it is ignored." => "Correct the spelling, or start the name with `x-`.";
    // References
    DANGLING_REF "dangling-ref" Error: "A `$ref` points to nothing." => "Correct the pointer or add what it names.";
    REF_CYCLE "ref-cycle" Error: "References lead in a circle and never reach a value." => "Let one of them hold the value itself.";
    EXTERNAL_REF "external-ref" Error: "A `$ref` leads out of the folder of the document, which is not followed." => "Put a copy beside the document and refer to that.";
    UNREADABLE_FILE "unreadable-file" Error: "A `$ref` leads to a file that is not there or cannot be used." => "Correct the path, or the file.";
    REF_SIBLINGS "ref-siblings" Warning: "Keys beside a `$ref` have no meaning in OpenAPI 3.0; they are ignored." => "Put the `$ref` into an `allOf` beside them.";
    // Paths and operations
    INVALID_PATH "invalid-path" Error: "A path is not a template that can be filled in." => "A path starts with `/` and has each `{name}` closed.";
    PATH_PARAMETER_MISSING "path-parameter-missing" Error: "A path has a variable that no parameter describes; the operation is skipped." => "Add a parameter with `in: path` and that name.";
    PATH_PARAMETER_UNUSED "path-parameter-unused" Error: "A path parameter does not occur in the path; it is ignored." => "Put `{name}` into the path, or remove the parameter.";
    PATH_PARAMETER_OPTIONAL "path-parameter-optional" Warning: "A path parameter is not marked as required; it is treated as required." => "Add `required: true`.";
    DUPLICATE_OPERATION_ID "duplicate-operation-id" Error: "Two operations have the same operationId." => "Give each operation an id of its own.";
    MISSING_OPERATION_ID "missing-operation-id" Note: "An operation has no operationId; its name is made from method and path." => "Add an `operationId` so that the method keeps its name.";
    DUPLICATE_PARAMETER "duplicate-parameter" Error: "Two parameters of one operation have the same name and location; the first one counts." => "Remove one of them.";
    UNKNOWN_PARAMETER_LOCATION "unknown-parameter-location" Error: "A parameter has an `in` that OpenAPI does not know; the parameter is left out." => "Use `path`, `query`, `header` or `cookie`.";
    PARAMETER_WITHOUT_SCHEMA "parameter-without-schema" Error: "A parameter has neither `schema` nor `content`; it is taken as a string." => "Add a `schema`.";
    PARAMETER_UNSUPPORTED "parameter-unsupported" Error: "A parameter is written in a way that cannot be encoded yet." => "Describe it by a schema, or as JSON.";
    RESERVED_HEADER "reserved-header" Note: "OpenAPI says that header parameters named Accept, Content-Type or Authorization are ignored." => "Describe them by the media types and the security schemes.";
    BODY_UNSUPPORTED "body-unsupported" Error: "A body has no media type that can be written or read yet." => "Describe the body as JSON, a form, parts, text or bytes.";
    SEVERAL_MEDIA_TYPES "several-media-types" Warning: "A body comes in several media types; one is used." => "Nothing, if the one used is right for you.";
    RESPONSES_MISSING "responses-missing" Error: "An operation describes no response; any answer outside 2xx is an error." => "Add `responses` with at least one status.";
    INVALID_STATUS "invalid-status" Error: "A response key is not a status code, a range such as `4XX`, or `default`; it is ignored." => "Use a three-digit status, `1XX` to `5XX`, or `default`.";
    HEADER_CONFLICT "header-conflict" Warning: "Success responses describe the same header with different types; it is kept as text." => "Give the header one type.";
    PAGER_UNUSABLE "pager-unusable" Error: "The pages of a list cannot be followed; its operation answers the first one only." => "Name an array and a string of the object that the operation answers.";
    POLLER_UNUSABLE "poller-unusable" Error: "The configuration says how to see that an operation is over, and the document does not bear it out." => "Correct the line of the configuration.";
    FEATURE_IGNORED "feature-ignored" Warning: "A part of OpenAPI that Bindery does not generate code for yet." => "Nothing; everything else is generated.";
    // Schemas
    UNKNOWN_TYPE "unknown-type" Error: "A schema has a `type` that OpenAPI does not know." => "Use `string`, `number`, `integer`, `boolean`, `array` or `object`.";
    UNKNOWN_FORMAT "unknown-format" Note: "A format has no Rust type of its own; the base type is used." => "Nothing, if the base type is right.";
    REQUIRED_UNDECLARED "required-undeclared" Warning: "`required` names a property that the schema does not describe." => "Add the property, or correct the spelling.";
    SCHEMA_UNSUPPORTED "schema-unsupported" Warning: "A schema uses a construct that has no Rust type yet." => "Nothing; the value can be read and written as JSON.";
    KEYWORD_IGNORED "keyword-ignored" Warning: "A schema keyword has no effect beside the others." => "Remove the keyword, or restructure the schema.";
    ENUM_VALUE "enum-value" Warning: "An enum value is not of the schema's type, is there twice, or is listed in only one of `enum` and `x-ms-enum`." => "Correct the value.";
    DISCRIMINATOR "discriminator" Warning: "A discriminator does not tell the schemas of a choice apart, or names another." => "Give each schema a text of its own, in `mapping` or as the only value of the member.";
    NULL_ALTERNATIVE "null-alternative" Note: "One of several alternatives only says `nullable`; to the letter it allows anything, but it is taken as null." => "Write `nullable: true` beside the choice instead.";
    INVALID_EXTENSION "invalid-extension" Warning: "A vendor extension does not look as its definition says; it is ignored." => "Correct the extension.";
    EXAMPLE_MISMATCH "example-mismatch" Note: "An example does not fit its schema; the documentation leaves it out." => "Correct the example.";
    // Servers and security
    SERVER_VARIABLE "server-variable" Error: "A server URL and its variables do not agree." => "Declare each `{name}` of the URL under `variables`, with a default.";
    INVALID_SERVER "invalid-server" Error: "A server URL cannot be used; it is ignored." => "Write an absolute URL, or leave `servers` out.";
    UNKNOWN_SECURITY_SCHEME "unknown-security-scheme" Error: "A security requirement names a scheme that is not declared; that alternative is ignored." => "Declare it under `components/securitySchemes`.";
    SECURITY_UNSUPPORTED "security-unsupported" Warning: "A security scheme has no credential type yet." => "Pass a credential of your own to the client.";
    // Names
    NAME_COLLISION "name-collision" Note: "Two names of the document become the same Rust name; one was changed." => "Nothing, or give one of them another name.";
    // Configuration
    UNKNOWN_KEY "unknown-key" Error: "The configuration has a key that means nothing." => "Remove or correct it.";
    INVALID_CONFIG "invalid-config" Error: "The configuration is not TOML, or has a value that cannot be used." => "Correct the value.";
    CORRECTION_STALE "correction-stale" Error: "A correction of the configuration does not fit the document, or is not needed any more; it is not made." => "Remove or correct it.";
    CONFIG_CONFLICT "config-conflict" Error: "A line of the configuration contradicts what is emitted; it is ignored." => "Choose another name.";
    CONFIG_UNUSED "config-unused" Error: "A line of the configuration matches nothing in the document." => "Remove or correct it.";
    RENAME_BREAKS "rename-breaks" Warning: "A name of the configuration replaces one that code may use where no alias can be." => "Nothing, if the next version of the crate may break that code.";
    // Lock
    LOCK_KEPT "lock-kept" Note: "The document would give something another name or type by now; that of the lock stays." => "Nothing, or change the lock.";
    LOCK_CHANGED "lock-changed" Note: "Something goes over the wire in another way by now; the lock follows the document." => "Nothing.";
    LOCK_STALE "lock-stale" Note: "An entry of the lock is about something that the document no longer has; it is dropped." => "Nothing.";
    LOCK_CONFLICT "lock-conflict" Error: "A name of the lock cannot be had, because it is no identifier or something else has it." => "Choose another name, or remove the entry.";
}
