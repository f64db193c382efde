import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";
import { type AuthServer, startAuthServer } from "../../stack/auth/authServer";
import { stackSettings } from "../../stack/demo/settings";
import { launchBrowser } from "../../stack/host/launchBrowser";
import { startWebHost } from "../../stack/host/startWebHost";
import { type MastraServer, startMastraServer } from "../../stack/mastra/mastraServer";
import { watchConsoles } from "./evidence";
import { PATIENCE_MS, SCRIPTED } from "./world";
import { StackError } from "../../stack/stackError";

/** The package for browsers in VS Code for the web: no machine behind it but the servers that it talks to. */
export interface BrowserWorld {
  readonly auth: AuthServer;
  readonly mastra: MastraServer;
  readonly browser: Browser;
  readonly observer: { log(): string };
  readonly url: string;
  /** A file of the package. @param path in it */
  file(path: string): string;
  /** One more page of the same browser profile. */
  openWindow(): Promise<Page>;
  close(): Promise<void>;
}

/**
 * @param vsix made by `npm run package:web`
 * @throws StackError when something does not start; what has been started is ended
 */
export async function startBrowserWorld(vsix: string): Promise<BrowserWorld> {
  const folder = mkdtempSync(join(tmpdir(), "agent-chat-web-"));
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).reverse()) {
      await each().catch(() => undefined);
    }
  };
  try {
    // The only addresses without https that an extension in a browser may ask are localhost and 127.0.0.1.
    const auth = await startAuthServer({ host: "127.0.0.1", deviceIntervalSeconds: 1 });
    closers.push(() => auth.close());
    const { publishableKey, jwksUri } = auth;
    const mastra = await startMastraServer({ publishableKey, jwksUri, dataDir: join(folder, "mastra"), ...SCRIPTED });
    closers.push(() => mastra.close());
    await unpack(vsix, folder);
    const host = await startWebHost({
      extension: join(folder, "extension"),
      settings: stackSettings(auth, mastra.url, true),
      trustedDomains: [auth.issuer],
      log: console.log,
    });
    closers.push(() => host.close());
    const browser = await launchBrowser(console.log);
    closers.push(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    context.setDefaultTimeout(PATIENCE_MS);
    context.setDefaultNavigationTimeout(PATIENCE_MS);
    watchConsoles(context);
    return {
      auth,
      mastra,
      browser,
      // The extension's log is in the window's Output view alone.
      observer: { log: () => "" },
      url: host.url,
      file: (path) => join(folder, "extension", path),
      openWindow: () => context.newPage(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function unpack(vsix: string, folder: string): Promise<void> {
  if (!existsSync(vsix)) {
    throw new StackError(`There is no ${vsix}; run "npm run package:web" first.`);
  }
  const reader = new ZipReader(new Uint8ArrayReader(new Uint8Array(readFileSync(vsix))), { useWebWorkers: false });
  for (const entry of await reader.getEntries()) {
    if (!entry.directory) {
      const path = join(folder, entry.filename);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, await entry.getData(new Uint8ArrayWriter()));
    }
  }
}
