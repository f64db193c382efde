import { deepStrictEqual } from "node:assert/strict";
import type { Findings } from "../../bench/measure/row";
import { runAll } from "../../bench/runAll";

describe("runAll", () => {
  const findings: Findings = { rows: [], curves: [] };

  it("goes on behind a suite that fails, and says why it did", async () => {
    const heard: string[] = [];
    const suites = [
      { name: "first", run: () => Promise.resolve(findings) },
      { name: "broken", run: () => Promise.reject(new Error("TypeError: Waited in vain.\n    at a place")) },
      { name: "last", run: () => Promise.resolve(findings) },
    ];
    const all = await runAll(suites, { found: () => heard.push("found"), failed: (why) => heard.push(why) });
    deepStrictEqual(all, { suites: { first: findings, last: findings }, failed: { broken: "Waited in vain." } });
    deepStrictEqual(heard, ["found", "TypeError: Waited in vain.\n    at a place", "found"]);
  });
});
