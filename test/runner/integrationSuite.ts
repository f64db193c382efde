import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runTests } from "@vscode/test-electron";
import { startAuthServer } from "../stack/auth/authServer";
import { writeDesktopShim } from "../stack/host/writeDesktopShim";
import { startMastraServer } from "../stack/mastra/mastraServer";
import { readResult, resultFileOf } from "./mochaSuite";
import type { SuiteResult } from "./runMocha";

/**
 * Runs the integration tests inside an extension host, with the very same runner for both hosts.
 *
 * @param host `served`: the code-server that the stack installs; `oldest`: one with the oldest VS Code that package.json
 *   allows; `desktop`: a VS Code that is downloaded
 * @param files the built test files
 * @throws Error when there is none, or when the host ended before the first test
 */
export async function runIntegration(
  host: "served" | "oldest" | "desktop",
  files: readonly string[],
): Promise<SuiteResult> {
  if (files.length === 0) {
    throw new Error("The integration suite has no test.");
  }
  const resultFile = resultFileOf(`integration-${host}`);
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-integration-"));
  const workspace = mkdtempSync(join(tmpdir(), "agent-chat-workspace-"));
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const auth = await startAuthServer();
    closers.push(() => auth.close());
    const mastra = await startMastraServer({
      publishableKey: auth.publishableKey,
      jwksUri: auth.jwksUri,
      dataDir,
      chunkDelayMs: 0,
      liveWeather: false,
      environment: {},
    });
    closers.push(() => mastra.close());
    const tests = runTests({
      extensionDevelopmentPath: process.cwd(),
      extensionTestsPath: resolve("out/test/integration/index.js"),
      launchArgs: [workspace],
      extensionTestsEnv: {
        AGENT_CHAT_RESULT_FILE: resultFile,
        AGENT_CHAT_TEST_FILES: JSON.stringify(files.map((file) => resolve(file))),
        AGENT_CHAT_SERVER_URL: mastra.url,
        AGENT_CHAT_ACCESS_TOKEN: await auth.issueAccessToken({ sub: "user_integration" }),
        AGENT_CHAT_SUB: "user_integration",
        ...(host === "oldest" && { SERVED_VSCODE: "oldest" }),
      },
      ...(host === "desktop"
        ? { version: process.env["VSCODE_VERSION"] ?? "stable" }
        : { vscodeExecutablePath: writeDesktopShim() }),
    });
    // The exit code says only that something failed; the result file says what.
    await tests.catch(() => undefined);
  } finally {
    for (const close of closers.reverse()) {
      await close().catch(() => undefined);
    }
    for (const folder of [dataDir, workspace]) {
      // Windows keeps what a program that has just ended had open.
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    }
  }
  const result = readResult(resultFile);
  console.log(result.report);
  return result;
}
