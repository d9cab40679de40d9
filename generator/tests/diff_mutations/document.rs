//! Documents that have everything that can change, and much else at random.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Names of properties; none is like another.
const PROPERTIES: [&str; 6] = ["width", "locked", "origin", "cups", "mezzanine", "yield"];

/// Components that schemas refer to at random.
const COMPONENTS: [&str; 7] = ["Specimen", "Color", "Animal", "Child", "Part0", "Part1", "Part2"];

/// A document. What every mutation needs is there: `Specimen` has a property of every sort, `zoo_visit` a parameter, a
/// header and a media type of every sort. Where schemas are used is random.
pub(crate) fn document() -> impl Strategy<Value = Value> {
    (vec(object(), 3), vec(operation(), 5), vec(schema(), 2), any::<[bool; 3]>()).prop_map(
        |(parts, operations, slots, [asks, answers, secured])| {
            let mut document = skeleton();
            for (index, part) in parts.into_iter().enumerate() {
                document["components"]["schemas"][format!("Part{index}")] = part;
            }
            let [in_request, in_answer] = <[Value; 2]>::try_from(slots).expect("two schemas");
            let properties = [("asked", asks, in_request), ("answered", answers, in_answer)];
            for (key, uses_specimen, schema) in properties {
                let schema = if uses_specimen { reference("schemas", "Specimen") } else { schema };
                document["components"]["schemas"][format!("Visit{key}")]["properties"][key] = schema;
            }
            let routes = [
                ("/things", "get", "Things_List"),
                ("/things", "post", "Things_Make"),
                ("/things/{id}", "get", "Things_Get"),
                ("/things/{id}", "put", "Things_Put"),
                ("/others", "get", "Others_List"),
            ];
            for ((path, method, id), mut operation) in routes.into_iter().zip(operations) {
                operation["operationId"] = id.into();
                operation["tags"] = json!([id.split('_').next()]);
                if method == "get" {
                    operation.as_object_mut().expect("an operation").remove("requestBody");
                }
                if secured && method == "put" {
                    operation["security"] = json!([{"key": []}]);
                }
                document["paths"][path][method] = operation;
            }
            document
        },
    )
}

/// A reference to a component.
pub(crate) fn reference(section: &str, name: &str) -> Value {
    json!({"$ref": format!("#/components/{section}/{name}")})
}

fn operation() -> impl Strategy<Value = Value> {
    let parameters = btree_map(prop::sample::select(&["filter", "max", "verbose"][..]), (leaf(), any::<bool>()), 0..3);
    let body = prop_oneof![
        schema().prop_map(|schema| json!({"content": {"application/json": {"schema": schema}}})),
        schema().prop_map(|schema| json!({"required": true, "content": {"application/json": {"schema": schema}}})),
        Just(reference("requestBodies", "Shared")),
    ];
    let answer = prop_oneof![
        schema().prop_map(|schema| json!({"description": "Yes.", "content": {"application/json": {"schema": schema}}})),
        leaf().prop_map(|leaf| json!({"description": "Yes.", "headers": {"X-Left": {"schema": leaf}}})),
        Just(reference("responses", "Shared")),
    ];
    (parameters, prop::option::of(body), answer, any::<bool>()).prop_map(|(parameters, body, answer, shares)| {
        let own = parameters.into_iter().map(|(name, (schema, required))| {
            json!({"name": name, "in": if required { "query" } else { "header" }, "required": required, "schema": schema})
        });
        let shared = shares.then(|| reference("parameters", "Shared"));
        let mut operation = json!({
            "parameters": own.chain(shared).collect::<Vec<_>>(),
            "responses": {"200": answer, "default": reference("responses", "Problem")},
        });
        if let Some(body) = body {
            operation["requestBody"] = body;
        }
        operation
    })
}

/// A schema that is neither an object nor a list.
fn leaf() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!({"type": "string"}),
        json!({"type": "string", "maxLength": 9}),
        json!({"type": "string", "format": "date-time"}),
        json!({"type": "string", "enum": ["near", "far"]}),
        json!({"type": "integer", "format": "int64", "minimum": 1}),
        json!({"type": "number", "format": "double"}),
        json!({"type": "boolean", "default": false}),
    ])
}

fn schema() -> impl Strategy<Value = Value> {
    let refers = || prop::sample::select(&COMPONENTS[..]).prop_map(|name| reference("schemas", name));
    let decorated = refers().prop_map(|target| json!({"allOf": [target], "description": "It."}));
    prop_oneof![2 => leaf(), 2 => refers(), 1 => decorated].prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|items| json!({"type": "array", "items": items})),
            inner.clone().prop_map(|values| json!({"type": "object", "additionalProperties": values})),
            object_of(inner),
        ]
    })
}

