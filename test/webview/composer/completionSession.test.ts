import assert from "node:assert/strict";
import {
  CompletionSession,
  type Field,
  followOffset,
  type Stay,
  triggerAt,
} from "../../../src/webview/composer/completionSession";

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

describe("CompletionSession", () => {
  let queries: string[];
  let promptLists: number;
  let session: CompletionSession;
  let stays: (Stay | undefined)[];
  beforeEach(() => {
    queries = [];
    promptLists = 0;
    stays = [];
    const questions = { complete: (query: string) => queries.push(query), listPrompts: () => promptLists++ };
    session = new CompletionSession(questions, (stay) => stays.push(stay));
  });
  /** Read anew each time: the calls between change it. */
  function query(): string | undefined {
    return session.current?.trigger.query;
  }
  function end(text: string): Field {
    return { text, caret: text.length };
  }

  it("asks for each query once, and keeps the number of the first request of the stay", () => {
    session.typed(end("@"));
    session.typed(end("@w"));
    session.moved(end("@w"));
    assert.deepEqual(queries, ["", "w"]);
    assert.equal(session.current?.firstRequest, 1);
    session.typed(end("@w "));
    session.typed(end("@w @"));
    assert.equal(session.current.firstRequest, 3);
  });

  it("opens by typing only, and closes when the caret leaves", () => {
    session.moved({ text: "ask @we", caret: 7 });
    assert.equal(query(), undefined);
    session.typed({ text: "ask @we", caret: 7 });
    assert.equal(query(), "we");
    session.moved({ text: "ask @we", caret: 6 });
    assert.equal(query(), "w");
    session.moved({ text: "ask @we", caret: 2 });
    assert.equal(query(), undefined);
    session.moved({ text: "ask @we", caret: 7 });
    assert.equal(query(), undefined);
  });

  it("closes while several characters are selected", () => {
    session.typed(end("@we"));
    session.moved({ text: "@we", caret: undefined });
    assert.equal(query(), undefined);
  });

  it("stays closed once dismissed, also when text before it changes, until another sign is typed", () => {
    session.typed(end("ask @w"));
    session.dismiss(end("ask @w"));
    session.typed(end("ask @we"));
    session.typed({ text: "please ask @we", caret: 6 });
    session.typed(end("please ask @wea"));
    assert.equal(query(), undefined);
    session.typed(end("please ask @wea @"));
    assert.equal(query(), "");
  });

  it("opens again for a sign that was deleted and typed anew", () => {
    session.typed(end("/"));
    session.dismiss(end("/"));
    session.moved(end(""));
    session.typed(end("/"));
    assert.equal(session.current?.trigger.kind, "command");
  });

  it("opens where it was dismissed when it is asked to", () => {
    session.typed(end("@w"));
    session.dismiss(end("@w"));
    session.show(end("@w"));
    assert.equal(query(), "w");
  });

  it("lists the saved prompts once until the box is left", () => {
    session.typed(end("/"));
    session.typed(end("/r"));
    session.typed(end(""));
    session.typed(end("/"));
    assert.equal(promptLists, 1);
    session.left();
    session.typed(end("/r"));
    assert.equal(promptLists, 2);
  });

  it("marks the first row again when the query changes", () => {
    session.typed(end("@"));
    session.mark(4);
    assert.equal(session.current?.active, 4);
    session.typed(end("@w"));
    assert.equal(session.current.active, 0);
    session.left();
    session.mark(1);
    assert.equal(stays.at(-1), undefined);
  });
});
