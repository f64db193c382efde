import { deepStrictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const file = join(process.cwd(), "build", "shippedManifest.js");
const { shippedManifest } = createRequire(file)(file) as { shippedManifest: (manifest: string) => string };

describe("the manifest in the package", () => {
  it("has all that VS Code reads, and nothing that only development needs", () => {
    const written = readFileSync("package.json", "utf8");
    const ours = JSON.parse(written) as Record<string, unknown>;
    const shipped = JSON.parse(shippedManifest(written)) as Record<string, unknown>;
    deepStrictEqual(
      Object.keys(ours)
        .filter((key) => !(key in shipped))
        .sort(),
      ["allowScripts", "devDependencies", "scripts", "vsce"],
    );
    deepStrictEqual(shipped["contributes"], ours["contributes"]);
  });
});
