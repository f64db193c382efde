import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { COMMANDS } from "../../../src/editor/commandIds";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { command: string; category: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { markdownDescription: string }>> };
    readonly menus: Readonly<Record<string, readonly { command: string }[]>>;
  };
  readonly capabilities: { readonly untrustedWorkspaces: { restrictedConfigurations: readonly string[] } };
}

const text = readFileSync("package.json", "utf8");
const manifest = JSON.parse(text) as Manifest;
const strings = JSON.parse(readFileSync("package.nls.json", "utf8")) as Record<string, string>;

describe("package.json", () => {
  it("offers exactly the commands that the code registers", () => {
    deepStrictEqual(manifest.contributes.commands.map(({ command }) => command).sort(), Object.values(COMMANDS).sort());
    ok(manifest.contributes.commands.every(({ category }) => category === "Agent Chat"));
  });

  it("puts only known commands into menus", () => {
    const known = new Set<string>(Object.values(COMMANDS));
    for (const items of Object.values(manifest.contributes.menus)) {
      ok(items.every(({ command }) => known.has(command)));
    }
  });

  it("has a text for every name in %…%, and no text too many", () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? "");
    deepStrictEqual([...new Set(used)].sort(), Object.keys(strings).sort());
  });

  it("lets no untrusted folder say where a sign-in goes", () => {
    const settings = Object.keys(manifest.contributes.configuration.properties);
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    const wanted = settings.filter((name) => /server|apiPrefix|clerk/.test(name));
    deepStrictEqual(
      wanted.filter((name) => !restricted.includes(name)),
      [],
    );
    strictEqual(wanted.length >= 8, true);
  });
});
