import { strictEqual } from "node:assert/strict";
import { isDeep, shallow } from "../../../src/agents/fields";
import { parseChunk } from "../../../src/agents/parseChunk";

function nested(levels: number): unknown {
  let value: unknown = "end";
  for (let level = 0; level < levels; level += 1) {
    value = level % 2 === 0 ? { value } : [value];
  }
  return value;
}

describe("shallow", () => {
  it("leaves what a person could read as it is", () => {
    const value = nested(50);
    strictEqual(shallow(value), value);
    for (const plain of [undefined, null, 7, "text", [], {}]) {
      strictEqual(shallow(plain), plain);
    }
  });

  it("makes a text of what is deeper than the panel's channel carries, and loses nothing", () => {
    strictEqual(isDeep(nested(2000)), true);
    strictEqual(shallow(nested(2000)), JSON.stringify(nested(2000)));
  });

  it("keeps a run with such a value alive: as a result, as a question", () => {
    const payload = { toolCallId: "c", toolName: "askName", args: {}, result: nested(2000) };
    const result = parseChunk({ type: "tool-result", payload });
    strictEqual(result.type === "tool-result" && typeof result.result, "string");
    const asked = parseChunk({
      type: "tool-call-suspended",
      payload: { ...payload, resumeSchema: JSON.stringify(nested(2001)) },
    });
    strictEqual(asked.type === "tool-call-suspended" && asked.resumeSchema, undefined);
  });
});
