import { deepStrictEqual, ok } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
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

  it("holds no dependency folders, source maps, sources, tests or code for browsers", () => {
    const files = execFileSync("npx", ["vsce", "ls", "--no-dependencies"], { encoding: "utf8" }).trim().split("\n");
    deepStrictEqual(
      files.filter((file) => /node_modules|\.map$|\.tsx?$|^(src|test|out|dist\/web)\//.test(file)),
      [],
    );
    for (const file of ["dist/extension.js", "dist/mastraClient.js", "dist/webview.js", "dist/NOTICE.txt", "LICENSE"]) {
      ok(files.includes(file), `${file} is missing`);
    }
  });

  it("comes with a list for machines of what is bundled", () => {
    const { bomFormat, components } = JSON.parse(readFileSync("mastra-clerk.cdx.json", "utf8")) as Bill;
    deepStrictEqual(bomFormat, "CycloneDX");
    const notices = readFileSync("THIRD_PARTY_NOTICES.md", "utf8").split("\n");
    for (const { name, version, purl, hashes, licenses } of components) {
      ok(notices.includes(`${name} ${version} (${licenses[0]?.license.id ?? ""})`), name);
      deepStrictEqual([purl, hashes?.[0]?.content.length], [`pkg:npm/${name.replace("@", "%40")}@${version}`, 128]);
    }
    ok(components.length > 10);
  });
});

/** What is read of a CycloneDX file. */
interface Bill {
  readonly bomFormat: string;
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly hashes?: readonly { readonly content: string }[];
    readonly licenses: readonly { readonly license: { readonly id: string } }[];
  }[];
}
