import { deepStrictEqual, match, ok, strictEqual, throws } from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { statSync } from "node:fs";
import { z } from "zod";
import * as full from "../../../src/agents/mastraClient";
import type { MastraClientModule } from "../../../src/agents/mastraClient";
import { standardSchemaToJSONSchema, zodToJsonSchema } from "../../../src/agents/jsonSchemasOnly";
import { requestsOfServices, requestsWith, requestsWithout, type Sent, sentBy } from "./clientRequests";

const file = join(process.cwd(), "dist", "mastraClient.js");

const POINT = { type: "object", properties: { x: { type: "number" } } };

/** A JSON Schema with others in every place in which there may be some. */
const JSON_SCHEMA = {
  type: "object",
  properties: {
    path: { type: "string", description: "From the folder." },
    lines: { type: "array", items: { type: "object", properties: { from: { type: "integer", enum: [1, 2] } } } },
    pair: { type: "array", items: [POINT, { type: "string" }] },
    // Not a schema, though it looks like one.
    sample: { type: "object", default: POINT, properties: {}, additionalProperties: true },
    choice: { anyOf: [POINT, { type: "null" }], not: POINT },
    named: { $ref: "#/$defs/named" },
    map: { type: "object", additionalProperties: POINT, patternProperties: { "^x-": POINT } },
  },
  required: ["path"],
  $defs: { named: POINT },
};

describe("the bundled client without schema libraries", () => {
  let cut: MastraClientModule;

  before(() => {
    cut = createRequire(file)(file) as MastraClientModule;
  });

  it("sends the same as the whole one whatever the extension asks for", async () => {
    const requests = await requestsOfServices(cut);
    deepStrictEqual(requests, await requestsOfServices(full));
    const paths = requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
    for (const path of [
      "GET /api/agents",
      "POST /api/agents/weatherAgent/generate",
      "POST /api/agents/weatherAgent/stream",
      "POST /api/agents/travelAgent/approve-tool-call",
      "POST /api/agents/travelAgent/decline-tool-call",
      "POST /api/agents/travelAgent/resume-stream",
      "GET /api/memory/threads",
      "GET /api/memory/threads/t/messages",
      "PATCH /api/memory/threads/t",
      "POST /api/memory/threads/t/clone",
      "POST /api/memory/messages/delete",
      "POST /api/memory/save-messages",
      "GET /api/agents/travelAgent/suspended-runs",
      "DELETE /api/memory/threads/t",
    ]) {
      ok(paths.includes(path), `${path} is not among ${paths.join(", ")}`);
    }
    ok(requests.every(({ headers }) => headers["authorization"] === "Bearer token-1"));
  });

  describe("with the client's own methods", () => {
    for (const [what, ask] of Object.entries({ ...requestsWith(JSON_SCHEMA), ...requestsWithout })) {
      it(`sends the same: ${what}`, async () => {
        const { sent, refused } = await sentBy(cut, ask);
        strictEqual(refused, "");
        deepStrictEqual(sent, (await sentBy(full, ask)).sent);
        strictEqual(sent.length, 1);
      });
    }

    it("leaves the draft that a schema names, and the schema itself", async () => {
      const schema = { $schema: "https://json-schema.org/draft/2020-12/schema", ...POINT };
      const ask = requestsWith(schema)["stream with structured output"]!;
      const { sent } = await sentBy(cut, ask);
      deepStrictEqual(sent, (await sentBy(full, ask)).sent);
      match(schemaText(sent), /2020-12/);
      ok(!("additionalProperties" in schema));
    });
  });

  describe("with a schema of a library, which the whole one converts", () => {
    const schema = z.object({ path: z.string(), lines: z.array(z.number()).optional() });

    for (const [what, ask] of Object.entries(requestsWith(schema))) {
      it(`refuses rather than sends something else: ${what}`, async () => {
        deepStrictEqual(await sentBy(cut, ask), { sent: [], refused: "TypeError" });
        const { sent, refused } = await sentBy(full, ask);
        strictEqual(refused, "");
        match(schemaText(sent), /"type":"object".*"path":\{"type":"string"/);
      });
    }
  });

  it("stays small", () => {
    // A development build is not minified and comes to about twice that.
    ok(statSync(file).size < 450_000, `${String(statSync(file).size)} bytes`);
  });

  it("refuses what it cannot convert", () => {
    deepStrictEqual(zodToJsonSchema({ type: "object" }), { type: "object" });
    for (const schema of [{ _def: {} }, { "~standard": {} }, { _type: undefined, jsonSchema: {} }]) {
      throws(() => zodToJsonSchema(schema), TypeError);
      throws(() => standardSchemaToJSONSchema(schema), TypeError);
    }
  });
});

function schemaText(sent: readonly Sent[]): string {
  return JSON.stringify(sent.map(({ body }) => body));
}
