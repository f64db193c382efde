import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { nativeRows, nativeUnmeasured } from "../../../bench/realHost/words/nativeRows";

describe("the rows of the panel beside VS Code's chat", () => {
  const each = { id: "instant", what: "at once" };
  const ours = [{ enter: 10, asked: 20, wire: 120, painted: 150, clockError: 0.5, work: 80 }];
  const native = [{ enter: 10, asked: 60, wire: 170, painted: 260, clockError: 0.4, work: 300 }];
  const rows = new Map(
    nativeRows(each, { ours, native }).map((row) => [row.id.replace("nativeChat.instant.", ""), row]),
  );

  it("count the same of both, and judge nothing", () => {
    deepStrictEqual(
      [...rows].map(([id, row]) => [id, row.ours, row.against?.values, row.verdict]),
      [
        ["enter", [140], [250], undefined],
        ["asked", [10], [50], undefined],
        ["painted", [30], [90], undefined],
        ["work", [80], [300], undefined],
      ],
    );
  });

  it("say what the server takes of it, and by how much two clocks may differ", () => {
    match(rows.get("enter")?.note ?? "", /^100 ms and 110 ms are the server's own/);
    strictEqual(rows.get("enter")?.error, undefined, "two moments of one page");
    strictEqual(rows.get("painted")?.error, 0.5);
    strictEqual(rows.get("painted")?.against?.error, 0.4);
  });

  it("say why there is nothing", () => {
    const row = nativeUnmeasured(each, "There is no browser.");
    deepStrictEqual([row.id, row.ours], ["nativeChat.instant.enter", []]);
    match(row.note ?? "", /no browser/);
  });
});
