import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFileIfThere, removeFileIfThere, writeFileAtomically } from "../../../src/storage/atomicFile";

describe("atomicFile", () => {
  let directory: string;
  beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), "atomic-"))));
  afterEach(() => rm(directory, { recursive: true, force: true }));
  const text = async (path: string): Promise<string | undefined> => {
    const bytes = await readFileIfThere(path);
    return bytes && Buffer.from(bytes).toString("utf8");
  };

  it("writes, reads and removes a file that nobody else may read", async () => {
    const path = join(directory, "a");
    assert.equal(await text(path), undefined);
    await writeFileAtomically(path, Buffer.from("one"));
    await writeFileAtomically(path, Buffer.from("two"));
    assert.equal(await text(path), "two");
    if (process.platform !== "win32") {
      assert.equal((await stat(path)).mode & 0o777, 0o600);
    }
    assert.deepEqual(await readdir(directory), ["a"]);
    await removeFileIfThere(path);
    await removeFileIfThere(path);
    assert.equal(await text(path), undefined);
  });

  it("shows one of the whole texts to whoever reads while many write", async () => {
    const path = join(directory, "a");
    const texts = ["x", "y", "z"].map((letter) => letter.repeat(100_000));
    await writeFileAtomically(path, Buffer.from(texts[0] ?? ""));
    const writers = texts.map(async (each) => {
      for (let write = 0; write < 5; write++) {
        await writeFileAtomically(path, Buffer.from(each));
      }
    });
    const reader = (async () => {
      for (let read = 0; read < 20; read++) {
        assert.ok(texts.includes((await text(path)) ?? ""));
      }
    })();
    await Promise.all([...writers, reader]);
    assert.deepEqual(await readdir(directory), ["a"]);
  }).timeout(20_000);

  it("leaves what was there, and nothing else, when it cannot write", async () => {
    // No file takes the name of a folder that holds something.
    const path = join(directory, "folder");
    await mkdir(path);
    await writeFile(join(path, "inside"), "kept");
    await assert.rejects(writeFileAtomically(path, Buffer.from("one")));
    assert.deepEqual(await readdir(directory), ["folder"]);
    assert.equal(await text(join(path, "inside")), "kept");
  });
});
