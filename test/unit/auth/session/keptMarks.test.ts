import { ok, strictEqual } from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClerkSession } from "../../../../src/auth/session/clerkSession";
import { KeptMarks } from "../../../../src/auth/session/keptMarks";
import { FileLock } from "../../../../src/storage/fileLock";
import { Child } from "../setup/childProcess";

const instance = { issuer: "https://clerk.example.com", clientId: "client01" };

function sessionOf(sub: string): ClerkSession {
  return {
    ...instance,
    accessToken: "a.b.c",
    expiresAt: 0,
    scope: "",
    identity: { sub, label: `${sub}@example.com` },
    kind: "oauth",
  };
}

describe("keptMarks", () => {
  let folder: string;
  let marks: KeptMarks;
  const ada = sessionOf("user_ada");
  const bob = sessionOf("user_bob");

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kept-"));
    marks = new KeptMarks(join(folder, "storage"), new FileLock(folder));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("notices once that a session was lost, and only then", async () => {
    strictEqual(await marks.lost(instance, []), false);
    await marks.add(ada);
    await marks.add(bob);
    strictEqual(await marks.lost(instance, [bob, ada]), false);
    strictEqual(await marks.lost(instance, [bob]), true);
    strictEqual(await marks.lost(instance, [bob]), false);
  });

  it("does not take a sign-out for a loss, nor another instance's session", async () => {
    await marks.add(ada);
    strictEqual(await marks.lost({ ...instance, clientId: "client02" }, []), false);
    await marks.remove(ada);
    strictEqual(await marks.lost(instance, []), false);
  });

  it("writes down nobody's name, and survives a file that is damaged", async () => {
    await marks.add(ada);
    const file = "signedIn.json";
    ok(!/ada|clerk|client/.test(readFileSync(join(folder, "storage", file), "utf8")));
    writeFileSync(join(folder, "storage", file), "[1, {");
    strictEqual(await marks.lost(instance, []), false);
    await marks.add(bob);
    strictEqual(await marks.lost(instance, []), true);
  });

  it("loses no mark of eight windows that sign in and out together", async () => {
    const children = Array.from({ length: 8 }, (_, index) => new Child("keptMarks", { folder, window: index }));
    await Promise.all(children.map(({ exited }) => exited));
    // Each added three and removed the second.
    const kept = JSON.parse(readFileSync(join(folder, "signedIn.json"), "utf8")) as unknown[];
    strictEqual(kept.length, 16);
  }).timeout(60_000);

  it("notices nothing where windows share no folder", async () => {
    const none = new KeptMarks(undefined, new FileLock(folder));
    await none.add(ada);
    strictEqual(await none.lost(instance, []), false);
  });
});
