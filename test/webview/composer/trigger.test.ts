import assert from "node:assert/strict";
import { followOffset, triggerAt } from "../../../src/webview/composer/trigger";

describe("triggerAt", () => {
  it("opens for an @ at the start and after a blank, with the word up to the caret", () => {
    assert.deepEqual(triggerAt("@", 1), { kind: "context", start: 0, from: 0, query: "" });
    assert.deepEqual(triggerAt("see @wea", 8), { kind: "context", start: 4, from: 4, query: "wea" });
    assert.deepEqual(triggerAt("see\n@weather", 7), { kind: "context", start: 4, from: 4, query: "we" });
    assert.equal(triggerAt("@@mastra/core", 13)?.query, "@mastra/core");
  });

  it("leaves mail addresses, and what stands behind a blank, alone", () => {
    assert.equal(triggerAt("jane@example.com", 16), undefined);
    assert.equal(triggerAt("@file and", 9), undefined);
    assert.equal(triggerAt("@file", 0), undefined);
    assert.equal(triggerAt("", 0), undefined);
  });

  it("does not take a word of 5 MB for a query", () => {
    const text = `@${"x".repeat(5_000_000)}`;
    assert.equal(triggerAt(text, text.length), undefined);
    assert.equal(triggerAt(`${"x".repeat(5_000_000)} @y`, 5_000_003)?.query, "y");
  });

  it("opens the commands only for a slash that is the first character", () => {
    assert.deepEqual(triggerAt("/", 1), { kind: "command", start: 0, from: 0, query: "" });
    assert.equal(triggerAt("/ex", 3)?.query, "ex");
    assert.equal(triggerAt(" /ex", 4), undefined);
    assert.equal(triggerAt("//ex", 4), undefined);
    assert.equal(triggerAt("/usr/bin", 8), undefined);
    assert.equal(triggerAt("a /ex", 5), undefined);
  });

  it("finds what stands behind a command, up to the end of the line", () => {
    const trigger = triggerAt("/agent Weather A", 16);
    assert.deepEqual(trigger, { kind: "argument", start: 0, from: 7, query: "Weather A", command: "agent" });
    assert.equal(triggerAt("/agent ", 7)?.query, "");
    assert.equal(triggerAt("/agent\nx", 8), undefined);
  });

  it("prefers an @ behind a command", () => {
    assert.equal(triggerAt("/review @wea", 12)?.kind, "context");
  });
});

describe("followPlace", () => {
  it("follows a character through edits before and behind it", () => {
    assert.equal(followOffset("ask @x", "ask @xy", 4), 4);
    assert.equal(followOffset("ask @x", "please ask @x", 4), 11);
    assert.equal(followOffset("ask @x", "k @x", 4), 2);
  });

  it("loses a character that was deleted or replaced", () => {
    assert.equal(followOffset("ask @", "ask ", 4), undefined);
    assert.equal(followOffset("ask @", "", 4), undefined);
    assert.equal(followOffset("ask @x", "ask #x", 4), undefined);
  });
});