fn object() -> impl Strategy<Value = Value> {
    object_of(schema())
}

fn object_of(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let members = btree_map(prop::sample::select(&PROPERTIES[..]), (inner, any::<bool>()), 1..4);
    (members, any::<bool>()).prop_map(|(members, closed)| {
        let required: Vec<&str> =
            members.iter().filter(|(_, (_, required))| *required).map(|(name, _)| *name).collect();
        let mut object = json!({"type": "object"});
        if !required.is_empty() {
            object["required"] = json!(required);
        }
        if closed {
            object["additionalProperties"] = json!(false);
        }
        let members = members.into_iter().map(|(name, (schema, _))| (name.to_owned(), schema));
        object["properties"] = Value::Object(members.collect::<Map<_, _>>());
        object
    })
}

/// What every document has.
fn skeleton() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Zoo", "version": "1.0"},
        "servers": [{"url": "https://one.example"}, {"url": "https://two.example"}, {"url": "https://last.example"}],
        "security": [{"key": []}, {"token": ["read"]}],
        "paths": {
            "/zoo/{gate}": {
                "parameters": [{"name": "gate", "in": "path", "required": true, "schema": {"type": "string"}}],
                "post": visit(),
                "delete": {
                    "operationId": "Zoo_Close",
                    "tags": ["Zoo"],
                    "deprecated": true,
                    "security": [],
                    "responses": {"204": {"description": "Closed."}},
                },
            },
            "/yard": {
                "get": {
                    "operationId": "Zoo_State",
                    "tags": ["Zoo"],
                    "responses": {"200": answer("ZooState")},
                },
                "delete": {
                    "operationId": "Zoo_Shut",
                    "tags": ["Zoo"],
                    "responses": {"202": {"description": "It will be."}},
                },
            },
            "/zoo": {
                "get": {
                    "operationId": "Zoo_List",
                    "tags": ["Zoo"],
                    "x-ms-pageable": {"nextLinkName": "next"},
                    "responses": {"200": answer("AnimalPage"), "default": reference("responses", "Problem")},
                },
                "head": {
                    "operationId": "Zoo_Watch",
                    "tags": ["Zoo"],
                    "responses": {"200": {"description": "Open."}},
                },
            },
            "/zoo/plain": {
                "get": {
                    "operationId": "Zoo_Plain",
                    "tags": ["Zoo"],
                    "security": [{"key": []}],
                    "responses": {"200": answer("PlainPage")},
                },
            },
        },
        "components": {
            "securitySchemes": {
                "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
                "token": {"type": "http", "scheme": "bearer"},
                "spare": {"type": "http", "scheme": "basic"},
            },
            "parameters": {"Shared": {"name": "trace", "in": "header", "schema": {"type": "string"}}},
            "requestBodies": {"Shared": {"content": {"application/json": {"schema": reference("schemas", "Part0")}}}},
            "headers": {"Shared": {"schema": {"type": "string"}}},
            "responses": {
                "Shared": answer("Part1"),
                "Problem": answer("Problem"),
            },
            "schemas": schemas(),
        },
    })
}

fn answer(name: &str) -> Value {
    json!({"description": "It.", "content": {"application/json": {"schema": reference("schemas", name)}}})
}

fn visit() -> Value {
    json!({
        "operationId": "Zoo_Visit",
        "tags": ["Zoo"],
        "parameters": [
            {"name": "optional", "in": "query", "schema": {"type": "string"}},
            {"name": "wanted", "in": "query", "required": true, "schema": {"type": "integer"}},
            {"name": "queue", "in": "query", "deprecated": true, "schema": {"type": "array", "items": {"type": "string"}}},
            {"name": "X-Mood", "in": "header", "schema": {"type": "string"}},
        ],
        "requestBody": {
            "content": {
                "application/json": {"schema": reference("schemas", "Visitasked")},
                "multipart/form-data": {
                    "schema": {"type": "object", "properties": {"photo": {"type": "string"}}},
                    "encoding": {"photo": {"contentType": "image/png"}},
                },
            },
        },
        "responses": {
            "200": {
                "description": "In.",
                "headers": {
                    "X-Seat": {"schema": {"type": "integer"}},
                    "X-Row": {"required": true, "schema": {"type": "integer"}},
                    "X-Shared": reference("headers", "Shared"),
                },
                "content": {
                    "application/json": {"schema": reference("schemas", "Visitanswered")},
                    "text/plain": {"schema": {"type": "string"}},
                },
            },
            "204": {"description": "Nothing."},
            "404": {"description": "Not here."},
            "default": reference("responses", "Problem"),
        },
    })
}

