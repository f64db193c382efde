import { readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { join } from "node:path";
import { stubContext, stubVscode } from "./stubVscode";
import { watchWorld } from "./watched";

export interface ActivationOf {
  /** The extension's folder. */
  readonly folder: string;
  /** Its main file. */
  readonly main: string;
}

export interface Activation {
  /** Milliseconds to load the main file and what it requires. */
  readonly loadMs: number;
  /** Milliseconds until `activate` has returned and what it returned has resolved. */
  readonly activateMs: number;
  readonly files: number;
  readonly requests: number;
  /** Timers that wait once it has activated. */
  readonly timers: number;
}

interface Loader {
  _load: (request: string, ...rest: unknown[]) => unknown;
}

/** Loads and activates an extension in this process, on a stub of the `vscode` module. */
export async function activationSample({ folder, main }: ActivationOf): Promise<Activation> {
  const stub = stubVscode();
  const loader = Module as unknown as Loader;
  const load = loader._load;
  loader._load = (request, ...rest) => (request === "vscode" ? stub : Reflect.apply(load, loader, [request, ...rest]));
  const require = createRequire(main);
  const began = performance.now();
  const { activate } = require(main) as { activate: (context: object) => unknown };
  const loaded = performance.now();
  const subscriptions: unknown[] = [];
  const context = stubContext(
    folder,
    subscriptions,
    JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as object,
  );
  const modules = (): number => Object.keys(require.cache).length;
  const known = modules();
  const touched = watchWorld();
  const before = performance.now();
  const returned = activate(context);
  await returned;
  const activateMs = performance.now() - before;
  if (subscriptions.length === 0) {
    throw new Error(`${main} has registered nothing, so this was no activation.`);
  }
  const timers = process.getActiveResourcesInfo().filter((kind) => kind === "Timeout" || kind === "Immediate").length;
  // Node reads modules past the `fs` that programs see.
  const files = touched.files + modules() - known;
  return { loadMs: loaded - began, activateMs, requests: touched.requests, files, timers };
}
