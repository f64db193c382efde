import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { runChild } from "./child";
import { olderLines, testsOnLine } from "./mastraLines";
import { mochaSuite } from "./mochaSuite";
import { runIntegration } from "./integrationSuite";
import { packageExtension } from "./packageExtension";
import { type Counts, sum } from "./counts";

export interface Suite {
  readonly name: string;
  readonly what: string;
  /** @param parts only files whose names hold one of these; all of them when there is none */
  readonly run: (parts: readonly string[]) => Promise<Counts>;
}

/** How long one test may take: bounds for what hangs, which a machine that is busy with something else keeps, too. */
const MINUTE = 60_000;

export const suites: readonly Suite[] = [
  {
    name: "lint",
    what: "types and layers",
    run: async () => {
      const code = await runChild("npm", ["run", "--silent", "lint"], { limitMs: 30 * MINUTE });
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  },
  {
    name: "unit",
    what: "pure code, and the stack's servers",
    // A soak is as long as its minutes, and has a command of its own; so do builds, which fetch packages.
    run: (parts) => {
      const files = testFiles("out/test/unit/**/*.test.js", parts);
      return mochaSuite(
        "unit",
        files.filter((file) => !/[\\/]soak[\\/]|\.build\.test\.js$/.test(file)),
        MINUTE,
      );
    },
  },
  {
    name: "examples",
    what: "the examples, built with their own packages",
    // The first time their packages are fetched.
    run: (parts) => mochaSuite("examples", testFiles("out/test/unit/examples/*.build.test.js", parts), 10 * MINUTE),
  },
  {
    name: "webview",
    what: "the panel in jsdom",
    run: (parts) => mochaSuite("webview", testFiles("out/test/webview/**/*.test.js", parts), MINUTE),
  },
  {
    name: "integration",
    what: "inside a real extension host",
    run: (parts) => runIntegration("served", testFiles("out/test/integration/**/*.test.js", parts)),
  },
  {
    name: "integration-oldest",
    what: "inside the extension host of the oldest VS Code that package.json allows, 1.105",
    run: (parts) => runIntegration("oldest", testFiles("out/test/integration/**/*.test.js", parts)),
  },
  {
    name: "e2e",
    what: "the packaged extension in a browser",
    run: async (parts) => {
      await packageExtension();
      return e2e("e2e", parts, () => true);
    },
  },
  // The same in two halves, each with servers and windows of its own, of what has been packaged before.
  {
    name: "e2e-accounts",
    what: "the packaged extension in a browser: signing in, servers, windows, the package, threads, attacks, first run",
    run: (parts) => e2e("e2e-accounts", parts, (file) => /^[a-lvz]\./.test(file)),
  },
  {
    name: "e2e-chat",
    what: "the packaged extension in a browser: messages, responses and VS Code's places",
    run: (parts) => e2e("e2e-chat", parts, (file) => /^[m-uw-z]\./.test(file)),
  },
  {
    name: "nightly",
    what: "200,000 made-up cases for everything that reads what others wrote",
    run: (parts) => {
      process.env["FUZZ_CASES"] ??= "200000";
      return mochaSuite("nightly", testFiles("out/test/{unit,webview}/fuzz/*.test.js", parts), 6 * 60 * MINUTE);
    },
  },
  {
    name: "compatibility",
    what: "the same chat with the servers of the two lines of Mastra before the newest one, and in the oldest VS Code",
    run: async (parts) => {
      await packageExtension();
      const counts: Counts[] = [];
      for (const line of olderLines) {
        const folder = await testsOnLine(line, console.log);
        console.log(`\nMastra ${line.name}: requests, runs and history`);
        counts.push(await onLine(`unit-${line.name}`, folder, "out/test/unit/**/*.test.js", parts, ASKS_SERVERS));
        console.log(`\nMastra ${line.name}: the chat in a browser`);
        counts.push(await onLine(`e2e-${line.name}`, folder, "out/test/e2e/*.test.mjs", parts, CHATS));
      }
      console.log("\nVS Code 1.105: inside an extension host");
      counts.push(await runIntegration("oldest", testFiles("out/test/integration/**/*.test.js", parts)));
      return sum(counts);
    },
  },
  {
    name: "faults",
    what: "every request of the extension with every way in which it can fail",
    run: (parts) => {
      process.env["FAULTS"] = "all";
      return mochaSuite("faults", testFiles("out/test/unit/faults/*.test.js", parts), 30 * MINUTE);
    },
  },
  {
    name: "soak",
    what: "thousands of turns in three windows with random faults, and hundreds of windows that are killed",
    run: (words) => {
      process.env["SOAK_TURNS"] ??= words.find((word) => /^\d+$/.test(word)) ?? "2000";
      process.env["SOAK_KILLS"] ??= "200";
      const parts = words.filter((word) => !/^\d+$/.test(word));
      return mochaSuite("soak", testFiles("out/test/unit/{soak/*,faults/killedHost}.test.js", parts), 60 * MINUTE);
    },
  },
  {
    name: "desktop",
    what: "inside a desktop VS Code, which is downloaded",
    run: (parts) => runIntegration("desktop", testFiles("out/test/integration/**/*.test.js", parts)),
  },
];

/** Tests of what the extension asks of a Mastra server, with a real one. */
const ASKS_SERVERS =
  /(threadService|rejectionProbe|liveRuns|callActions|clientToolServer|agentQuestions|modelCalls|mcpOffer)\.test/;
/** Tests of threads, messages, responses, tool calls and forms. */
const CHATS = /^(b\.conversation|[lmopq]\.)/;

function onLine(
  name: string,
  folder: string,
  pattern: string,
  parts: readonly string[],
  isPart: RegExp,
): Promise<Counts> {
  const files = testFiles(join(folder, pattern), parts).filter((file) => isPart.test(basename(file)));
  return mochaSuite(name, files, 10 * MINUTE, folder);
}

/** @param isPart says by a file's name whether it is one of them */
function e2e(name: string, parts: readonly string[], isPart: (file: string) => boolean): Promise<Counts> {
  const files = testFiles("out/test/e2e/**/*.test.mjs", parts).filter((file) => isPart(basename(file)));
  return mochaSuite(name, files, 10 * MINUTE);
}

function testFiles(pattern: string, parts: readonly string[]): readonly string[] {
  const isWanted = (file: string): boolean => parts.length === 0 || parts.some((part) => file.includes(part));
  return globSync(pattern).filter(isWanted).sort();
}
