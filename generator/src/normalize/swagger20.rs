//! The objects of Swagger 2.0 (OpenAPI Specification 2.0), and the extensions of AutoRest that hold such objects.
//!
//! They are called what OpenAPI 3.0 calls them, so that nothing is said twice of an object that is the same in both.

use super::shape::{Field, Kind, Presence, Shape};
use super::table::shape;

use Kind::{Any, Count, Flag, FlagOrRef, List, Map, Number, Object, Ref, Text, Texts};

shape!(pub(super) SWAGGER "an OpenAPI object" {
    "swagger": Any,
    "info" assumed = r#"{"title":"","version":""}"#: Object(&INFO),
    "host": Text,
    "basePath": Text,
    "schemes": List(&Text),
    "consumes": List(&Text),
    "produces": List(&Text),
    "paths" assumed = "{}": Object(&PATHS),
    "definitions": Map(&Ref(&SCHEMA)),
    "parameters": Map(&Ref(&PARAMETER)),
    "responses": Map(&Ref(&RESPONSE)),
    "securityDefinitions": Map(&Object(&SECURITY_SCHEME)),
    "security": List(&Map(&List(&Text))),
    "tags": List(&Object(&TAG)),
    "externalDocs": Any,
    "x-ms-paths": Object(&PATHS),
    "x-ms-parameterized-host": Object(&HOST),
});

shape!(INFO "an info object" {
    "title" assumed = "\"\"": Text,
    "version" assumed = "\"\"": Text,
    "description": Text,
    "termsOfService": Text,
    "contact": Any,
    "license": Any,
});

shape!(HOST "a parameterized host" {
    "hostTemplate" required: Text,
    "useSchemePrefix": Flag,
    "positionInOperation": Any,
    "parameters": List(&Ref(&PARAMETER)),
});

shape!(TAG "a tag object" {
    "name" required: Text,
    "description": Text,
    "externalDocs": Any,
});

shape!(PATHS "a paths object" {} rest Ref(&PATH_ITEM));

shape!(pub(super) PATH_ITEM "a path item" {
    "get": Ref(&OPERATION),
    "put": Ref(&OPERATION),
    "post": Ref(&OPERATION),
    "delete": Ref(&OPERATION),
    "options": Ref(&OPERATION),
    "head": Ref(&OPERATION),
    "patch": Ref(&OPERATION),
    "parameters": List(&Ref(&PARAMETER)),
});

shape!(OPERATION "an operation" {
    "tags": List(&Text),
    "summary": Text,
    "description": Text,
    "externalDocs": Any,
    "operationId": Text,
    "consumes": List(&Text),
    "produces": List(&Text),
    "parameters": List(&Ref(&PARAMETER)),
    "responses": Object(&RESPONSES),
    "schemes": List(&Text),
    "deprecated": Flag,
    "security": List(&Map(&List(&Text))),
});

shape!(pub(super) PARAMETER "a parameter" {
    "name" required: Text,
    "in" required: Text,
    "description": Text,
    "required": Flag,
    "schema": Ref(&SCHEMA),
    "type": Text,
    "format": Text,
    "allowEmptyValue": Flag,
    "items": Ref(&ITEMS),
    "collectionFormat": Text,
    "default": Any,
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
    "enum": List(&Any),
    "multipleOf": Number,
});

// Not a schema as far as the specification goes, but people refer to schemas here.
shape!(ITEMS "a schema" {
    "$ref": Text,
    "type": Text,
    "format": Text,
    "items": Ref(&ITEMS),
    "collectionFormat": Text,
    "default": Any,
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
    "enum": List(&Any),
    "multipleOf": Number,
}, siblings);

shape!(RESPONSES "a responses object" {} rest Ref(&RESPONSE));

shape!(pub(super) RESPONSE "a response" {
    "description" assumed = "\"\"": Text,
    "schema": Ref(&SCHEMA),
    "headers": Map(&Object(&HEADER)),
    "examples": Map(&Any),
});

shape!(HEADER "a header" {
    "description": Text,
    "type": Text,
    "format": Text,
    "items": Ref(&ITEMS),
    "collectionFormat": Text,
    "default": Any,
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
    "enum": List(&Any),
    "multipleOf": Number,
});

shape!(pub(super) SECURITY_SCHEME "a security scheme" {
    "type" required: Text,
    "description": Text,
    "name": Text,
    "in": Text,
    "flow": Text,
    "authorizationUrl": Text,
    "tokenUrl": Text,
    "scopes": Map(&Text),
});

shape!(pub(super) SCHEMA "a schema" {
    "$ref": Text,
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
    "type": Texts,
    "allOf": List(&Ref(&SCHEMA)),
    "items": Ref(&SCHEMA),
    "properties": Map(&Ref(&SCHEMA)),
    "additionalProperties": FlagOrRef(&SCHEMA),
    "description": Text,
    "format": Text,
    "default": Any,
    "discriminator": Text,
    "nullable": Flag,
    "readOnly": Flag,
    "xml": Any,
    "externalDocs": Any,
    "example": Any,
}, siblings);
