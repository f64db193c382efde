import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A random id of this computer, the same in every window from the first one on. Of two windows that make one at the
 * same moment the first has its way.
 *
 * @param path of the file that holds it
 * @returns an id that counts until the window closes when the file can be neither read nor written
 */
export async function computerId(path: string): Promise<string> {
  const made = randomUUID();
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, made, { flag: "wx", mode: 0o600 });
    return made;
  } catch {
    return (await readId(path)) ?? made;
  }
}

async function readId(path: string): Promise<string | undefined> {
  try {
    const text = (await readFile(path, "utf8")).trim();
    return UUID.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
