import { createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { StackError } from "../stackError";
import { launchBrowser } from "./launchBrowser";
import { startServerMain } from "./startServerMain";

/**
 * Stands in for the program of desktop VS Code in `@vscode/test-electron`'s `runTests`: takes the same
 * arguments, runs the tests in a served VS Code with a headless browser, and exits with their code.
 */

const TIME_LIMIT_MS = 40 * 60_000;

async function main(): Promise<number> {
  const extensionDevelopmentPath = argument("extensionDevelopmentPath");
  const extensionTestsPath = argument("extensionTestsPath");
  if (extensionDevelopmentPath === undefined || extensionTestsPath === undefined) {
    throw new StackError("Both --extensionDevelopmentPath and --extensionTestsPath are needed.");
  }
  const workspace = process.argv.slice(2).find(isFolder);
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-host-"));
  // The workbench logs hundreds of lines a run: they go to a file, and the reporter's own file is what is read.
  mkdirSync(".vscode-test", { recursive: true });
  const logFile = createWriteStream(resolve(".vscode-test", "desktop-shim.log"));
  const log = (line: string): void => void logFile.write(`${line}\n`);
  const server = await startServerMain({
    extensionDevelopmentPath,
    extensionTestsPath,
    dataDir,
    ...(workspace === undefined ? {} : { workspace }),
    log: console.log,
    serverLog: log,
  });
  const stop = async (): Promise<void> => {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(1)));
  }
  try {
    return await runInBrowser(server.url, log);
  } finally {
    await stop();
  }
}

async function runInBrowser(url: string, log: (line: string) => void): Promise<number> {
  const browser = await launchBrowser(console.log);
  try {
    const page = await browser.newPage({
      viewport: { width: 1200, height: 800 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    page.on("console", (message) => log(`[page] ${message.text()}`));
    let finish: (code: number) => void = () => undefined;
    const finished = new Promise<number>((done) => (finish = done));
    await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
      log(`[${type}] ${args.map(String).join(" ")}`);
    });
    await page.exposeFunction("codeAutomationExit", (code: number) => finish(code));
    page.once("close", () => finish(1));
    const timer = setTimeout(() => {
      console.error("The tests in VS Code did not end within 40 minutes; see .vscode-test/desktop-shim.log");
      finish(1);
    }, TIME_LIMIT_MS);
    await page.goto(url);
    const code = await finished;
    clearTimeout(timer);
    return code;
  } finally {
    await browser.close();
  }
}

function argument(name: string): string | undefined {
  const prefix = `--${name}=`;
  return process.argv.find((text) => text.startsWith(prefix))?.slice(prefix.length);
}

function isFolder(text: string): boolean {
  return !text.startsWith("-") && (statSync(text, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof StackError ? error.message : error);
    process.exit(1);
  },
);
