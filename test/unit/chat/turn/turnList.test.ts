import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { TurnList } from "../../../../src/chat/turn/turnList";
import type { Turn } from "../../../../src/shared/transcript";
import { emptyTurn } from "../turns";

const renamed =
  (name: string) =>
  (turn: Turn): Turn => ({ ...turn, agentName: name });

describe("TurnList", () => {
  let list: TurnList;

  beforeEach(() => {
    list = new TurnList([emptyTurn("a"), emptyTurn("b")]);
  });

  it("changes one turn and leaves the others the same objects", () => {
    const [first] = list.all;
    ok(list.update("b", renamed("Ada")));
    strictEqual(list.all[0], first);
    deepStrictEqual(
      list.all.map(({ agentName }) => agentName),
      ["Weather", "Ada"],
    );
    strictEqual(list.find("b"), list.last);
  });

  it("never changes a list that was looked at, nor the one it was given", () => {
    const given = [emptyTurn("a")];
    list = new TurnList(given);
    list.update("a", renamed("1"));
    const looked = list.all;
    list.update("a", renamed("2"));
    list.update("a", renamed("3"));
    deepStrictEqual(
      [given, looked, list.all].map((turns) => turns[0]?.agentName),
      ["Weather", "1", "3"],
    );
    ok(list.all !== looked);
  });

  it("keeps one list for the changes that nobody looks at", () => {
    list.update("b", renamed("1"));
    const { last } = list;
    list.update("b", renamed("2"));
    ok(list.last !== last);
    strictEqual(list.all, list.all);
  });

  it("says when nothing has changed", () => {
    const before = list.all;
    deepStrictEqual([list.update("b", (turn) => turn), list.update("no such", renamed("1"))], [false, false]);
    strictEqual(list.all, before);
  });

  it("takes other turns in the place of all", () => {
    list.update("a", renamed("1"));
    const other = [emptyTurn("c")];
    list.set(other);
    list.update("c", renamed("2"));
    deepStrictEqual([other[0]?.agentName, list.last?.agentName, list.find("a")], ["Weather", "2", undefined]);
  });
});
