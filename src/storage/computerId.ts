import { fromUtf8 } from "../shared/bytes";
import { readFileIfThere } from "./atomicFile";
import { createFile, folderOf, makeFolder } from "./folders";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A random id of this computer, the same in every window from the first one on. Of two windows that make one at the
 * same moment the first has its way.
 *
 * @param path of the file that holds it
 * @returns an id that counts until the window closes when the file can be neither read nor written
 */
export async function computerId(path: string): Promise<string> {
  const made = crypto.randomUUID();
  try {
    await makeFolder(folderOf(path));
    await createFile(path, made);
    return made;
  } catch {
    return (await readId(path)) ?? made;
  }
}

async function readId(path: string): Promise<string | undefined> {
  try {
    const bytes = await readFileIfThere(path);
    const text = bytes ? fromUtf8(bytes).trim() : "";
    return UUID.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
