import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type FileOperations,
  readFileIfThere,
  removeFileIfThere,
  writeFileAtomically,
} from "../../../src/storage/atomicFile";

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

  describe("while another process holds the file", () => {
    /** Pauses between the tries, in milliseconds. */
    let waits: number[];
    let tries: number;
    beforeEach(() => ([waits, tries] = [[], 0]));

    const refusal = (code: string): Error => Object.assign(new Error(`${code}: held`), { code });

    /** The real operations, refused so many times. */
    function held(code: string, times: number, removing = false): FileOperations {
      const refused = (): void => {
        tries += 1;
        if (tries <= times) {
          throw refusal(code);
        }
      };
      return {
        rename: async (from, to) => {
          refused();
          await rename(from, to);
        },
        readFile: async (path) => {
          refused();
          return readFile(path);
        },
        remove: async (path) => {
          if (removing) {
            refused();
          }
          await rm(path, { force: true });
        },
        wait: (milliseconds) => Promise.resolve(waits.push(milliseconds)),
      };
    }

    for (const code of ["EPERM", "EACCES", "EBUSY"]) {
      it(`writes, reads and removes after ${code} was answered twice`, async () => {
        const path = join(directory, "a");
        await writeFileAtomically(path, Buffer.from("one"), {}, held(code, 2));
        assert.equal(await text(path), "one");
        tries = 0;
        assert.deepEqual(await readFileIfThere(path, held(code, 2)), Buffer.from("one"));
        tries = 0;
        await removeFileIfThere(path, held(code, 2, true));
        assert.equal(await text(path), undefined);
        assert.deepEqual(waits, [5, 10, 5, 10, 5, 10]);
      });
    }

    it("gives up in the end, with the error of the system, and leaves no temporary file", async () => {
      const path = join(directory, "a");
      await assert.rejects(writeFileAtomically(path, Buffer.from("one"), {}, held("EPERM", 99)), refusal("EPERM"));
      assert.equal(tries, waits.length + 1);
      assert.deepEqual(await readdir(directory), []);
      await assert.rejects(readFileIfThere(path, held("EBUSY", 99)), refusal("EBUSY"));
      await assert.rejects(removeFileIfThere(path, held("EACCES", 99, true)), refusal("EACCES"));
    });

    it("says why it could not write, also when the temporary file cannot be removed either", async () => {
      const operations = {
        ...held("EPERM", 99),
        remove: () => Promise.reject(refusal("EBUSY")),
      };
      await assert.rejects(
        writeFileAtomically(join(directory, "a"), Buffer.from("one"), {}, operations),
        refusal("EPERM"),
      );
    });

    it("does not try again what another error has ended", async () => {
      const path = join(directory, "a");
      await assert.rejects(writeFileAtomically(path, Buffer.from("one"), {}, held("ENOSPC", 1)), refusal("ENOSPC"));
      tries = 0;
      await assert.rejects(readFileIfThere(path, held("EIO", 1)), refusal("EIO"));
      tries = 0;
      await assert.rejects(removeFileIfThere(path, held("EROFS", 1, true)), refusal("EROFS"));
      assert.deepEqual(waits, []);
    });
  });
});
