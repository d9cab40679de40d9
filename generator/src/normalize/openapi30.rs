//! The objects of OpenAPI 3.0.3 (section 4.7 of its specification).

use super::shape::{Field, Kind, Presence, Shape};
use super::table::{objects, shape};

use Kind::{Any, Count, Flag, FlagOrRef, List, Map, Number, Object, Ref, Text};

objects!(Ref);

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

/// The object of that name, if it is one that references lead to.
pub(super) fn named(name: &str) -> Option<&'static Shape> {
    let shapes =
        [&SCHEMA, &PARAMETER, &REQUEST_BODY, &RESPONSE, &HEADER, &EXAMPLE, &SECURITY_SCHEME, &PATH_ITEM, &OPERATION];
    shapes.into_iter().find(|shape| shape.name == name)
}
