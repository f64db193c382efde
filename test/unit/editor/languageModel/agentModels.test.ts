import { deepStrictEqual, notStrictEqual, strictEqual } from "node:assert/strict";
import { agentModels, agentOfModel, modelId, type ModelServer } from "../../../../src/editor/languageModel/agentModels";

const server: ModelServer = { key: "https://a.example.com/api", name: "a.example.com", isOneOfSeveral: false };
const agents = [
  { id: "weatherAgent", name: "Weather Agent", description: "Tells the weather." },
  { id: "plain", name: "plain", description: "" },
];

describe("agentModels", () => {
  it("lists every agent as a model that calls tools", () => {
    const [weather, plain] = agentModels(agents, server, true);
    deepStrictEqual(weather, {
      id: modelId(server.key, "weatherAgent"),
      name: "Weather Agent",
      family: "weatherAgent",
      version: "1",
      detail: "a.example.com",
      tooltip: "Tells the weather.\n\na.example.com",
      maxInputTokens: 128_000,
      maxOutputTokens: 16_000,
      capabilities: { toolCalling: true, imageInput: true },
    });
    strictEqual(plain?.tooltip, "a.example.com");
    strictEqual(agentModels(agents, server, false)[0]?.capabilities.imageInput, false);
  });

  it("names the server where there are several, and the id where a name stands for two", () => {
    const names = (list: typeof agents, isOneOfSeveral: boolean): readonly string[] =>
      agentModels(list, { ...server, name: "Production", isOneOfSeveral }, true).map(({ name }) => name);
    deepStrictEqual(names(agents, true), ["Weather Agent · Production", "plain · Production"]);
    const twins = ["a", "b"].map((id) => ({ id, name: "Twin", description: "" }));
    deepStrictEqual(names(twins, false), ["Twin (a)", "Twin (b)"]);
  });

  it("gives an agent one id for good, and another one on another server", () => {
    strictEqual(modelId(server.key, "weatherAgent"), modelId(server.key, "weatherAgent"));
    notStrictEqual(modelId(`${server.key}/v2`, "weatherAgent"), modelId(server.key, "weatherAgent"));
    strictEqual(agentOfModel(modelId(server.key, "we@ather"), server.key), "we@ather");
    strictEqual(agentOfModel(modelId("https://b.example.com/api", "weatherAgent"), server.key), undefined);
    for (const foreign of ["", "@", "weatherAgent", "gpt-5"]) {
      strictEqual(agentOfModel(foreign, server.key), undefined);
    }
  });
});
