import { deepStrictEqual, ok, strictEqual, throws } from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { loadedFiles, shippedSizes } from "../../../bench/host/sizes/shippedSizes";

describe("shippedSizes", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "agent-chat-sizes-"));
    mkdirSync(join(root, "dist"));
    write(
      "dist/extension.js",
      'var u=require("./chunk-A.js"),v=require("vscode");x=()=>Promise.resolve().then(()=>k(require("./lazy.js")))',
    );
    write(
      "dist/chunk-A.js",
      'var a = require("./chunk-B.js"); void Promise.resolve().then(() => __toESM(require("./later-$1.js")));',
    );
    write("dist/chunk-B.js", 'require("./chunk-A.js")');
    write("dist/createSession-ABC.js", "12");
    write("dist/app-DEF.js", 'require("./createSession-ABC.js")');
    write("dist/webview.js", `import{a}from"./webview-chunk-A.js";x=()=>import("./webview-form-B.js");`.padEnd(10_000));
    write("dist/webview-chunk-A.js", 'import"./webview-chunk-A.js"');
    write("dist/webview-form-B.js", "12345");
    write("mastra-clerk.vsix", "12345");
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (name: string, text: string): void => writeFileSync(join(root, name), text);

  const loaded = (...entries: string[]): string[] =>
    loadedFiles(join(root, "dist"), entries).map((file) => basename(file));

  it("counts what activation requires at once, and not what waits for a feature", () => {
    deepStrictEqual(loaded("extension"), ["extension.js", "chunk-A.js", "chunk-B.js"]);
  });

  it("counts each file of several entries once, whatever the hash in its name", () => {
    deepStrictEqual(loaded("app", "createSession"), ["app-DEF.js", "createSession-ABC.js"]);
    throws(() => loaded("create"), /has no create/);
  });

  it("measures files in bytes", () => {
    const { panel, vsix, panelGzip, activation, opened } = shippedSizes(root);
    deepStrictEqual([panel, vsix, panelGzip < 200], [10_028, 5, true]);
    deepStrictEqual(opened - activation, 2 + 'require("./createSession-ABC.js")'.length);
  });

  it("knows what the package would be without formulas and diagrams", () => {
    write("mastra-clerk.vsix", "x".repeat(5000));
    write("dist/webview-mathView-A.js", "x".repeat(3000));
    write("dist/webview-diagramView-B.js", "x".repeat(3000));
    const { vsix, vsixOtherwise } = shippedSizes(root);
    strictEqual(vsix, 5000);
    ok(vsixOtherwise > 4900 && vsixOtherwise < 5000, String(vsixOtherwise));
  });

  it("does not take a missing file for a small one", () => {
    rmSync(join(root, "mastra-clerk.vsix"));
    throws(() => shippedSizes(root), /ENOENT/);
  });
});
