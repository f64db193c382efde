import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What a process holds at one moment, with nothing under way. */
export interface Measure {
  /** Turns so far. */
  readonly turns: number;
  /** Bytes of living objects. */
  readonly heap: number;
  /** Sockets, timers and the like that keep the process from ending, by kind. */
  readonly resources: Readonly<Record<string, number>>;
  /** Listeners of the process itself. */
  readonly listeners: number;
  /** Files of the extension, without those of conversations. */
  readonly otherFiles: readonly string[];
  /** Files of conversations, and their bytes. */
  readonly files: number;
  readonly bytes: number;
}

/** @param folder the extension's */
export async function measure(turns: number, folder: string): Promise<Measure> {
  const heap = await livingBytes();
  const all = readdirSync(folder, { recursive: true }).map(String);
  const conversations = all.filter((name) => name.endsWith(".json"));
  const isFile = (name: string): boolean => statSync(join(folder, name)).isFile();
  return {
    turns,
    heap,
    resources: resources(),
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    otherFiles: all.filter((name) => !name.endsWith(".json") && isFile(name)).sort(),
    files: conversations.length,
    bytes: conversations.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
  };
}

/** Those of this moment, by kind. */
export function resources(): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

async function livingBytes(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let round = 0; round < 4; round += 1) {
    // What is only held by a promise that has just settled, or by a finalizer, goes with the next round.
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
  }
  return process.memoryUsage().heapUsed;
}
