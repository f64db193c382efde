import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StackError } from "../stackError";
import {
  type HostDisguise,
  inboxFolder,
  type ObservedWindow,
  recordFile,
  type RecordName,
  traitsFile,
  windowFile,
  windowsFolder,
} from "./observer/observerFiles";

const STEP_MS = 50;
const TIME_LIMIT_MS = 120_000;

/**
 * Sees what the extension does in a code-server that was started with `observe`, and plays the desktop to
 * it. The extension is the packaged one, unmodified; only the API that VS Code hands to it is wrapped.
 */
export class HostObserver {
  private delivered = 0;

  /** @param root the folder given to `startCodeServer` as `observe` */
  constructor(private readonly root: string) {
    mkdirSync(windowsFolder(root), { recursive: true });
  }

  /** What windows believe from now on; best set before they open. `undefined`: the truth. */
  disguise(traits: HostDisguise | undefined): void {
    if (traits === undefined) {
      rmSync(traitsFile(this.root), { force: true });
    } else {
      this.write(traitsFile(this.root), traits);
    }
  }

  /** The windows in which the extension is active, the latest last. A reload makes a new one of a window. */
  windows(): readonly ObservedWindow[] {
    return this.processes()
      .filter((pid) => existsSync(windowFile(this.root, pid)) && isAlive(pid))
      .map((pid) => JSON.parse(readFileSync(windowFile(this.root, pid), "utf8")) as ObservedWindow)
      .sort((a, b) => a.started - b.started);
  }

  /**
   * The window that comes up through `open`: this is how a page is matched with its extension host.
   *
   * @throws StackError when the extension is not active in a new window after two minutes
   */
  async newWindow(open: () => Promise<unknown>): Promise<ObservedWindow> {
    const before = new Set(this.windows().map(({ pid }) => pid));
    await open();
    const fresh = (): ObservedWindow | undefined => this.windows().findLast(({ pid }) => !before.has(pid));
    await until("a new window with the extension in it", () => fresh() !== undefined);
    return fresh()!;
  }

  /**
   * Waits until a window's extension host has ended, some time after its page was closed: until then it goes on with
   * what it was doing.
   *
   * @throws StackError when it still runs after two minutes
   */
  async ended({ pid }: ObservedWindow): Promise<void> {
    await until("the extension host of a closed window to end", () => !isAlive(pid));
  }

  /**
   * Opens an address of the extension as the operating system does it.
   *
   * @param to the process of a window, the latest window, or every window
   * @returns when the URI handler has been called
   * @throws StackError when there is no such window or it did not take the address within two minutes
   */
  async deliver(uri: string, to: number | "last" | "all" = "last"): Promise<void> {
    const all = this.windows().map(({ pid }) => pid);
    const pids = to === "all" ? all : to === "last" ? all.slice(-1) : all.filter((pid) => pid === to);
    if (pids.length === 0) {
      throw new StackError(`There is no window "${to}" to open ${new URL(uri).origin} in.`);
    }
    const name = `${String(++this.delivered).padStart(6, "0")}.json`;
    const files = pids.map((pid) => join(inboxFolder(this.root, pid), name));
    for (const file of files) {
      this.write(file, { uri });
    }
    await until("the URI handler to take what came", () => !files.some((file) => existsSync(file)));
  }

  /** Every line of the extension's log, of all levels and all windows, closed ones too. */
  log(): string {
    return this.read("log");
  }

  /** Every message to the panel, one JSON a line. */
  webviewMessages(): string {
    return this.read("webview");
  }

  /** Every change of `globalState` and `workspaceState`, one JSON a line. */
  state(): string {
    return this.read("state");
  }

  /** Every address that the extension opened, one a line. Those of a sign-in hold its state, as they must. */
  opened(): string {
    return this.read("opened");
  }

  private read(name: RecordName): string {
    return this.processes()
      .map((pid) => recordFile(this.root, pid, name))
      .map((file) => (existsSync(file) ? readFileSync(file, "utf8") : ""))
      .join("");
  }

  private processes(): number[] {
    // The older process first, so that what was recorded last stands last; a later process may have a lower id.
    const folder = windowsFolder(this.root);
    const born = (pid: number): number => statSync(join(folder, String(pid))).birthtimeMs;
    return readdirSync(folder)
      .map(Number)
      .sort((a, b) => born(a) - born(b));
  }

  /** Whole or not at all: the window may be reading. */
  private write(file: string, content: unknown): void {
    writeFileSync(`${file}.new`, JSON.stringify(content));
    renameSync(`${file}.new`, file);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(what: string, isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + TIME_LIMIT_MS;
  while (!isTrue()) {
    if (Date.now() > deadline) {
      throw new StackError(`Waited ${TIME_LIMIT_MS / 1000} s in vain for ${what}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
}
