//! How objects of a specification are written down, and those that OpenAPI 3.0 and 3.1 have in common.

macro_rules! shape {
    ($vis:vis $ident:ident $name:literal { $($key:literal $($presence:ident)? $(= $assumed:literal)?: $kind:expr,)* } $(rest $rest:expr)? $(, $siblings:ident)?) => {
        $vis static $ident: Shape = Shape {
            name: $name,
            fields: &[$(Field { key: $key, kind: $kind, presence: shape!(@presence $($presence)? $($assumed)?) }),*],
            rest: shape!(@rest $($rest)?),
            siblings: shape!(@siblings $($siblings)?),
        };
    };
    (@presence) => { Presence::Optional };
    (@presence required) => { Presence::Required };
    (@presence assumed $json:literal) => { Presence::Assumed($json) };
    (@rest) => { None };
    (@rest $rest:expr) => { Some($rest) };
    (@siblings) => { false };
    (@siblings siblings) => { true };
}

pub(super) use shape;

/// The objects of OpenAPI 3 (section 4.7 of the specification of 3.0.3, 4.8 of 3.1.1) that do not depend on the version;
/// a schema is what `$schema` makes of a `SCHEMA` beside them.
macro_rules! objects {
    ($schema:ident) => {
        shape!(SERVER "a server object" {
            "url" required: Text,
            "description": Text,
            "variables": Map(&Object(&SERVER_VARIABLE)),
        });

        shape!(SERVER_VARIABLE "a server variable object" {
            "default" required: Text,
            "enum": List(&Text),
            "description": Text,
        });

        shape!(TAG "a tag object" {
            "name" required: Text,
            "description": Text,
            "externalDocs": Any,
        });

        shape!(PATHS "a paths object" {} rest Ref(&PATH_ITEM));

        // An operation may be a reference as well: the specification does not say so, but documents in several files do.
        shape!(PATH_ITEM "a path item" {
            "summary": Text,
            "description": Text,
            "get": Ref(&OPERATION),
            "put": Ref(&OPERATION),
            "post": Ref(&OPERATION),
            "delete": Ref(&OPERATION),
            "options": Ref(&OPERATION),
            "head": Ref(&OPERATION),
            "patch": Ref(&OPERATION),
            "trace": Ref(&OPERATION),
            "servers": List(&Object(&SERVER)),
            "parameters": List(&Ref(&PARAMETER)),
        });

        shape!(OPERATION "an operation" {
            "tags": List(&Text),
            "summary": Text,
            "description": Text,
            "externalDocs": Any,
            "operationId": Text,
            "parameters": List(&Ref(&PARAMETER)),
            "requestBody": Ref(&REQUEST_BODY),
            "responses": Object(&RESPONSES),
            "callbacks": Any,
            "deprecated": Flag,
            "security": List(&Map(&List(&Text))),
            "servers": List(&Object(&SERVER)),
        });

        shape!(PARAMETER "a parameter" {
            "name" required: Text,
            "in" required: Text,
            "description": Text,
            "required": Flag,
            "deprecated": Flag,
            "allowEmptyValue": Flag,
            "style": Text,
            "explode": Flag,
            "allowReserved": Flag,
            "schema": $schema(&SCHEMA),
            "example": Any,
            "examples": Map(&Ref(&EXAMPLE)),
            "content": Map(&Object(&MEDIA_TYPE)),
        });

        shape!(REQUEST_BODY "a request body" {
            "description": Text,
            "content" assumed = "{}": Map(&Object(&MEDIA_TYPE)),
            "required": Flag,
        });

        shape!(MEDIA_TYPE "a media type object" {
            "schema": $schema(&SCHEMA),
            "example": Any,
            "examples": Map(&Ref(&EXAMPLE)),
            "encoding": Any,
        });

        shape!(RESPONSES "a responses object" {} rest Ref(&RESPONSE));

        shape!(RESPONSE "a response" {
            "description" assumed = "\"\"": Text,
            "headers": Map(&Ref(&HEADER)),
            "content": Map(&Object(&MEDIA_TYPE)),
            "links": Any,
        });

        shape!(HEADER "a header" {
            "description": Text,
            "required": Flag,
            "deprecated": Flag,
            "allowEmptyValue": Flag,
            "style": Text,
            "explode": Flag,
            "allowReserved": Flag,
            "schema": $schema(&SCHEMA),
            "example": Any,
            "examples": Map(&Ref(&EXAMPLE)),
            "content": Map(&Object(&MEDIA_TYPE)),
        });

        shape!(EXAMPLE "an example object" {
            "summary": Text,
            "description": Text,
            "value": Any,
            "externalValue": Text,
        });

        shape!(SECURITY_SCHEME "a security scheme" {
            "type" required: Text,
            "description": Text,
            "name": Text,
            "in": Text,
            "scheme": Text,
            "bearerFormat": Text,
            "flows": Any,
            "openIdConnectUrl": Text,
        });
    };
}

pub(super) use objects;
