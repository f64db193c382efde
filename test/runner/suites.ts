import { globSync } from "node:fs";
import { runChild } from "./child";
import { mochaSuite } from "./mochaSuite";
import { runIntegration } from "./integrationSuite";

export interface Suite {
  readonly name: string;
  readonly what: string;
  /** Part of `npm test`; the others run when they are named. */
  readonly always: boolean;
  readonly run: () => Promise<{ passed: number; failed: number }>;
}

const SECOND = 1_000;

export const suites: readonly Suite[] = [
  {
    name: "lint",
    what: "types and layers",
    always: true,
    run: async () => {
      const code = await runChild("npm", ["run", "--silent", "lint"]);
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  },
  {
    name: "unit",
    what: "pure code, and the stack's servers",
    always: true,
    run: () => mochaSuite("unit", globSync("out/test/unit/**/*.test.js"), 10 * SECOND),
  },
  {
    name: "webview",
    what: "the panel in jsdom",
    always: true,
    run: () => mochaSuite("webview", globSync("out/test/webview/**/*.test.js"), 10 * SECOND),
  },
  {
    name: "integration",
    what: "inside a real extension host",
    always: true,
    run: () => runIntegration("served"),
  },
  {
    name: "e2e",
    what: "the packaged extension in a browser",
    always: true,
    run: async () => {
      if ((await runChild("npm", ["run", "--silent", "package"])) !== 0) {
        throw new Error("The extension could not be packaged.");
      }
      return mochaSuite("e2e", globSync("out/test/e2e/**/*.test.mjs"), 120 * SECOND);
    },
  },
  {
    name: "desktop",
    what: "inside a desktop VS Code, which is downloaded",
    always: false,
    run: () => runIntegration("desktop"),
  },
];
