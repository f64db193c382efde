import { TextCache } from "../shared/textCache";
import { readFileIfThere, removeFileIfThere, writeFileAtomically } from "./atomicFile";
import { folderOf, makeFolder } from "./folders";
import { fromUtf8, utf8, utf8Length } from "../shared/bytes";

/** Files of version 1 have the texts as Markdown. */
const VERSION = 2;

/** Bytes of JSON. */
const MAX_BYTES = 20_000_000;

interface SearchCacheFile {
  readonly version: number;
  /** Id, time of the last change, texts. */
  readonly threads: readonly (readonly [string, number, readonly string[]])[];
}

/**
 * The texts of one owner's threads in a file, so that a search reads from the server only what has changed. All of it
 * can be read again: what cannot be read or written is reported and done without, and of two windows that write the
 * file the last one counts.
 */
export class FileSearchCache {
  private cache: Promise<TextCache> | undefined;
  private writing: Promise<void> = Promise.resolve();
  private changed = false;
  private removed = false;

  /**
   * @param path of a file that belongs to the owner
   * @param maxBytes that the file may have, roughly
   */
  constructor(
    private readonly path: string,
    private readonly logError: (what: string, error: unknown) => void,
    private readonly maxBytes = MAX_BYTES,
  ) {}

  async get(threadId: string, updatedAt: number): Promise<readonly string[] | undefined> {
    return (await this.read()).get(threadId, updatedAt);
  }

  async set(threadId: string, updatedAt: number, texts: readonly string[]): Promise<void> {
    (await this.read()).set(threadId, updatedAt, texts);
    this.changed = true;
  }

  /** Writes what is new. Never throws. */
  flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** Deletes the file, and writes none again: the owner has signed out. */
  async remove(): Promise<void> {
    this.removed = true;
    this.cache = undefined;
    await this.writing;
    await removeFileIfThere(this.path);
  }

  private async write(): Promise<void> {
    if (!this.changed || this.removed) {
      return;
    }
    this.changed = false;
    const threads = [...(await this.read()).all()].map(({ id, updatedAt, texts }) => [id, updatedAt, texts] as const);
    const file: SearchCacheFile = { version: VERSION, threads };
    try {
      await makeFolder(folderOf(this.path));
      await writeFileAtomically(this.path, utf8(JSON.stringify(file)), { lazy: true });
    } catch (error) {
      this.logError("writing the texts for the search", error);
    }
  }

  private read(): Promise<TextCache> {
    return (this.cache ??= this.load());
  }

  private async load(): Promise<TextCache> {
    const cache = new TextCache(this.maxBytes, (text) => utf8Length(JSON.stringify(text)) + 1);
    if (this.removed) {
      return cache;
    }
    try {
      const bytes = await readFileIfThere(this.path);
      for (const [id, updatedAt, texts] of bytes === undefined ? [] : threadsOf(bytes)) {
        cache.set(id, updatedAt, texts);
      }
    } catch (error) {
      this.logError("reading the texts for the search", error);
    }
    return cache;
  }
}

/** What of the file is as it should be. @throws SyntaxError when it is no JSON */
function threadsOf(bytes: Uint8Array): SearchCacheFile["threads"] {
  const file = JSON.parse(fromUtf8(bytes)) as Partial<SearchCacheFile> | null;
  return file?.version === VERSION && Array.isArray(file.threads) ? file.threads.filter(isThread) : [];
}

function isThread(value: unknown): value is SearchCacheFile["threads"][number] {
  if (!Array.isArray(value)) {
    return false;
  }
  const [id, updatedAt, texts] = value as unknown[];
  return (
    typeof id === "string" &&
    typeof updatedAt === "number" &&
    Array.isArray(texts) &&
    texts.every((text) => typeof text === "string")
  );
}
