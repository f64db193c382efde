import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

const read = (path: string): string => readFileSync(path, "utf8");
const manifest = JSON.parse(read("package.json")) as {
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly dependencies?: unknown;
  readonly allowScripts: Readonly<Record<string, boolean>>;
};
const { packages } = JSON.parse(read("package-lock.json")) as { packages: Readonly<Record<string, Locked>> };
/** Without the entry of this extension itself. */
const locked = Object.fromEntries(Object.entries(packages).filter(([path]) => path !== ""));

describe("the supply chain", () => {
  it("has exact versions, and the hash of every package", () => {
    strictEqual(manifest.dependencies, undefined, "what is used is bundled");
    for (const [name, version] of Object.entries(manifest.devDependencies)) {
      match(version, /^\d+\.\d+\.\d+(?:-[\w.]+)?$/, name);
      strictEqual(locked[`node_modules/${name}`]?.version, version, name);
    }
    const unhashed = Object.entries(locked).filter(([, { integrity }]) => !/^sha(?:512|384)-/.test(integrity ?? ""));
    deepStrictEqual(unhashed, []);
  });

  it("says of every install script whether it may run, and lets no other one run", () => {
    const withScript = Object.entries(locked)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path]) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length));
    deepStrictEqual([...new Set(withScript)].sort(), Object.keys(manifest.allowScripts).sort());
    match(read(".npmrc"), /^strict-allow-scripts=true$/m);
  });

  it("names everything that is bundled in THIRD_PARTY_NOTICES.md; npm run notices renews it", () => {
    const notices = read("THIRD_PARTY_NOTICES.md");
    strictEqual(notices, read("dist/NOTICE.txt"));
    const named = [...notices.matchAll(/^((?:@[\w.-]+\/)?[\w.-]+) (\d+\.\d+\.\d+\S*) \((.+)\)$/gm)];
    ok(named.length > 10, String(named.length));
    for (const [line, name = "", version, license = ""] of named) {
      const copies = Object.entries(locked).filter(([path]) => path.endsWith(`node_modules/${name}`));
      ok(
        copies.some(([, copy]) => copy.version === version),
        line,
      );
      match(license, /^(?:MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|CC-BY-4\.0|Unlicense)$/, line);
    }
  });
});
