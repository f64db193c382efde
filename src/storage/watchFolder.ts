import { watch } from "node:fs";

/**
 * Tells of changes of files in a folder, whichever window made them. What stops working later says nothing.
 *
 * @param listener takes the file's name, where the operating system tells it
 * @throws Error when the folder is not there, or cannot be watched
 */
export function watchFolder(folder: string, listener: (name: string | undefined) => void): { dispose(): void } {
  const watcher = watch(folder, { persistent: false }, (_event, name) => listener(name ?? undefined));
  watcher.on("error", () => watcher.close());
  return { dispose: () => watcher.close() };
}
