import { deepStrictEqual, ok, throws } from "node:assert/strict";
import { resultsText, type Run, withRun, withSuites } from "../../bench/measure/runs";

const run = (date: string, version: string): Run => ({
  date,
  version,
  machine: { cpu: "A [\n1\n] B", cores: 2, memoryGb: 8, node: "v24", chromium: "" },
  suites: { answer: { rows: [{ id: "a", what: "a", unit: "ms", ours: [1, -2.5, 3e-7], goal: "" }], curves: [] } },
  failed: {},
});

describe("the results", () => {
  const dates = (results: { readonly runs: readonly Run[] }): readonly string[] => results.runs.map(({ date }) => date);

  it("keep the last two runs of one version", () => {
    const one = withRun({ runs: [] }, run("1", "0.5.0"));
    const three = withRun(withRun(one, run("2", "0.5.0")), run("3", "0.5.0"));
    deepStrictEqual(dates(three), ["2", "3"]);
    deepStrictEqual(dates(withRun(three, run("4", "0.6.0"))), ["4"], "another version says nothing of this one");
  });

  it("take a suite that was measured again into the newest run of the same version", () => {
    const failed = { ...run("2", "0.5.0"), failed: { rate: "No browser." } };
    const results = withRun(withRun({ runs: [] }, run("1", "0.5.0")), failed);
    const rate = { rows: [], curves: [] };
    const again = { version: "0.5.0", suites: { rate }, failed: { answer: "No server." } };
    const [first, newest] = withSuites(results, again).runs;
    deepStrictEqual(first, results.runs[0]);
    deepStrictEqual(newest, { ...failed, suites: { ...failed.suites, rate }, failed: { answer: "No server." } });
    throws(() => withSuites(results, { ...again, version: "0.6.0" }), /0\.6\.0/);
  });

  it("are JSON with the values of a row on one line", () => {
    const results = withRun({ runs: [] }, run("1", "0.5.0"));
    const text = resultsText(results);
    deepStrictEqual(JSON.parse(text), results);
    ok(text.includes('"ours": [1, -2.5, 3e-7]'), text);
    ok(text.endsWith("}\n"));
  });
});
