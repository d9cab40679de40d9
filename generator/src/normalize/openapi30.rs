//! The objects of OpenAPI 3.0.3 (section 4.7 of its specification).

use super::shape::{Field, Kind, Presence, Shape};

macro_rules! shape {
    ($vis:vis $ident:ident $name:literal { $($key:literal $($presence:ident)? $(= $assumed:literal)?: $kind:expr,)* } $(rest $rest:expr)?) => {
        $vis static $ident: Shape = Shape {
            name: $name,
            fields: &[$(Field { key: $key, kind: $kind, presence: shape!(@presence $($presence)? $($assumed)?) }),*],
            rest: shape!(@rest $($rest)?),
        };
    };
    (@presence) => { Presence::Optional };
    (@presence required) => { Presence::Required };
    (@presence assumed $json:literal) => { Presence::Assumed($json) };
    (@rest) => { None };
    (@rest $rest:expr) => { Some($rest) };
}

use Kind::{Any, Count, Flag, FlagOrRef, List, Map, Number, Object, Ref, Text};

shape!(pub(super) OPENAPI "an OpenAPI object" {
    "openapi": Any,
    "info" assumed = r#"{"title":"","version":""}"#: Object(&INFO),
    "servers": List(&Object(&SERVER)),
    "paths" assumed = "{}": Object(&PATHS),
    "components": Object(&COMPONENTS),
    "security": List(&Map(&List(&Text))),
    "tags": List(&Object(&TAG)),
    "externalDocs": Any,
});

shape!(INFO "an info object" {
    "title" assumed = "\"\"": Text,
    "version" assumed = "\"\"": Text,
    "description": Text,
    "termsOfService": Text,
    "contact": Any,
    "license": Any,
});

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
    "schema": Ref(&SCHEMA),
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
    "schema": Ref(&SCHEMA),
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
    "schema": Ref(&SCHEMA),
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

shape!(pub(super) COMPONENTS "a components object" {
    "schemas": Map(&Ref(&SCHEMA)),
    "responses": Map(&Ref(&RESPONSE)),
    "parameters": Map(&Ref(&PARAMETER)),
    "examples": Map(&Ref(&EXAMPLE)),
    "requestBodies": Map(&Ref(&REQUEST_BODY)),
    "headers": Map(&Ref(&HEADER)),
    "securitySchemes": Map(&Ref(&SECURITY_SCHEME)),
    "links": Any,
    "callbacks": Any,
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

shape!(pub(crate) SCHEMA "a schema" {
    "title": Text,
    "multipleOf": Number,
    "maximum": Number,
    "exclusiveMaximum": Flag,
    "minimum": Number,
    "exclusiveMinimum": Flag,
    "maxLength": Count,
    "minLength": Count,
    "pattern": Text,
    "maxItems": Count,
    "minItems": Count,
    "uniqueItems": Flag,
    "maxProperties": Count,
    "minProperties": Count,
    "required": List(&Text),
    "enum": List(&Any),
    "type": Text,
    "allOf": List(&Ref(&SCHEMA)),
    "oneOf": List(&Ref(&SCHEMA)),
    "anyOf": List(&Ref(&SCHEMA)),
    "not": Ref(&SCHEMA),
    "items": Ref(&SCHEMA),
    "properties": Map(&Ref(&SCHEMA)),
    "additionalProperties": FlagOrRef(&SCHEMA),
    "description": Text,
    "format": Text,
    "default": Any,
    "nullable": Flag,
    "discriminator": Any,
    "readOnly": Flag,
    "writeOnly": Flag,
    "xml": Any,
    "externalDocs": Any,
    "example": Any,
    "deprecated": Flag,
});
