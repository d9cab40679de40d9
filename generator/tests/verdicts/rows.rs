//! The ways in which a description changes, each as edits of `shop.yaml`.

/// One way.
pub(crate) struct Row {
    pub name: &'static str,
    /// Texts that are there once, and what they become.
    pub edits: &'static [(&'static str, &'static str)],
    /// Kinds that have to be reported, among others.
    pub kinds: &'static [&'static str],
    /// Whether it breaks calls.
    pub breaks: bool,
}

const fn row(
    name: &'static str,
    edits: &'static [(&'static str, &'static str)],
    kinds: &'static [&'static str],
    breaks: bool,
) -> Row {
    Row { name, edits, kinds, breaks }
}

const SPARE: &str = "components:\n  securitySchemes:";

pub(crate) const ROWS: &[Row] = &[
    row(
        "operation added",
        &[(
            "    delete:\n      operationId: Order_Delete",
            "    put:\n      operationId: Order_Replace\n      tags: [orders]\n      parameters:\n        - {name: orderId, in: path, required: true, schema: {type: string}}\n      responses: {'204': {description: Done.}}\n    delete:\n      operationId: Order_Delete",
        )],
        &["operation-added"],
        false,
    ),
    row(
        "operation removed",
        &[("  /files/{name}:\n    get:", "  /files/{name}:\n    x-get:")],
        &["operation-removed"],
        true,
    ),
    row("operation renamed", &[("Order_GetLine", "Order_ReadLine")], &["operation-renamed"], false),
    row(
        "tag renamed",
        &[("operationId: File_Read\n      tags: [files]", "operationId: File_Read\n      tags: [documents]")],
        &["operation-regrouped"],
        false,
    ),
    row("path changed", &[("  /files/{name}:", "  /documents/{name}:")], &["path-changed"], true),
    row("method changed", &[("    patch:\n", "    put:\n")], &["method-changed"], true),
    row(
        "operation deprecated",
        &[("      operationId: Order_GetLine", "      deprecated: true\n      operationId: Order_GetLine")],
        &["operation-deprecated"],
        false,
    ),
    row(
        "schema renamed",
        &[
            ("line: {$ref: '#/components/schemas/Line'}", "line: {$ref: '#/components/schemas/Row'}"),
            ("schema: {$ref: '#/components/schemas/Line'}", "schema: {$ref: '#/components/schemas/Row'}"),
            ("    Line:\n", "    Row:\n"),
        ],
        &["schema-renamed"],
        false,
    ),
    row(
        "inline schema to component",
        &[(
            "        customer:\n          type: object\n          properties:\n            city: {type: string}\n        line: {$ref: '#/components/schemas/Line'}\n",
            "        customer: {$ref: '#/components/schemas/Customer'}\n        line: {$ref: '#/components/schemas/Line'}\n    Customer:\n      type: object\n      properties:\n        city: {type: string}\n",
        )],
        &["schema-moved"],
        false,
    ),
    row(
        "optional response property added",
        &[("        note: {type: string}\n", "        note: {type: string}\n        color: {type: string}\n")],
        &["property-added"],
        false,
    ),
    row(
        "required response property added",
        &[
            ("required: [id, total]", "required: [id, total, color]"),
            ("        note: {type: string}\n", "        note: {type: string}\n        color: {type: string}\n"),
        ],
        &["required-property-added"],
        false,
    ),
    row(
        "required response property removed",
        &[("required: [id, total]", "required: [id]"), ("        total: {type: number}\n", "")],
        &["required-property-removed"],
        true,
    ),
    row("optional response property removed", &[("        note: {type: string}\n", "")], &["property-removed"], false),
    row(
        "response property became optional",
        &[("required: [id, total]", "required: [id]")],
        &["property-became-optional"],
        true,
    ),
    row(
        "response property became required",
        &[("required: [id, total]", "required: [id, total, note]")],
        &["property-became-required"],
        false,
    ),
    row(
        "response property became nullable",
        &[("        total: {type: number}\n", "        total: {type: number, nullable: true}\n")],
        &["became-nullable"],
        true,
    ),
    row(
        "response property renamed",
        &[("        note: {type: string}\n", "        notes: {type: string}\n")],
        &["property-renamed"],
        true,
    ),
    row(
        "optional request property added",
        &[("        street: {type: string}\n", "        street: {type: string}\n        zip: {type: string}\n")],
        &["property-added"],
        false,
    ),
    row(
        "required request property added",
        &[
            ("      required: [name]\n", "      required: [name, zip]\n"),
            (
                "        name: {type: string}\n        quantity",
                "        name: {type: string}\n        zip: {type: string}\n        quantity",
            ),
        ],
        &["required-property-added"],
        true,
    ),
    row(
        "request property became required",
        &[("      required: [name]\n", "      required: [name, comment]\n")],
        &["property-became-required"],
        true,
    ),
    row("request property became optional", &[("      required: [name]\n", "")], &["property-became-optional"], false),
    row("request property removed", &[("        street: {type: string}\n", "")], &["property-removed"], false),
    row(
        "optional parameter added",
        &[(
            "        - {name: X-Trace",
            "        - {name: page, in: query, schema: {type: string}}\n        - {name: X-Trace",
        )],
        &["parameter-added"],
        false,
    ),
    row(
        "required parameter added",
        &[(
            "        - {name: X-Trace",
            "        - {name: page, in: query, required: true, schema: {type: string}}\n        - {name: X-Trace",
        )],
        &["required-parameter-added"],
        true,
    ),
    row(
        "parameter removed",
        &[("        - {name: limit, in: query, schema: {type: integer, format: int32}}\n", "")],
        &["parameter-removed"],
        false,
    ),
    row("parameter renamed", &[("{name: limit, in: query", "{name: limits, in: query")], &["parameter-renamed"], true),
    row("parameter moved", &[("{name: limit, in: query", "{name: limit, in: header")], &["parameter-moved"], true),
    row(
        "parameter became required",
        &[("{name: filter, in: query, schema", "{name: filter, in: query, required: true, schema")],
        &["parameter-became-required"],
        true,
    ),
    row(
        "parameter became optional",
        &[("{name: view, in: query, required: true, schema", "{name: view, in: query, schema")],
        &["parameter-became-optional"],
        false,
    ),
    row(
        "parameters reordered",
        &[(
            "        - {name: orderId, in: path, required: true, schema: {type: string}}\n        - {name: lineId, in: path, required: true, schema: {type: string}}\n",
            "        - {name: lineId, in: path, required: true, schema: {type: string}}\n        - {name: orderId, in: path, required: true, schema: {type: string}}\n",
        )],
        &[],
        false,
    ),
    row(
        "path variable renamed",
        &[("  /files/{name}:", "  /files/{file}:"), ("{name: name, in: path", "{name: file, in: path")],
        &["path-variable-renamed"],
        false,
    ),
    row(
        "parameter default added",
        &[(
            "{name: limit, in: query, schema: {type: integer, format: int32}}",
            "{name: limit, in: query, schema: {type: integer, format: int32, default: 3}}",
        )],
        &["default-added"],
        false,
    ),
    row(
        "parameter type widened",
        &[(
            "{name: limit, in: query, schema: {type: integer, format: int32}}",
            "{name: limit, in: query, schema: {type: string}}",
        )],
        &["type-changed"],
        true,
    ),
    row(
        "parameter deprecated",
        &[("{name: limit, in: query, schema", "{name: limit, in: query, deprecated: true, schema")],
        &["parameter-deprecated"],
        false,
    ),
    row(
        "format added",
        &[("        id: {type: string}\n", "        id: {type: string, format: uuid}\n")],
        &["format-added"],
        false,
    ),
    row(
        "wider integer",
        &[("        count: {type: integer, format: int32}\n", "        count: {type: integer, format: int64}\n")],
        &["type-generalized"],
        true,
    ),
    row(
        "request enum value added",
        &[("enum: [low, high]", "enum: [low, high, highest]")],
        &["enum-value-added"],
        false,
    ),
    row(
        "response enum value added",
        &[("enum: [open, shipped]", "enum: [open, shipped, lost]")],
        &["enum-value-added"],
        false,
    ),
    row("request enum value removed", &[("enum: [low, high]", "enum: [low]")], &["enum-value-removed"], true),
    row("response enum value removed", &[("enum: [open, shipped]", "enum: [open]")], &["enum-value-removed"], false),
    row(
        "values not listed any more",
        &[("    State:\n      type: string\n      enum: [open, shipped]\n", "    State:\n      type: string\n")],
        &["values-unrestricted"],
        true,
    ),
    row(
        "wrapped in oneOf",
        &[
            ("        line: {$ref: '#/components/schemas/Line'}", "        line: {$ref: '#/components/schemas/Thing'}"),
            (SPARE, "components:\n  x-spare: 1\n  securitySchemes:"),
            (
                "    Line:\n",
                "    Thing:\n      oneOf:\n        - {$ref: '#/components/schemas/Line'}\n        - {$ref: '#/components/schemas/Address'}\n    Line:\n",
            ),
        ],
        &["wrapped-in-union"],
        true,
    ),
    row(
        "additional properties forbidden",
        &[(
            "    Problem:\n      type: object\n",
            "    Problem:\n      type: object\n      additionalProperties: false\n",
        )],
        &["additional-properties-forbidden"],
        false,
    ),
    row(
        "additional properties with a type",
        &[(
            "    Problem:\n      type: object\n",
            "    Problem:\n      type: object\n      additionalProperties: {type: string}\n",
        )],
        &["type-specialized"],
        false,
    ),
    row(
        "map of another type",
        &[("additionalProperties: {type: string}", "additionalProperties: {type: integer}")],
        &["type-changed"],
        true,
    ),
    row(
        "request constraint tightened",
        &[("        street: {type: string}\n", "        street: {type: string, maxLength: 10}\n")],
        &["constraint-tightened"],
        true,
    ),
    row(
        "response constraint tightened",
        &[("        note: {type: string}\n", "        note: {type: string, maxLength: 10}\n")],
        &["constraint-tightened"],
        false,
    ),
    row(
        "read-only",
        &[("        street: {type: string}\n", "        street: {type: string, readOnly: true}\n")],
        &["read-only-changed"],
        false,
    ),
    row(
        "success status added without a body",
        &[(
            "        '204': {description: Gone.}\n",
            "        '204': {description: Gone.}\n        '202': {description: Soon.}\n",
        )],
        &["success-status-added"],
        false,
    ),
    row(
        "success status added with another body",
        &[(
            "        '200':\n          description: A line.\n",
            "        '202': {description: Soon.}\n        '200':\n          description: A line.\n",
        )],
        &["success-status-added"],
        false,
    ),
    row(
        "success status removed",
        &[("        '204': {description: Nothing to change.}\n", "")],
        &["success-status-removed"],
        true,
    ),
    row(
        "error status added",
        &[(
            "        '204': {description: Gone.}\n",
            "        '204': {description: Gone.}\n        '404': {$ref: '#/components/responses/Problem'}\n",
        )],
        &["error-status-added"],
        false,
    ),
    row(
        "error status with another body",
        &[(
            "        '200':\n          description: A line.\n",
            "        '404':\n          description: None.\n          content: {application/json: {schema: {$ref: '#/components/schemas/Address'}}}\n        '200':\n          description: A line.\n",
        )],
        &["error-status-added"],
        false,
    ),
    row(
        "response media type added",
        &[(
            "            text/plain: {schema: {type: string}}\n",
            "            text/plain: {schema: {type: string}}\n            text/html: {schema: {type: string}}\n",
        )],
        &["response-media-type-added"],
        false,
    ),
    row(
        "response media type removed",
        &[(
            "            text/plain: {schema: {type: string}}\n",
            "            application/json: {schema: {type: object, properties: {a: {type: string}}}}\n",
        )],
        &["response-media-type-removed"],
        true,
    ),
    row(
        "response header added",
        &[(
            "            ETag: {schema: {type: string}}\n",
            "            ETag: {schema: {type: string}}\n            X-Age: {schema: {type: integer}}\n",
        )],
        &["response-header-added"],
        false,
    ),
    row(
        "response header removed",
        &[("          headers:\n            ETag: {schema: {type: string}}\n", "")],
        &["response-header-removed"],
        false,
    ),
    row(
        "request body became required",
        &[(
            "      requestBody:\n        content: {application/json: {schema: {$ref: '#/components/schemas/OrderPatch'}}}",
            "      requestBody:\n        required: true\n        content: {application/json: {schema: {$ref: '#/components/schemas/OrderPatch'}}}",
        )],
        &["request-body-became-required"],
        true,
    ),
    row(
        "request media type added",
        &[(
            "content: {application/json: {schema: {$ref: '#/components/schemas/OrderPatch'}}}",
            "content: {application/json: {schema: {$ref: '#/components/schemas/OrderPatch'}}, text/plain: {schema: {type: string}}}",
        )],
        &["request-media-type-added"],
        false,
    ),
    row("security requirement removed", &[("security:\n  - key: []\n", "")], &["security-requirement-removed"], false),
    row(
        "security scheme changed",
        &[("    key: {type: apiKey, in: header, name: X-Key}", "    key: {type: http, scheme: basic}")],
        &["security-scheme-changed"],
        true,
    ),
    row(
        "server changed",
        &[("https://{region}.example.com", "https://{region}.example.org")],
        &["server-changed"],
        false,
    ),
    row(
        "paging removed",
        &[("      x-ms-pageable: {nextLinkName: nextLink, itemName: value}\n", "")],
        &["paging-removed"],
        false,
    ),
    row(
        "schema became recursive",
        &[(
            "        pieces: {type: integer, format: int32}\n",
            "        pieces: {type: integer, format: int32}\n        of: {$ref: '#/components/schemas/Order'}\n",
        )],
        &["property-added"],
        false,
    ),
    row(
        "number deep in a type",
        &[(
            "            city: {type: string}\n",
            "            city: {type: string}\n            height: {type: number}\n",
        )],
        &["property-added"],
        false,
    ),
    row(
        "array instead of one",
        &[(
            "        line: {$ref: '#/components/schemas/Line'}",
            "        line: {type: array, items: {$ref: '#/components/schemas/Line'}}",
        )],
        &["type-changed"],
        true,
    ),
    row("description only", &[("description: A line.", "description: One line of an order.")], &[], false),
];
