/**
 * Stands in for `@mastra/schema-compat` in the bundle of `@mastra/client-js` (esbuild.js). The client
 * uses it only to turn zod schemas of tools and of structured output into JSON Schema; this extension
 * hands it JSON Schema or none, and the conversion would bring 680 KB (facts/mastra.md §1).
 */

/** @throws TypeError for a schema that would have to be converted: silently wrong would be worse */
function asJsonSchema(schema: unknown): unknown {
  if (typeof schema === "object" && schema !== null && ("_def" in schema || "~standard" in schema)) {
    throw new TypeError("Only JSON Schema can be used here; schema libraries are left out of the bundle.");
  }
  return schema;
}

/** In the place of the function of the same name. */
export const toStandardSchema = asJsonSchema;

/** In the place of the function of the same name. */
export const standardSchemaToJSONSchema = asJsonSchema;

/** In the place of the function of the same name. */
export const zodToJsonSchema = asJsonSchema;
