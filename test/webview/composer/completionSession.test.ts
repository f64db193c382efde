import assert from "node:assert/strict";
import { CompletionSession, type Field, type Stay } from "../../../src/webview/composer/completionSession";

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
