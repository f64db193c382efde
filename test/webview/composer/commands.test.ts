import assert from "node:assert/strict";
import { type Known, readEntered } from "../../../src/webview/composer/commands";

const known: Known = {
  agents: [
    { id: "weatherAgent", name: "Weather Agent", description: "" },
    { id: "deployAgent", name: "weatherAgent", description: "" },
  ],
  prompts: [
    { name: "review", description: "", text: "Please review this.", source: "Settings" },
    { name: "help", description: "", text: "Shadowed.", source: "Settings" },
  ],
};

describe("readEntered", () => {
  function read(text: string) {
    return readEntered(text, known);
  }

  it("runs a command that stands alone", () => {
    assert.deepEqual(read("/new"), { kind: "run", command: "new" });
    assert.deepEqual(read("/clear \n"), { kind: "run", command: "clear" });
    assert.deepEqual(read("/help"), { kind: "run", command: "help" });
    assert.deepEqual(read("/options"), { kind: "run", command: "options" });
  });

  it("sends everything that is not certainly a command as it was typed", () => {
    for (const text of [
      "/new house prices?",
      "/clear\nthe cache",
      "/etc",
      "/usr/bin/env",
      "/",
      "/New",
      " /new",
      "Hello",
      "/agent a\nb",
      "",
    ]) {
      assert.deepEqual(read(text), { kind: "message", text }, text);
    }
  });

  it("takes one slash off a word that begins with two, and leaves a line of code alone", () => {
    assert.deepEqual(read("//new"), { kind: "message", text: "/new" });
    assert.deepEqual(read("//etc is what?"), { kind: "message", text: "/etc is what?" });
    assert.deepEqual(read("// sorts the list\nsort()"), { kind: "message", text: "// sorts the list\nsort()" });
    assert.deepEqual(read("///"), { kind: "message", text: "///" });
  });

  it("finds an agent by id first, then by name in any case", () => {
    assert.deepEqual(read("/agent weatherAgent"), { kind: "agent", agentId: "weatherAgent" });
    assert.deepEqual(read("/agent weather agent"), { kind: "agent", agentId: "weatherAgent" });
    assert.deepEqual(read("/agent DEPLOYAGENT "), { kind: "agent", agentId: "deployAgent" });
  });

  it("wants a word where one is missing, and says which words are none", () => {
    assert.deepEqual(read("/agent"), { kind: "wanting", command: "agent" });
    assert.deepEqual(read("/export "), { kind: "wanting", command: "export" });
    const agent = read(`/agent ${"nobody".repeat(50)}`);
    assert.equal(agent.kind, "problem");
    assert.ok(agent.sentence.length < 200);
    const format = read("/export pdf");
    assert.equal(format.kind === "problem" && format.sentence, "Can't export as “pdf”. Use “markdown” or “json”.");
  });

  it("exports in the formats there are", () => {
    assert.deepEqual(read("/export markdown"), { kind: "export", format: "markdown" });
    assert.deepEqual(read("/export JSON"), { kind: "export", format: "json" });
  });

  it("fills in a saved prompt, with what stands behind its name below it; a command of that name wins", () => {
    assert.deepEqual(read("/review"), { kind: "fill", text: "Please review this." });
    assert.deepEqual(read("/review only src"), { kind: "fill", text: "Please review this.\n\nonly src" });
    assert.deepEqual(read("/help"), { kind: "run", command: "help" });
  });

  it("is not slowed down by a long text behind a slash", () => {
    const text = `/${"a ".repeat(500_000)}`;
    assert.deepEqual(read(text), { kind: "message", text });
  });
});
