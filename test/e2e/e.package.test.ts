import { deepStrictEqual, ok } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";

const VSIX = "mastra-clerk.vsix";

describe("the package", () => {
  it("is at most 600 KB", () => {
    const { size } = statSync(VSIX);
    console.log(`      ${VSIX}: ${(size / 1000).toFixed(0)} KB`);
    ok(size <= 600_000, `${String(size)} bytes`);
  });

  it("holds no dependency folders, source maps, sources or tests", () => {
    const files = execFileSync("npx", ["vsce", "ls", "--no-dependencies"], { encoding: "utf8" }).trim().split("\n");
    deepStrictEqual(files.filter((file) => /node_modules|\.map$|\.tsx?$|^(src|test|out)\//.test(file)), []);
    for (const file of ["dist/extension.js", "dist/mastraClient.js", "dist/webview.js", "dist/NOTICE.txt", "LICENSE"]) {
      ok(files.includes(file), `${file} is missing`);
    }
  });
});