fn schemas() -> Value {
    json!({
        "Visitasked": {"type": "object", "properties": {}},
        "Visitanswered": {"type": "object", "properties": {}},
        "Problem": {"type": "object", "properties": {"code": {"type": "string"}, "message": {"type": "string"}}},
        "ZooState": {"type": "object", "properties": {"state": {"type": "string", "enum": ["open", "closed"]}}},
        "Color": {"type": "string", "enum": ["red", "green", "blue"]},
        "Lonely": {"type": "object", "properties": {"flag": {"type": "boolean"}}},
        "LonelyColor": {"type": "string", "enum": ["pink", "teal"]},
        "AnimalPage": {
            "type": "object",
            "properties": {
                "value": {"type": "array", "items": reference("schemas", "Animal")},
                "results": {"type": "array", "items": reference("schemas", "Animal")},
                "next": {"type": "string"},
            },
        },
        "PlainPage": {
            "type": "object",
            "properties": {
                "value": {"type": "array", "items": {"type": "string"}},
                "next": {"type": "string"},
            },
        },
        "Animal": {
            "oneOf": [reference("schemas", "Cat"), reference("schemas", "Dog")],
            "discriminator": {
                "propertyName": "species",
                "mapping": {"cat": "#/components/schemas/Cat", "dog": "#/components/schemas/Dog"},
            },
        },
        "Cat": {
            "type": "object",
            "required": ["species"],
            "properties": {"species": {"type": "string"}, "lives": {"type": "integer"}},
        },
        "Dog": {
            "type": "object",
            "required": ["species"],
            "properties": {"species": {"type": "string"}, "bark": {"type": "string"}},
        },
        "Bird": {
            "type": "object",
            "required": ["species"],
            "properties": {"species": {"type": "string"}, "wings": {"type": "integer"}},
        },
        "Parent": {"type": "object", "properties": {"basic": {"type": "string"}}},
        "Child": {
            "allOf": [
                reference("schemas", "Parent"),
                {"type": "object", "required": ["fresh"], "properties": {"fresh": {"type": "integer"}}},
            ],
        },
        "Limited": {"allOf": [{"type": "string"}, {"pattern": "^a"}]},
        "Specimen": specimen(),
    })
}

/// A schema with properties of every sort.
fn specimen() -> Value {
    let mut properties = specimen_values();
    properties.as_object_mut().expect("an object").extend(specimen_shapes().as_object().expect("an object").clone());
    json!({"type": "object", "required": ["must", "mustRead"], "properties": properties})
}

fn specimen_values() -> Value {
    json!({
        "plain": {"type": "string"},
        "must": {"type": "string"},
        "mustRead": {"type": "string", "readOnly": true},
        "readOnly": {"type": "integer", "readOnly": true},
        "writeOnly": {"type": "string", "writeOnly": true},
        "whole": {"type": "integer"},
        "real": {"type": "number"},
        "moment": {"type": "string", "format": "date-time"},
        "nullable": {"type": "string", "nullable": true},
        "old": {"type": "string", "deprecated": true},
        "hidden": {"type": "string", "x-ms-secret": true},
        "usual": {"type": "string", "default": "so"},
        "bounded": {"type": "integer", "minimum": 1, "maximum": 9, "multipleOf": 2},
        "spelled": {"type": "string", "minLength": 1, "maxLength": 9, "pattern": "^a"},
        "list": {"type": "array", "minItems": 1, "maxItems": 9, "items": {"type": "string"}},
        "unique": {"type": "array", "uniqueItems": true, "items": {"type": "integer"}},
    })
}

fn specimen_shapes() -> Value {
    json!({
        "map": {"type": "object", "additionalProperties": {"type": "integer"}},
        "open": {"type": "object", "minProperties": 1, "properties": {"one": {"type": "string"}}},
        "closed": {
            "type": "object",
            "additionalProperties": false,
            "properties": {"inner": {"type": "string"}},
        },
        "choice": {"type": "string", "enum": ["up", "down", "left"]},
        "named": {
            "type": "string",
            "enum": ["small", "large"],
            "x-ms-enum": {
                "name": "Size",
                "values": [{"value": "small", "name": "Little"}, {"value": "large", "name": "Big"}],
            },
        },
        "color": reference("schemas", "Color"),
        "decorated": {"allOf": [reference("schemas", "Color")], "description": "It."},
        "animal": reference("schemas", "Animal"),
        "child": reference("schemas", "Child"),
        "limited": reference("schemas", "Limited"),
        "any": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        "not": {"type": "string", "not": {"enum": ["never"]}},
        "xml": {"type": "string", "xml": {"name": "a"}},
        "self": reference("schemas", "Specimen"),
        "called": {"type": "string", "x-ms-client-name": "hailed"},    })
}
