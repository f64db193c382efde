import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { readAgentCommand } from "../../../../src/editor/participant/agentCommand";

const agents = [
  { id: "weatherAgent", name: "Weather Agent", description: "" },
  { id: "weather", name: "Weather", description: "" },
];

function read(words: string): readonly [string, string] | undefined {
  const found = readAgentCommand(words, agents);
  return found && [found.agent.id, found.message];
}

describe("readAgentCommand", () => {
  it("takes an id or a name in any case, the longest one that fits", () => {
    deepStrictEqual(read("weatherAgent"), ["weatherAgent", ""]);
    deepStrictEqual(read("  weather agent  How is Oslo?"), ["weatherAgent", "How is Oslo?"]);
    deepStrictEqual(read("Weather: Oslo"), ["weather", "Oslo"]);
    deepStrictEqual(read("weather\nOslo"), ["weather", "Oslo"]);
  });

  it("takes no name that is only the beginning of a word", () => {
    strictEqual(read("weatherman Oslo"), undefined);
    strictEqual(read(""), undefined);
  });
});
