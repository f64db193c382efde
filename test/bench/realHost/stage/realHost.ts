import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type AuthServer, startAuthServer } from "../../../stack/auth/authServer";
import { stackSettings } from "../../../stack/demo/settings";
import type { HostModule } from "../../../stack/host/hostModuleEnvironment";
import { startCodeServer } from "../../../stack/host/startCodeServer";
import { openChat } from "../../../stack/page/openChat";
import { signIn } from "../../../stack/page/signIn";
import { Closers } from "./closers";

export interface RealHostOptions {
  readonly browser: Browser;
  /** Of the Mastra server. */
  readonly origin: string;
  /** The packaged extension. */
  readonly vsix?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly keybindings?: readonly object[];
  readonly hostModule?: HostModule;
  /** Of the windows. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A real VS Code with the packaged extension, the sign-in server that it is set to, and one browser profile. */
export class RealHost {
  private constructor(
    readonly url: string,
    private readonly auth: AuthServer,
    private readonly context: BrowserContext,
    private readonly closers: Closers,
  ) {}

  /** @throws StackError when VS Code is missing or does not start */
  static async start({ browser, origin, viewport, settings, vsix, ...inside }: RealHostOptions): Promise<RealHost> {
    const closers = new Closers();
    try {
      const folder = mkdtempSync(join(tmpdir(), "agent-chat-bench-"));
      closers.add(() => rmSync(folder, { recursive: true, force: true }));
      const workspace = join(folder, "workspace");
      mkdirSync(workspace);
      const auth = await startAuthServer();
      closers.add(() => auth.close());
      const host = await startCodeServer({
        ...inside,
        vsix: vsix ?? "mastra-clerk.vsix",
        settings: { ...stackSettings(auth, origin, true), ...settings },
        workspace,
        dataDir: join(folder, "host"),
        trustedDomains: [new URL(auth.issuer).hostname],
        log: console.log,
      });
      closers.add(() => host.close());
      const context = await browser.newContext({ viewport: viewport ?? { width: 1280, height: 860 }, locale: "en-US" });
      closers.add(() => context.close());
      return new RealHost(host.url, auth, context, closers);
    } catch (error) {
      await closers.close();
      throw error;
    }
  }

  /** A window in which somebody is signed in and the chat is open; their session is that of all later windows. */
  async signedIn(): Promise<Page> {
    const page = await this.blank();
    await openChat(page, this.url);
    await signIn(page, this.auth.users[0]?.name);
    return page;
  }

  /** One more window, which may be loading yet. */
  async open(): Promise<Page> {
    const page = await this.blank();
    await page.goto(this.url);
    return page;
  }

  private async blank(): Promise<Page> {
    const page = await this.context.newPage();
    // A window that is still saving something asks whether it may be closed.
    page.on("dialog", (dialog) => void dialog.accept().catch(() => undefined));
    return page;
  }

  /** As a person closes a tab: without a goodbye its extension host would live on beside the next one. */
  async shut(page: Page): Promise<void> {
    await Promise.all([page.waitForEvent("close"), page.close({ runBeforeUnload: true })]);
  }

  close(): Promise<void> {
    return this.closers.close();
  }
}
