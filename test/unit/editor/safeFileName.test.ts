import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { safeFileName } from "../../../src/editor/safeFileName";

describe("safeFileName", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["report.pdf", "application/pdf", "report.pdf"],
    ["chart", "image/png", "chart.png"],
    ["chart", "image/PNG; charset=x", "chart.png"],
    ["chart", "application/x-unknown", "chart"],
    ["../../etc/passwd", "", "etc passwd"],
    ["C:\\Windows\\a.exe", "", "C Windows a.exe"],
    ["con.txt", "", "_con.txt"],
    ["LPT1", "text/plain", "_LPT1.txt"],
    [".bashrc", "", "bashrc"],
    ["a\u202egnp.exe", "", "a gnp.exe"],
    ["wetter 日本.csv", "text/csv", "wetter 日本.csv"],
    ["...", "image/png", "File.png"],
    ["", "", "File"],
    ["What? Why: <now>", "text/markdown", "What Why now.md"],
  ];
  for (const [name, type, expected] of cases) {
    it(`makes ${JSON.stringify(expected)} of ${JSON.stringify(name)}`, () => {
      strictEqual(safeFileName(name, type, "File"), expected);
    });
  }

  it("leads into no folder, whatever it is given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.string(), (name, type) => {
        const safe = safeFileName(name, type, "File");
        ok(safe.length > 0 && !/[\\/:]/.test(safe) && !safe.startsWith("."), JSON.stringify(safe));
        ok(Buffer.byteLength(safe) <= 191);
      }),
    );
  });
});
