import assert from "node:assert/strict";
import type { Part, ToolCallPart } from "../../src/shared/transcript";
import { applyPatches } from "../../src/webview/patches";
import { agentTurn, textPart, userTurn } from "./setup/fakes";

describe("applyPatches", () => {
  const call: ToolCallPart = { kind: "tool", id: "c", toolName: "getWeather", status: "writing", argsText: '{"a' };
  const source: Part = { kind: "source", id: "s", title: "", url: "https://example.com/" };
  const turns = [userTurn("u", "Hi"), agentTurn("a", [textPart("T"), call, source])];

  it("adds a new turn and replaces a known one in its place", () => {
    const changed = { ...userTurn("u", "Changed") };
    const added = agentTurn("b", []);
    const next = applyPatches(turns, [
      { op: "turn", turn: added },
      { op: "turn", turn: changed },
    ]);
    assert.deepEqual(next, [changed, turns[1], added]);
  });

  it("adds a part at the end and replaces one in its place", () => {
    const done: Part = { ...call, status: "done", result: 1 };
    const next = applyPatches(turns, [
      { op: "part", turnId: "a", part: 1, value: done },
      { op: "part", turnId: "a", part: 3, value: textPart("End") },
    ]);
    assert.deepEqual(next[1]?.parts, [textPart("T"), done, source, textPart("End")]);
  });

  it("appends to a call's arguments, and nothing to a source", () => {
    const next = applyPatches(turns, [
      { op: "append", turnId: "a", part: 1, text: '":1}' },
      { op: "append", turnId: "a", part: 2, text: "x" },
    ]);
    assert.deepEqual(next[1]?.parts, [textPart("T"), { ...call, argsText: '{"a":1}' }, source]);
  });

  it("leaves no hole for a part out of range", () => {
    assert.equal(applyPatches(turns, [{ op: "part", turnId: "a", part: 9, value: source }]), turns);
    assert.equal(applyPatches(turns, [{ op: "append", turnId: "a", part: 9, text: "x" }]), turns);
  });

  it("removes a turn, and changes nothing when there is none", () => {
    assert.deepEqual(applyPatches(turns, [{ op: "remove", turnId: "u" }]), [turns[1]]);
    assert.equal(applyPatches(turns, [{ op: "remove", turnId: "x" }]), turns);
  });

  it("puts earlier turns in front, and none twice", () => {
    const earlier = [userTurn("x", "First"), userTurn("u", "Hi")];
    assert.deepEqual(applyPatches(turns, [{ op: "earlier", turns: earlier, earlier: false }]), [earlier[0], ...turns]);
    assert.equal(applyPatches(turns, [{ op: "earlier", turns: [], earlier: false }]), turns);
  });
});
