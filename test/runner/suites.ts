import { globSync } from "node:fs";
import { runChild } from "./child";
import { mochaSuite } from "./mochaSuite";
import { runIntegration } from "./integrationSuite";

export interface Suite {
  readonly name: string;
  readonly what: string;
  /** Part of `npm test`; the others run when they are named. */
  readonly always: boolean;
  /** @param parts only files whose names hold one of these; all of them when there is none */
  readonly run: (parts: readonly string[]) => Promise<{ passed: number; failed: number }>;
}

/** How long one test may take: bounds for what hangs, which a machine that is busy with something else keeps, too. */
const MINUTE = 60_000;

export const suites: readonly Suite[] = [
  {
    name: "lint",
    what: "types and layers",
    always: true,
    run: async () => {
      const code = await runChild("npm", ["run", "--silent", "lint"], { limitMs: 30 * MINUTE });
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  },
  {
    name: "unit",
    what: "pure code, and the stack's servers",
    always: true,
    run: (parts) => mochaSuite("unit", testFiles("out/test/unit/**/*.test.js", parts), MINUTE),
  },
  {
    name: "webview",
    what: "the panel in jsdom",
    always: true,
    run: (parts) => mochaSuite("webview", testFiles("out/test/webview/**/*.test.js", parts), MINUTE),
  },
  {
    name: "integration",
    what: "inside a real extension host",
    always: true,
    run: (parts) => runIntegration("served", testFiles("out/test/integration/**/*.test.js", parts)),
  },
  {
    name: "e2e",
    what: "the packaged extension in a browser",
    always: true,
    run: async (parts) => {
      if ((await runChild("npm", ["run", "--silent", "package"], { limitMs: 10 * MINUTE })) !== 0) {
        throw new Error("The extension could not be packaged.");
      }
      return mochaSuite("e2e", testFiles("out/test/e2e/**/*.test.mjs", parts), 10 * MINUTE);
    },
  },
  {
    name: "desktop",
    what: "inside a desktop VS Code, which is downloaded",
    always: false,
    run: (parts) => runIntegration("desktop", testFiles("out/test/integration/**/*.test.js", parts)),
  },
];

function testFiles(pattern: string, parts: readonly string[]): readonly string[] {
  const isWanted = (file: string): boolean => parts.length === 0 || parts.some((part) => file.includes(part));
  return globSync(pattern).filter(isWanted).sort();
}
