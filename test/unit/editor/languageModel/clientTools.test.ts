import { deepStrictEqual } from "node:assert/strict";
import { clientTools } from "../../../../src/editor/languageModel/clientTools";

describe("clientTools", () => {
  it("are JSON schemas by name, with nothing that a server could run", () => {
    const inputSchema = { type: "object", properties: { filePath: { type: "string" } }, required: ["filePath"] };
    const tools = clientTools([
      { name: "read_file", description: "Reads a file", inputSchema },
      { name: "get_errors", description: "Problems", inputSchema: undefined },
    ]);
    deepStrictEqual(tools, {
      read_file: { id: "read_file", description: "Reads a file", inputSchema },
      get_errors: { id: "get_errors", description: "Problems", inputSchema: { type: "object", properties: {} } },
    });
  });
});
