import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { type AuthServer, startAuthServer } from "../../stack/auth/authServer";
import { editorSettings, stackSettings } from "../../stack/demo/settings";
import { HostObserver } from "../../stack/host/hostObserver";
import { launchBrowser } from "../../stack/host/launchBrowser";
import { type CodeServer, startCodeServer } from "../../stack/host/startCodeServer";
import { type MastraServer, startMastraServer } from "../../stack/mastra/mastraServer";
import { openChat } from "../../stack/page/openChat";
import { watchConsoles } from "./evidence";

/** Everything that a person has: a sign-in server, a Mastra server, VS Code with the packaged extension, a browser. */
export interface World {
  readonly auth: AuthServer;
  readonly mastra: MastraServer;
  readonly host: CodeServer;
  readonly browser: Browser;
  readonly page: Page;
  /** Every VS Code window that is open, the first one first. */
  readonly windows: readonly Page[];
  /** Sees the log and the panel's messages, and plays the desktop. */
  readonly observer: HostObserver;
  /** Opens one more window on the same VS Code, with the same profile. */
  openWindow(): Promise<Page>;
  closeOtherWindows(): Promise<void>;
  /** A folder of this run alone. */
  readonly folder: string;
  /** Writes the folder's settings under the running window; what is left out is as the user's settings say. */
  configure(settings: Readonly<Record<string, unknown>>): void;
  /** True when the folder has settings: VS Code reads them a moment after they were written. */
  isConfigured(): boolean;
}

/** Milliseconds for one look or click: a bound for what hangs, which a busy machine keeps, too. */
export const PATIENCE_MS = 60_000;

/** No network and no provider key, so that a run says the same everywhere. */
export const SCRIPTED = { liveWeather: false, environment: {} } as const;

let world: World | undefined;
const closers: (() => Promise<unknown>)[] = [];

/**
 * The world of this run, made by the first suite that asks. Starting a VS Code costs half a minute, so
 * suites share it, and each brings the window into the state it needs.
 */
export async function theWorld(): Promise<World> {
  if (world === undefined) {
    // What did not come up is taken down, so that the next file starts from nothing.
    world = await createWorld().catch(async (reason: unknown) => {
      await endWorld().catch(() => undefined);
      throw reason;
    });
  }
  return world;
}

/** The world of this run, if anybody has asked for it. */
export function currentWorld(): World | undefined {
  return world;
}

/**
 * Ends whatever was started, in reverse order; what cannot be ended keeps nothing else from it.
 *
 * @throws AggregateError with all that went wrong
 */
export async function endWorld(): Promise<void> {
  const reasons: unknown[] = [];
  for (const close of closers.splice(0).reverse()) {
    await close().catch((reason: unknown) => reasons.push(reason));
  }
  world = undefined;
  if (reasons.length > 0) {
    throw new AggregateError(reasons, "Not everything that was started could be ended.");
  }
}

/** Something that was started and must end with the run. */
export function closeAtEnd(close: () => Promise<unknown>): void {
  closers.push(close);
}

async function createWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "agent-chat-e2e-"));
  closeAtEnd(() => {
    rmSync(folder, { recursive: true, force: true });
    return Promise.resolve();
  });
  const auth = await startAuthServer();
  closeAtEnd(() => auth.close());
  const { publishableKey, jwksUri } = auth;
  const mastra = await startMastraServer({
    publishableKey,
    jwksUri,
    dataDir: join(folder, "mastra"),
    isObserved: true,
    ...SCRIPTED,
  });
  closeAtEnd(() => mastra.close());
  const workspace = join(folder, "workspace");
  mkdirSync(workspace);
  const dataDir = join(folder, "host");
  const settings = { ...stackSettings(auth, mastra.url, true), ...editorSettings() };
  const host = await startCodeServer({
    vsix: "mastra-clerk.vsix",
    settings,
    workspace,
    dataDir,
    trustedDomains: [new URL(auth.issuer).hostname],
    observe: join(folder, "observed"),
    log: console.log,
  });
  closeAtEnd(() => host.close());
  const browser = await launchBrowser(console.log);
  closeAtEnd(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  context.setDefaultTimeout(PATIENCE_MS);
  context.setDefaultNavigationTimeout(PATIENCE_MS);
  watchConsoles(context);
  const page = await context.newPage();
  const windows = [page];
  return {
    auth,
    mastra,
    host,
    browser,
    page,
    windows,
    observer: new HostObserver(join(folder, "observed")),
    folder,
    openWindow: async () => {
      const next = await context.newPage();
      windows.push(next);
      next.once("close", () => windows.splice(windows.indexOf(next), 1));
      await openChat(next, host.url);
      return next;
    },
    closeOtherWindows: async () => {
      // As a person closes a tab: without a goodbye the extension host would wait for hours.
      await Promise.all(windows.slice(1).map((other) => closed(other)));
    },
    configure: (settings) => {
      if (readSettings(workspace) !== textOf(settings)) {
        writeSettings(workspace, settings);
      }
    },
    isConfigured: () => ![undefined, textOf({})].includes(readSettings(workspace)),
  };
}

/** A page that does not end by itself is ended without a goodbye. */
async function closed(page: Page): Promise<void> {
  const gone = page.waitForEvent("close");
  await page.close({ runBeforeUnload: true });
  await gone.catch(() => page.close());
}

/** The user's own settings are read once in this host; a folder's are watched, as on a desktop. */
function settingsFile(workspace: string): string {
  return join(workspace, ".vscode", "settings.json");
}

function readSettings(workspace: string): string | undefined {
  const file = settingsFile(workspace);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function textOf(settings: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(settings, null, 2);
}

function writeSettings(workspace: string, settings: Readonly<Record<string, unknown>>): void {
  mkdirSync(join(workspace, ".vscode"), { recursive: true });
  writeFileSync(settingsFile(workspace), textOf(settings));
}
