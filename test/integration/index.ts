import * as vscode from "vscode";
import { runMocha } from "../runner/runMocha";

/** What VS Code calls with `--extensionTestsPath`. */
export async function run(): Promise<void> {
  // In a browser VS Code saves a second after a change, and what is not saved is what many of these tests are about.
  await vscode.workspace.getConfiguration("files").update("autoSave", "off", vscode.ConfigurationTarget.Global);
  const files = JSON.parse(process.env["AGENT_CHAT_TEST_FILES"] ?? "[]") as string[];
  const { failed } = await runMocha(files, process.env["AGENT_CHAT_RESULT_FILE"] ?? "", 120_000);
  if (failed > 0) {
    throw new Error(`${String(failed)} tests failed.`);
  }
}
