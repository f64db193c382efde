import assert from "node:assert/strict";
import type { SavedPrompt } from "../../../src/shared/context";
import { argumentRows, commandRows, contextRows } from "../../../src/webview/composer/completionRows";

describe("completion rows", () => {
  const prompts: readonly SavedPrompt[] = [
    { name: "review", description: "Looks closely", text: "Review.", source: "Settings" },
    { name: "renew", description: "", text: "Renew.", source: ".github/prompts/renew.prompt.md" },
  ];
  const agents = [
    { id: "weatherAgent", name: "Weather Agent", description: "Knows the weather." },
    { id: "deployAgent", name: "Deploy Agent", description: "" },
  ];
  function names(rows: readonly { readonly name: string }[]): string[] {
    return rows.map(({ name }) => name);
  }

  it("offers every command, then the saved prompts with their source", () => {
    const rows = commandRows("", prompts, true, false);
    const all = ["/new", "/agent", "/options", "/clear", "/delete", "/export", "/help", "/review", "/renew"];
    assert.deepEqual(names(rows), all);
    assert.equal(rows[7]?.detail, "Looks closely · Settings");
    assert.equal(rows[8]?.detail, ".github/prompts/renew.prompt.md");
    assert.ok(rows.every(({ detail }) => detail !== ""));
  });

  it("offers the agent's memory only where there is one", () => {
    assert.deepEqual(names(commandRows("mem", [], true, true)), ["/memory"]);
    assert.deepEqual(names(commandRows("mem", [], true, false)), []);
  });

  it("puts what begins with the query before what only contains it", () => {
    assert.deepEqual(names(commandRows("new", prompts, true, true)), ["/new", "/renew"]);
    assert.deepEqual(names(commandRows("RE", prompts, true, true)), ["/review", "/renew"]);
    assert.deepEqual(commandRows("nothing", prompts, true, true), []);
  });

  it("offers only what works while there is no connection", () => {
    assert.deepEqual(names(commandRows("", prompts, false, true)), ["/help", "/review", "/renew"]);
  });

  it("keeps two prompts of one name apart", () => {
    const twins = [prompts[0]!, { ...prompts[0]!, source: "elsewhere" }];
    const rows = commandRows("review", twins, true, true);
    assert.equal(new Set(rows.map(({ key }) => key)).size, 2);
  });

  it("offers agents by name and by id, and the formats of an export", () => {
    assert.deepEqual(names(argumentRows("agent", "", agents, "deployAgent")), ["Weather Agent", "Deploy Agent"]);
    assert.deepEqual(names(argumentRows("agent", "deployag", agents, "")), ["Deploy Agent"]);
    assert.equal(argumentRows("agent", "deploy", agents, "deployAgent")[0]?.detail, "Current agent");
    assert.deepEqual(names(argumentRows("export", "j", agents, "")), ["json"]);
    assert.deepEqual(argumentRows("new", "", agents, ""), []);
    assert.deepEqual(argumentRows("", "", agents, ""), []);
  });

  it("keeps the host's order and draws at most a hundred rows", () => {
    const many = Array.from({ length: 5000 }, (_, id) => ({
      id: `${id}`,
      kind: "file" as const,
      name: `f${id}`,
      detail: "",
    }));
    const rows = contextRows(many);
    assert.equal(rows.length, 100);
    assert.deepEqual(rows[1], { key: "1", icon: "file", name: "f1", detail: "", choice: { kind: "attach", id: "1" } });
  });
});
