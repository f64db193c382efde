import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { FileSearchCache } from "../../../src/storage/searchCache";

describe("FileSearchCache", () => {
  let folder: string;
  let path: string;
  let errors: string[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "agent-chat-search-"));
    path = join(folder, "owner", "search.json");
    errors = [];
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const cache = (maxBytes?: number): FileSearchCache =>
    new FileSearchCache(path, (what) => void errors.push(what), maxBytes);

  it("gives the next window what this one has read, until it has changed", async () => {
    const mine = cache();
    await mine.set("t", 5, ["Zürich 🌤️", 'line\n"two"']);
    await mine.flush();
    const next = cache();
    deepStrictEqual(await next.get("t", 5), ["Zürich 🌤️", 'line\n"two"']);
    strictEqual(await next.get("t", 6), undefined);
    strictEqual(await next.get("other", 5), undefined);
    deepStrictEqual(errors, []);
  });

  it("lets only its owner read the file", async function () {
    if (process.platform === "win32") {
      this.skip();
    }
    const mine = cache();
    await mine.set("t", 5, ["secret"]);
    await mine.flush();
    strictEqual((await stat(path)).mode & 0o777, 0o600);
  });

  it("keeps the file small: the threads that changed last stay", async () => {
    const mine = cache(10_000);
    for (let index = 0; index < 100; index += 1) {
      await mine.set(`t${String(index)}`, index, ["東".repeat(100)]);
    }
    await mine.flush();
    ok((await stat(path)).size < 12_000);
    const next = cache(10_000);
    ok(await next.get("t99", 99));
    strictEqual(await next.get("t0", 0), undefined);
  });

  it("does without a file that holds something else, and writes a good one in its place", async () => {
    await mkdir(dirname(path));
    const old = '{"version":1,"threads":[["t",5,["**words**"]]]}';
    for (const garbage of ["", "{", "null", "[]", '{"version":7,"threads":[]}', '{"version":2,"threads":{}}', old]) {
      await writeFile(path, garbage);
      strictEqual(await cache().get("t", 5), undefined, garbage);
    }
    await writeFile(
      path,
      JSON.stringify({ version: 2, threads: [null, ["t"], ["t", 5, [7]], ["good", 5, ["words"]]] }),
    );
    const mine = cache();
    deepStrictEqual(await mine.get("good", 5), ["words"]);
    strictEqual(await mine.get("t", 5), undefined);
    await mine.set("t", 5, ["now"]);
    await mine.flush();
    deepStrictEqual(await cache().get("t", 5), ["now"]);
  });

  it("reports what cannot be read or written, and goes on without a file", async () => {
    await mkdir(path, { recursive: true });
    const mine = cache();
    await mine.set("t", 5, ["words"]);
    await mine.flush();
    deepStrictEqual(await mine.get("t", 5), ["words"]);
    deepStrictEqual(errors, ["reading the texts for the search", "writing the texts for the search"]);
  });

  it("writes only when there is something new", async () => {
    const mine = cache();
    await mine.set("t", 5, ["words"]);
    await mine.flush();
    await rm(path);
    await mine.flush();
    deepStrictEqual(await readdir(dirname(path)), []);
  });

  it("leaves nothing after a sign-out, not even by a search that ends later", async () => {
    const mine = cache();
    await mine.set("t", 5, ["words"]);
    const writing = mine.flush();
    await mine.remove();
    await writing;
    await mine.set("t", 6, ["words"]);
    await mine.flush();
    deepStrictEqual(await readdir(dirname(path)).catch(() => []), []);
    strictEqual(await mine.get("t", 5), undefined);
    await cache().remove();
  });

  it("holds JSON that is written whole", async () => {
    const mine = cache();
    await mine.set("a", 1, ["one"]);
    const first = mine.flush();
    await mine.set("b", 2, ["two"]);
    await Promise.all([first, mine.flush()]);
    const { threads } = JSON.parse(await readFile(path, "utf8")) as { threads: unknown[] };
    strictEqual(threads.length, 2);
  });
});
