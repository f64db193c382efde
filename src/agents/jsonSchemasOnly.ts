/**
 * Stands in for `@mastra/schema-compat` in the bundle of `@mastra/client-js` (esbuild.js). The client
 * uses it only to turn schemas of tools and of structured output into JSON Schema; this extension hands
 * it JSON Schema or none, and the conversion would bring 680 KB (docs/wire.md#mastra-client-js).
 */

type JsonSchema = Record<string, unknown>;

/** Where a schema holds others, as `json-schema-traverse` knows it: one, a list, or one for each name. */
const HOLDS_ONE: ReadonlySet<string> = new Set([
  "additionalItems",
  "items",
  "contains",
  "additionalProperties",
  "propertyNames",
  "not",
  "if",
  "then",
  "else",
]);
const HOLDS_LIST: ReadonlySet<string> = new Set(["items", "allOf", "anyOf", "oneOf"]);
const HOLDS_NAMED: ReadonlySet<string> = new Set([
  "$defs",
  "definitions",
  "properties",
  "patternProperties",
  "dependencies",
]);

/** @throws TypeError for a schema that would have to be converted: silently wrong would be worse */
function asJsonSchema(schema: unknown): unknown {
  const ofLibrary =
    isSchema(schema) && ("_def" in schema || "~standard" in schema || ("_type" in schema && "jsonSchema" in schema));
  if (ofLibrary) {
    throw new TypeError("Only JSON Schema can be used here; schema libraries are left out of the bundle.");
  }
  return schema;
}

/** In the place of the function of the same name. */
export const toStandardSchema = asJsonSchema;

/** In the place of the function of the same name. */
export const zodToJsonSchema = asJsonSchema;

/**
 * In the place of the function of the same name: a copy that names its draft, and whose objects have no
 * other properties than theirs unless they say so (`jsonSchemaOverride` of version 1.3 does the same).
 */
export function standardSchemaToJSONSchema(schema: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(asJsonSchema(schema)));
  if (isSchema(copy)) {
    copy["$schema"] ||= "http://json-schema.org/draft-07/schema#";
    close(copy);
  }
  return copy;
}

function close(schema: JsonSchema): void {
  for (const inner of Object.entries(schema)
    .flatMap(([key, value]) => held(key, value))
    .filter(isSchema)) {
    close(inner);
  }
  if (schema["type"] === "object" && schema["properties"] !== undefined && !schema["additionalProperties"]) {
    schema["additionalProperties"] = false;
  }
}

function held(key: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) {
    return HOLDS_LIST.has(key) ? (value as readonly unknown[]) : [];
  }
  if (HOLDS_NAMED.has(key)) {
    return isSchema(value) ? Object.values(value) : [];
  }
  return HOLDS_ONE.has(key) ? [value] : [];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
