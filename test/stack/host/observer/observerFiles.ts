import { join } from "node:path";

/** The environment variable that names the folder of the records, and by that turns observing on. */
export const OBSERVE_VARIABLE = "AGENT_CHAT_OBSERVE";

/** What the extension is to believe of the window that it runs in. */
export interface HostDisguise {
  readonly ui: "desktop" | "web";
  /** Whether the extension host is another computer than the window's. */
  readonly remote: boolean;
  readonly uriScheme: string;
}

/** A window of VS Code in which the extension is active. */
export interface ObservedWindow {
  /** The process of its extension host. */
  readonly pid: number;
  /** The first folder that it has open; empty without one. */
  readonly folder: string;
  /** When the extension was loaded, milliseconds since 1970. */
  readonly started: number;
}

/** The records of one window, each a file of its own. */
const RECORDS = { log: "log.txt", webview: "webview.txt", state: "state.txt", opened: "opened.txt" } as const;

export type RecordName = keyof typeof RECORDS;

/** Holds a HostDisguise for all windows; without it they see the truth. */
export function traitsFile(root: string): string {
  return join(root, "traits.json");
}

/** One folder per extension host. */
export function windowsFolder(root: string): string {
  return join(root, "windows");
}

/** Holds an ObservedWindow; written when the extension is loaded. */
export function windowFile(root: string, pid: number): string {
  return join(windowsFolder(root), String(pid), "window.json");
}

export function recordFile(root: string, pid: number, name: RecordName): string {
  return join(windowsFolder(root), String(pid), RECORDS[name]);
}

/** Holds URIs for this window, one a file, in the order of their names. */
export function inboxFolder(root: string, pid: number): string {
  return join(windowsFolder(root), String(pid), "uris");
}
