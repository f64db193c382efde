import { deepStrictEqual, ok } from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { getL10nJson } from "@vscode/l10n-dev";

describe("l10n", () => {
  it("has every text of the source in the bundle for translators, and none too many", async function () {
    this.timeout(180_000);
    const files = globSync("src/**/*.{ts,tsx}").map((file) => ({
      extension: file.endsWith(".tsx") ? (".tsx" as const) : (".ts" as const),
      contents: readFileSync(file, "utf8"),
    }));
    const extracted = Object.keys(await getL10nJson(files)).sort();
    const bundle = Object.keys(JSON.parse(readFileSync("l10n/bundle.l10n.json", "utf8")) as object).sort();
    ok(extracted.length > 100);
    deepStrictEqual(bundle, extracted, "run: npm run l10n");
  });
});
