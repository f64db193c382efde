import { match, notStrictEqual, strictEqual } from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { computerId } from "../../../src/storage/computerId";

describe("computerId", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "computer-id-"));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is random, and the same the next time, in a folder that was not there", async () => {
    const path = join(folder, "new", "guest-id");
    const id = await computerId(path);
    match(id, /^[0-9a-f-]{36}$/);
    strictEqual(await computerId(path), id);
    notStrictEqual(await computerId(join(folder, "other")), id);
  });

  it("is one for windows that ask at the same moment, whichever was first", async () => {
    const path = join(folder, "guest-id");
    await Promise.all(Array.from({ length: 20 }, () => computerId(path)));
    strictEqual(await computerId(path), await computerId(path));
  });

  it("is there where the file holds something else or cannot be written", async () => {
    const path = join(folder, "guest-id");
    writeFileSync(path, "../../etc");
    match(await computerId(path), /^[0-9a-f-]{36}$/);
    const taken = join(folder, "taken");
    mkdirSync(taken);
    match(await computerId(taken), /^[0-9a-f-]{36}$/);
  });
});
