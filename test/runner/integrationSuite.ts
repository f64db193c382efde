import { globSync } from "node:fs";
import { resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import { readResult, resultFileOf } from "./mochaSuite";
import type { SuiteResult } from "./runMocha";

/**
 * Runs the integration tests inside an extension host with the very same runner for both hosts.
 *
 * @param host `served`: the code-server that the stack installs; `desktop`: a VS Code that is downloaded
 */
export async function runIntegration(host: "served" | "desktop"): Promise<SuiteResult> {
  const resultFile = resultFileOf(`integration-${host}`);
  const options = {
    extensionDevelopmentPath: process.cwd(),
    extensionTestsPath: resolve("out/test/integration/index.js"),
    extensionTestsEnv: {
      AGENT_CHAT_RESULT_FILE: resultFile,
      AGENT_CHAT_TEST_FILES: JSON.stringify(globSync("out/test/integration/**/*.test.js").map((file) => resolve(file))),
    },
  };
  const executable = host === "served" ? { vscodeExecutablePath: await servedExecutable() } : {};
  try {
    await runTests({ ...options, ...executable });
  } catch {
    // The exit code says only that something failed; the result file says what.
  }
  const result = readResult(resultFile);
  console.log(result.report);
  return result;
}
