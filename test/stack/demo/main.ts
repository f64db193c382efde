import { appendFileSync, globSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../listen";
import { ensureChromium } from "../host/ensureChromium";
import { startCodeServer } from "../host/startCodeServer";
import { StackError } from "../stackError";
import { runCheck } from "./check";
import { openDesktop } from "./desktop";
import { type DemoOptions, readOptions, USAGE } from "./options";
import { editorSettings, stackSettings } from "./settings";
import { Shutdown } from "./shutdown";
import { startStack } from "./startStack";
import { prepareWorkspace } from "./workspace";

const DEMO_DIR = ".demo";

const log = (line: string): void => console.log(line);

const STEPS = `
  1. Click Agent Chat in the activity bar on the left, then "Sign in".
  2. VS Code asks whether to open the sign-in page: say yes. Choose Alice, then "Allow".
  3. Back in VS Code, allow it to send your token to the Mastra server.
  4. Ask: What's the weather like in New York?
  5. Choose the Coding Agent at the top of the chat, press the pencil below the message box, and ask:
     Fix the bug in src/sum.mjs and run the tests

Ctrl+C stops everything.`;

async function main(options: DemoOptions, shutdown: Shutdown): Promise<void> {
  // A check starts from nothing every time; the demo remembers who is signed in.
  const dataDir = options.check ? join(DEMO_DIR, "check") : DEMO_DIR;
  if (options.check) {
    for (const old of [dataDir, ...globSync(join(DEMO_DIR, "check*.{png,txt}"))]) {
      rmSync(old, { recursive: true, force: true });
    }
    await ensureChromium(log);
  }
  const workspace = prepareWorkspace(join(dataDir, "workspace"));
  const { auth, mastra } = await startStack(options, dataDir, shutdown, log);
  const settings = stackSettings(auth, mastra.url, !options.desktop);
  const { vsix } = options;
  if (options.desktop) {
    await openDesktop({ vsix, settings, workspace, dataDir: join(dataDir, "desktop") });
    log(`\nVS Code is open, in a profile of its own.\n${STEPS}`);
    return;
  }
  const host = await shutdown.add(
    await startCodeServer({
      vsix,
      settings: { ...settings, ...editorSettings() },
      workspace,
      dataDir: join(dataDir, "code-server"),
      port: await freePort("127.0.0.1", options.port ?? 8450, options.port !== undefined),
      trustedDomains: [new URL(auth.issuer).hostname],
      log,
      serverLog: (line) => appendFileSync(join(dataDir, "vscode-server.log"), `${line}\n`),
    }),
  );
  if (options.check) {
    await runCheck(host.url, DEMO_DIR, shutdown, log);
    return;
  }
  log(`VS Code         ${host.url}\n\nOpen that address in your browser, then:\n${STEPS}`);
}

async function run(): Promise<void> {
  const shutdown = new Shutdown(log);
  try {
    const options = readOptions(process.argv.slice(2));
    if (options === "help") {
      log(USAGE);
      return;
    }
    shutdown.listen();
    await main(options, shutdown);
    if (options.check) {
      await shutdown.close();
      process.exit(0);
    }
  } catch (error) {
    // What fails because everything is being stopped is no news.
    if (!shutdown.isClosing) {
      console.error(error instanceof StackError ? error.message : error);
    }
    await shutdown.close();
    process.exit(1);
  }
}

await run();
