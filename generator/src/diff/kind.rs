//! The kinds of change, each with what it means on the wire: the one table of them.

use super::report::Area;

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// The code that reports show.
    pub code: &'static str,
    /// What changes of this kind are about.
    pub area: Area,
    /// What it does to requests, if it is in what clients send.
    pub request: Effect,
    /// What it does to responses, if it is in what services send.
    pub response: Effect,
    /// The code of the same change in the other direction.
    pub mirror: &'static str,
    /// Why it is more than compatible, in a sentence; empty if it never is.
    pub why: &'static str,
}

/// What a change does to those who still have the old version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Nothing.
    Fine,
    /// What happens may differ, but nothing fails.
    Behaviour,
    /// Something may fail.
    Breaks,
}

macro_rules! kinds {
    ($($name:ident: $code:literal $area:ident $request:ident $response:ident <> $mirror:literal $why:literal;)*) => {
        $(
            pub(super) static $name: Kind = Kind {
                code: $code,
                area: Area::$area,
                request: Effect::$request,
                response: Effect::$response,
                mirror: $mirror,
                why: $why,
            };
        )*
        /// All kinds, by area.
        pub static KINDS: &[&Kind] = &[$(&$name),*];
    };
}

kinds! {
    OPERATION_ADDED: "operation-added" Operation Fine Fine <> "operation-removed" "";
    OPERATION_REMOVED: "operation-removed" Operation Breaks Fine <> "operation-added"
        "Calls of it find nothing.";
    OPERATION_RENAMED: "operation-renamed" Operation Fine Fine <> "operation-renamed" "";
    OPERATION_REGROUPED: "operation-regrouped" Operation Fine Fine <> "operation-regrouped" "";
    PATH_CHANGED: "path-changed" Operation Breaks Fine <> "path-changed"
        "Calls go to the old path, where nothing is any more.";
    METHOD_CHANGED: "method-changed" Operation Breaks Fine <> "method-changed"
        "Calls use the old method, which means something else or nothing.";
    OPERATION_DEPRECATED: "operation-deprecated" Operation Fine Fine <> "operation-undeprecated" "";
    OPERATION_UNDEPRECATED: "operation-undeprecated" Operation Fine Fine <> "operation-deprecated" "";
    CALLBACK_CHANGED: "callback-changed" Operation Behaviour Fine <> "callback-changed"
        "The service calls back in another way.";

    PARAMETER_ADDED: "parameter-added" Parameter Fine Fine <> "parameter-removed" "";
    REQUIRED_PARAMETER_ADDED: "required-parameter-added" Parameter Breaks Fine <> "required-parameter-removed"
        "Requests without it are refused.";
    PARAMETER_REMOVED: "parameter-removed" Parameter Behaviour Fine <> "parameter-added"
        "The service ignores or refuses what it no longer knows.";
    REQUIRED_PARAMETER_REMOVED: "required-parameter-removed" Parameter Behaviour Fine <> "required-parameter-added"
        "The service ignores or refuses what it no longer knows.";
    PARAMETER_RENAMED: "parameter-renamed" Parameter Breaks Fine <> "parameter-renamed"
        "The service does not know the old name.";
    PATH_VARIABLE_RENAMED: "path-variable-renamed" Parameter Fine Fine <> "path-variable-renamed" "";
    PARAMETER_MOVED: "parameter-moved" Parameter Breaks Fine <> "parameter-moved"
        "The service does not look for it in the old place.";
    PARAMETER_BECAME_REQUIRED: "parameter-became-required" Parameter Breaks Fine <> "parameter-became-optional"
        "Requests without it are refused.";
    PARAMETER_BECAME_OPTIONAL: "parameter-became-optional" Parameter Fine Fine <> "parameter-became-required" "";
    PARAMETER_STYLE_CHANGED: "parameter-style-changed" Parameter Breaks Fine <> "parameter-style-changed"
        "The service reads the text of the value in another way.";

    PARAMETER_DEPRECATED: "parameter-deprecated" Parameter Fine Fine <> "parameter-undeprecated" "";
    PARAMETER_UNDEPRECATED: "parameter-undeprecated" Parameter Fine Fine <> "parameter-deprecated" "";

    BODY_ADDED: "request-body-added" Body Fine Fine <> "request-body-removed" "";
    REQUIRED_BODY_ADDED: "required-request-body-added" Body Breaks Fine <> "required-request-body-removed"
        "Requests without a body are refused.";
    BODY_REMOVED: "request-body-removed" Body Breaks Fine <> "request-body-added"
        "The service does not take a body any more.";
    REQUIRED_BODY_REMOVED: "required-request-body-removed" Body Breaks Fine <> "required-request-body-added"
        "The service does not take a body any more.";
    BODY_BECAME_REQUIRED: "request-body-became-required" Body Breaks Fine <> "request-body-became-optional"
        "Requests without a body are refused.";
    BODY_BECAME_OPTIONAL: "request-body-became-optional" Body Fine Fine <> "request-body-became-required" "";
    BODY_MEDIA_TYPE_ADDED: "request-media-type-added" Body Fine Fine <> "request-media-type-removed" "";
    BODY_MEDIA_TYPE_REMOVED: "request-media-type-removed" Body Breaks Fine <> "request-media-type-added"
        "Bodies of this media type are refused.";
    BODY_ENCODING_CHANGED: "request-encoding-changed" Body Breaks Fine <> "request-encoding-changed"
        "The service reads the parts of the body in another way.";

    SUCCESS_STATUS_ADDED: "success-status-added" Response Fine Behaviour <> "success-status-removed"
        "A success may come with a status that was not described.";
    SUCCESS_STATUS_REMOVED: "success-status-removed" Response Fine Breaks <> "success-status-added"
        "A success that is waited for does not come any more.";
    ERROR_STATUS_ADDED: "error-status-added" Response Fine Fine <> "error-status-removed" "";
    ERROR_STATUS_REMOVED: "error-status-removed" Response Fine Fine <> "error-status-added" "";
    RESPONSE_BODY_ADDED: "response-body-added" Response Fine Fine <> "response-body-removed" "";
    RESPONSE_BODY_REMOVED: "response-body-removed" Response Fine Breaks <> "response-body-added"
        "A body that is read does not come any more.";
    RESPONSE_MEDIA_TYPE_ADDED: "response-media-type-added" Response Fine Fine <> "response-media-type-removed" "";
    RESPONSE_MEDIA_TYPE_REMOVED: "response-media-type-removed" Response Fine Breaks <> "response-media-type-added"
        "A client that asks for this media type gets another.";

    HEADER_ADDED: "response-header-added" Header Fine Fine <> "response-header-removed" "";
    HEADER_REMOVED: "response-header-removed" Header Fine Behaviour <> "response-header-added"
        "A header that may be looked at does not come any more.";
    REQUIRED_HEADER_ADDED: "required-response-header-added" Header Fine Fine <> "required-response-header-removed" "";
    REQUIRED_HEADER_REMOVED: "required-response-header-removed" Header Fine Breaks <> "required-response-header-added"
        "A header that always came does not come any more.";
    HEADER_BECAME_OPTIONAL: "response-header-became-optional" Header Fine Breaks <> "response-header-became-required"
        "A header that always came may be missing.";
    HEADER_BECAME_REQUIRED: "response-header-became-required" Header Fine Fine <> "response-header-became-optional" "";

    SCHEMA_ADDED: "schema-added" Schema Fine Fine <> "schema-removed" "";
    SCHEMA_REMOVED: "schema-removed" Schema Fine Fine <> "schema-added" "";
    SCHEMA_RENAMED: "schema-renamed" Schema Fine Fine <> "schema-renamed" "";
    SCHEMA_MOVED: "schema-moved" Schema Fine Fine <> "schema-moved" "";
    REFERENCE_CHANGED: "reference-changed" Schema Fine Fine <> "reference-changed" "";
    TYPE_GENERALIZED: "type-generalized" Schema Fine Breaks <> "type-specialized"
        "Values may come that the old type does not hold.";
    TYPE_SPECIALIZED: "type-specialized" Schema Breaks Fine <> "type-generalized"
        "Values that the old type holds may be refused.";
    TYPE_CHANGED: "type-changed" Schema Breaks Breaks <> "type-changed"
        "Values of the old type are not values of the new one.";
    FORMAT_ADDED: "format-added" Schema Breaks Fine <> "format-removed"
        "Texts that are not of this format may be refused.";
    FORMAT_REMOVED: "format-removed" Schema Fine Breaks <> "format-added"
        "Texts may come that are not of the old format.";
    FORMAT_CHANGED: "format-changed" Schema Breaks Breaks <> "format-changed"
        "Texts of the old format are not texts of the new one.";
    BECAME_NULLABLE: "became-nullable" Schema Fine Breaks <> "became-not-nullable"
        "Null may come where a value always came.";
    BECAME_NOT_NULLABLE: "became-not-nullable" Schema Breaks Fine <> "became-nullable"
        "Null is refused.";
    PROPERTY_ADDED: "property-added" Schema Fine Fine <> "property-removed" "";
    REQUIRED_PROPERTY_ADDED: "required-property-added" Schema Breaks Fine <> "required-property-removed"
        "Requests without it are refused.";
    PROPERTY_REMOVED: "property-removed" Schema Behaviour Behaviour <> "property-added"
        "It is no longer taken or given.";
    REQUIRED_PROPERTY_REMOVED: "required-property-removed" Schema Behaviour Breaks <> "required-property-added"
        "What was always there does not come any more; the service ignores or refuses it in requests.";
    PROPERTY_RENAMED: "property-renamed" Schema Breaks Breaks <> "property-renamed"
        "The other side does not know the old name.";
    PROPERTY_BECAME_REQUIRED: "property-became-required" Schema Breaks Fine <> "property-became-optional"
        "Requests without it are refused.";
    PROPERTY_BECAME_OPTIONAL: "property-became-optional" Schema Fine Breaks <> "property-became-required"
        "What was always there may be missing.";
    READ_ONLY_CHANGED: "read-only-changed" Schema Behaviour Fine <> "read-only-changed"
        "Whether the service takes it from requests is not what it was.";
    WRITE_ONLY_CHANGED: "write-only-changed" Schema Fine Behaviour <> "write-only-changed"
        "Whether the service gives it in responses is not what it was.";
    SCHEMA_DEPRECATED: "schema-deprecated" Schema Fine Fine <> "schema-undeprecated" "";
    SCHEMA_UNDEPRECATED: "schema-undeprecated" Schema Fine Fine <> "schema-deprecated" "";
    SECRET_CHANGED: "secret-changed" Schema Fine Fine <> "secret-changed" "";
    CLIENT_NAME_CHANGED: "client-name-changed" Schema Fine Fine <> "client-name-changed" "";
    DEFAULT_ADDED: "default-added" Schema Behaviour Fine <> "default-removed"
        "Leaving it out means something else than before.";
    DEFAULT_REMOVED: "default-removed" Schema Behaviour Fine <> "default-added"
        "Leaving it out means something else than before.";
    DEFAULT_CHANGED: "default-changed" Schema Behaviour Fine <> "default-changed"
        "Leaving it out means something else than before.";
    CONSTRAINT_TIGHTENED: "constraint-tightened" Schema Breaks Fine <> "constraint-loosened"
        "Values that were allowed are refused.";
    CONSTRAINT_LOOSENED: "constraint-loosened" Schema Fine Breaks <> "constraint-tightened"
        "Values may come that were ruled out.";
    CONSTRAINT_CHANGED: "constraint-changed" Schema Breaks Breaks <> "constraint-changed"
        "Other values are allowed than before.";
    REST_ALLOWED: "additional-properties-allowed" Schema Fine Behaviour <> "additional-properties-forbidden"
        "Members may come that were ruled out.";
    REST_FORBIDDEN: "additional-properties-forbidden" Schema Breaks Fine <> "additional-properties-allowed"
        "Members that are not described are refused.";
    KEYWORD_CHANGED: "keyword-changed" Schema Behaviour Behaviour <> "keyword-changed"
        "Something that Bindery does not interpret is not what it was.";

    ENUM_ADDED: "enum-added" Enum Fine Fine <> "enum-removed" "";
    ENUM_REMOVED: "enum-removed" Enum Fine Fine <> "enum-added" "";
    ENUM_RESTRICTED: "values-restricted" Enum Breaks Fine <> "values-unrestricted"
        "Only the listed values are taken.";
    ENUM_UNRESTRICTED: "values-unrestricted" Enum Fine Breaks <> "values-restricted"
        "Values may come that were not listed.";
    ENUM_VALUE_ADDED: "enum-value-added" Enum Fine Behaviour <> "enum-value-removed"
        "A value may come that old clients know only as unknown.";
    ENUM_VALUE_REMOVED: "enum-value-removed" Enum Breaks Fine <> "enum-value-added"
        "The value is refused.";

    ALL_OF_ADDED: "all-of-added" Composition Breaks Fine <> "all-of-removed"
        "Values have to be valid against one more schema.";
    ALL_OF_REMOVED: "all-of-removed" Composition Fine Breaks <> "all-of-added"
        "Values need not be valid against a schema that they always were.";
    ONE_OF_ADDED: "one-of-added" Composition Fine Breaks <> "one-of-removed"
        "A shape may come that was not described.";
    ONE_OF_REMOVED: "one-of-removed" Composition Breaks Fine <> "one-of-added"
        "Values of this shape are refused.";
    ANY_OF_ADDED: "any-of-added" Composition Fine Breaks <> "any-of-removed"
        "A shape may come that was not described.";
    ANY_OF_REMOVED: "any-of-removed" Composition Breaks Fine <> "any-of-added"
        "Values of this shape are refused.";
    WRAPPED: "wrapped-in-union" Composition Fine Breaks <> "unwrapped-from-union"
        "A shape may come that was not described.";
    UNWRAPPED: "unwrapped-from-union" Composition Breaks Fine <> "wrapped-in-union"
        "Values of the other shapes are refused.";
    COMPOSITION_CHANGED: "composition-changed" Composition Breaks Breaks <> "composition-changed"
        "Values are put together in another way.";
    NOT_CHANGED: "not-changed" Composition Breaks Breaks <> "not-changed"
        "Other values are ruled out than before.";
    DISCRIMINATOR_ADDED: "discriminator-added" Composition Breaks Fine <> "discriminator-removed"
        "Values without the discriminator are refused.";
    DISCRIMINATOR_REMOVED: "discriminator-removed" Composition Fine Breaks <> "discriminator-added"
        "Values may come without what tells their shape.";
    DISCRIMINATOR_CHANGED: "discriminator-changed" Composition Breaks Breaks <> "discriminator-changed"
        "The shape is told by another property.";
    MAPPING_CHANGED: "discriminator-mapping-changed" Composition Breaks Breaks <> "discriminator-mapping-changed"
        "A value of the discriminator means another shape, or none.";
    XML_CHANGED: "xml-changed" Schema Breaks Breaks <> "xml-changed"
        "Values are written in XML in another way.";

    SECURITY_ADDED: "security-requirement-added" Security Breaks Fine <> "security-requirement-removed"
        "Calls that are authorized in none of these ways are refused.";
    SECURITY_REMOVED: "security-requirement-removed" Security Behaviour Fine <> "security-requirement-added"
        "The service does not ask who is calling any more.";
    SECURITY_ALTERNATIVE_ADDED: "security-alternative-added" Security Fine Fine <> "security-alternative-removed" "";
    SECURITY_ALTERNATIVE_REMOVED: "security-alternative-removed" Security Breaks Fine <> "security-alternative-added"
        "Calls that are authorized in this way are refused.";
    SCHEME_ADDED: "security-scheme-added" Security Fine Fine <> "security-scheme-removed" "";
    SCHEME_REMOVED: "security-scheme-removed" Security Fine Fine <> "security-scheme-added" "";
    SCHEME_CHANGED: "security-scheme-changed" Security Breaks Fine <> "security-scheme-changed"
        "The service looks for another proof, or in another place.";

    SERVER_ADDED: "server-added" Server Fine Fine <> "server-removed" "";
    SERVER_REMOVED: "server-removed" Server Behaviour Fine <> "server-added"
        "The service need not be there any more.";
    SERVER_CHANGED: "server-changed" Server Behaviour Fine <> "server-changed"
        "The service is in another place.";

    PAGING_ADDED: "paging-added" Paging Fine Fine <> "paging-removed" "";
    PAGING_REMOVED: "paging-removed" Paging Fine Behaviour <> "paging-added"
        "The list does not come in pages any more.";
    PAGING_CHANGED: "paging-changed" Paging Fine Behaviour <> "paging-changed"
        "Items or the link to the next page are in another place.";
    POLLING_ADDED: "polling-added" Polling Fine Fine <> "polling-removed" "";
    POLLING_REMOVED: "polling-removed" Polling Fine Behaviour <> "polling-added"
        "It cannot be watched any more how the work goes on.";
    POLLING_CHANGED: "polling-changed" Polling Fine Behaviour <> "polling-changed"
        "The end of the work is told in another way.";

    RUST_ADDED: "rust-item-added" Rust Fine Fine <> "rust-item-removed" "";
    RUST_REMOVED: "rust-item-removed" Rust Fine Fine <> "rust-item-added" "";
    RUST_CHANGED: "rust-item-changed" Rust Fine Fine <> "rust-item-changed" "";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(code: &str) -> &'static Kind {
        KINDS.iter().find(|kind| kind.code == code).unwrap_or_else(|| panic!("no kind {code}"))
    }

    #[test]
    fn kinds_mirror_each_other() {
        for (index, one) in KINDS.iter().enumerate() {
            assert_eq!(kind(one.mirror).mirror, one.code);
            assert_eq!(kind(one.mirror).area, one.area, "{}", one.code);
            assert!(KINDS[..index].iter().all(|other| other.code != one.code), "{} twice", one.code);
        }
    }

    #[test]
    fn what_is_not_fine_has_a_reason() {
        for kind in KINDS {
            let fine = (kind.request, kind.response) == (Effect::Fine, Effect::Fine);
            assert_eq!(fine, kind.why.is_empty(), "{}", kind.code);
        }
    }
}
