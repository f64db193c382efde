import { deepStrictEqual, ok } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { SIZE_BUDGETS, type ShippedSizes, shippedSizes } from "../bench/host/sizes/shippedSizes";

describe("the package", () => {
  let sizes: ShippedSizes;

  before(() => {
    sizes = shippedSizes(process.cwd());
  });

  for (const name of Object.keys(SIZE_BUDGETS) as (keyof ShippedSizes)[]) {
    const budget = SIZE_BUDGETS[name];
    it(`is within its budget: ${name} at most ${(budget / 1000).toFixed(0)} KB`, () => {
      console.log(`      ${name}: ${(sizes[name] / 1000).toFixed(0)} KB`);
      ok(sizes[name] <= budget, `${String(sizes[name])} bytes`);
    });
  }

  it("holds no dependency folders, source maps, sources or tests", () => {
    const files = execFileSync("npx", ["vsce", "ls", "--no-dependencies"], { encoding: "utf8" }).trim().split("\n");
    deepStrictEqual(
      files.filter((file) => /node_modules|\.map$|\.tsx?$|^(src|test|out)\//.test(file)),
      [],
    );
    for (const file of ["dist/extension.js", "dist/mastraClient.js", "dist/webview.js", "dist/NOTICE.txt", "LICENSE"]) {
      ok(files.includes(file), `${file} is missing`);
    }
  });
});
