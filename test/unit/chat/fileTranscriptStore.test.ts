import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { FileTranscriptStore } from "../../../src/chat/fileTranscriptStore";
import { accountKey, type Owner } from "../../../src/shared/owner";
import type { Transcript } from "../../../src/shared/transcript";

const server = "https://mastra.example.com/api";
const ada: Owner = { issuer: "clerk.example.com", sub: "user_2ada", organizationId: "", server };
const bob: Owner = { ...ada, sub: "user_2bob" };

const transcript: Transcript = {
  threadId: "thread-1",
  turns: [
    {
      id: "1",
      role: "user",
      agentName: "",
      parts: [{ kind: "text", id: "user", text: "Wie ist das Wetter in Zürich? 🌤️" }],
      state: "complete",
      createdAt: 1,
    },
  ],
};

describe("FileTranscriptStore", () => {
  let folder: string;
  let store: FileTranscriptStore;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "agent-chat-"));
    store = new FileTranscriptStore(join(folder, "storage"), "workspace-1");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const files = (): string[] =>
    readdirSync(join(folder, "storage", "conversations"), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith(".json"));

  it("brings back what was saved, and only to its owner", async () => {
    await store.save(ada, transcript);
    deepStrictEqual(await store.loadLast(ada), transcript);
    strictEqual(await store.loadLast(bob), undefined);
  });

  it("shows neither address nor user in a file's name", async () => {
    await store.save(ada, transcript);
    deepStrictEqual(
      files().filter((name) => /mastra|clerk|user/.test(name)),
      [],
    );
  });

  it("takes a half-written file for none", async () => {
    await store.save(ada, transcript);
    const file = files().find((name) => !name.endsWith(".summary.json") && name.split(sep).length === 3) ?? "";
    for (const damaged of ['{"threadId":"thre', "null", '{"threadId":"x","turns":[null]}', '{"threadId":7}', ""]) {
      writeFileSync(join(folder, "storage", "conversations", file), damaged);
      strictEqual(await store.loadLast(ada), undefined);
      strictEqual(await store.load(ada, transcript.threadId), undefined);
    }
  });

  it("keeps an organization's conversations, and those of a server below another path, apart", async () => {
    await store.save(ada, transcript);
    const others = [
      { ...ada, organizationId: "org_acme" },
      { ...ada, server: "https://mastra.example.com/staging/api" },
    ];
    for (const owner of others) {
      deepStrictEqual([await store.loadLast(owner), await store.list(owner)], [undefined, []]);
    }
    await store.save(others[0]!, { ...transcript, threadId: "acme" });
    await store.clear(accountKey(others[0]!));
    strictEqual((await store.loadLast(ada))?.threadId, "thread-1");
  });

  describe("with what version 0.4.0 wrote", () => {
    const name = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);
    const account = (): string => join(folder, "storage", "conversations", name("clerk.example.com user_2ada"));
    const origin = "https://mastra.example.com";

    beforeEach(() => {
      mkdirSync(join(account(), name(origin)), { recursive: true });
      const thread = join(account(), name(origin), name("thread-1"));
      writeFileSync(`${thread}.json`, JSON.stringify(transcript));
      const summary = { id: "thread-1", title: "Zürich", agentName: "", updatedAt: 1 };
      writeFileSync(`${thread}.summary.json`, JSON.stringify(summary));
      writeFileSync(
        join(account(), `${name(`workspace-1 ${origin}`)}.json`),
        JSON.stringify({ threadId: "thread-1", turns: [] }),
      );
    });

    it("shows the last conversation and the list", async () => {
      deepStrictEqual(await store.loadLast(ada), transcript);
      deepStrictEqual(
        (await store.list(ada)).map(({ title }) => title),
        ["Zürich"],
      );
    });

    it("finds what a crash had left under another name", async () => {
      const thread = join(account(), name(origin), `${name("thread-1")}.json`);
      renameSync(thread, `${thread}.next`);
      deepStrictEqual(await store.load(ada, "thread-1"), transcript);
      deepStrictEqual(
        readdirSync(join(folder, "storage"), { recursive: true }).filter((each) => String(each).endsWith(".next")),
        [],
      );
    });

    it("deletes it at the sign-out", async () => {
      await store.loadLast(ada);
      await store.clear(accountKey(ada));
      deepStrictEqual(files(), []);
    });
  });

  it("has the last of what two windows write at the same time", async () => {
    const other = new FileTranscriptStore(join(folder, "storage"), "workspace-2");
    for (let round = 0; round < 20; round++) {
      await Promise.all([store.save(ada, transcript), other.save(ada, transcript)]);
      deepStrictEqual(await store.load(ada, transcript.threadId), transcript);
    }
  });

  it("goes on when somebody has deleted its folder", async () => {
    await store.loadLast(ada);
    await store.save(ada, transcript);
    rmSync(join(folder, "storage", "conversations"), { recursive: true });
    await store.save(ada, transcript);
    deepStrictEqual(await store.loadLast(ada), transcript);
  });

  describe("after a sign-out in another window", () => {
    let other: FileTranscriptStore;

    beforeEach(async () => {
      other = new FileTranscriptStore(join(folder, "storage"), "workspace-2");
      await store.loadLast(ada);
      await store.save(ada, transcript);
      await other.clear(accountKey(ada));
    });

    it("deletes what was saved before this window heard of it", async () => {
      await store.save(ada, transcript);
      strictEqual(files().length > 0, true);
      await store.clearMadeAnew(accountKey(ada));
      deepStrictEqual(readdirSync(join(folder, "storage", "conversations")), []);
    });

    it("deletes what a session at another server has begun to save until then", async () => {
      const there = { ...ada, server: "https://other.example.com/api" };
      await store.loadLast(there);
      await store.save(there, transcript);
      await store.clearMadeAnew(accountKey(ada));
      deepStrictEqual(readdirSync(join(folder, "storage", "conversations")), []);
    });

    it("leaves what the next sign-in has saved meanwhile", async () => {
      await store.save(ada, transcript);
      await other.save(ada, { ...transcript, threadId: "thread-2" });
      await store.clearMadeAnew(accountKey(ada));
      deepStrictEqual(
        [await other.load(ada, "thread-1"), (await other.loadLast(ada))?.threadId],
        [undefined, "thread-2"],
      );
    });

    it("takes what is saved after the next sign-in in this window for what it is", async () => {
      await store.clearMadeAnew(accountKey(ada));
      await store.loadLast(ada);
      await store.save(ada, transcript);
      await store.clearMadeAnew(accountKey(ada));
      deepStrictEqual(await store.loadLast(ada), transcript);
    });
  });

  it("forgets an account, also when there is nothing, and leaves the others theirs", async () => {
    await store.clear(accountKey(ada));
    await store.save(ada, transcript);
    await store.save({ ...ada, server: "https://other.example.com/api" }, transcript);
    await store.save(bob, transcript);
    await store.clear(accountKey(ada));
    strictEqual(await store.loadLast(ada), undefined);
    deepStrictEqual(await store.loadLast(bob), transcript);
    strictEqual(new Set(files().map((name) => name.split(sep)[0])).size, 1);
  });

  it("keeps every thread, lists them, and shows the one again that was shown last", async () => {
    await store.save(ada, transcript);
    await store.save(ada, { ...transcript, threadId: "thread-2", title: "Zürich" });
    deepStrictEqual((await store.list(ada)).map(({ title }) => title).sort(), [
      "Wie ist das Wetter in Zürich? 🌤️",
      "Zürich",
    ]);
    strictEqual((await store.loadLast(ada))?.threadId, "thread-1");
    await store.setLast(ada, "thread-2");
    strictEqual((await store.loadLast(ada))?.threadId, "thread-2");
    await store.remove(ada, "thread-2");
    deepStrictEqual([await store.loadLast(ada), (await store.list(ada)).length], [undefined, 1]);
  });

  it("takes over the conversation that 0.2.0 wrote where the last thread is remembered", async () => {
    await store.setLast(ada, "x");
    const pointer = files().find((name) => name.split(sep).length === 2) ?? "";
    writeFileSync(join(folder, "storage", "conversations", pointer), JSON.stringify(transcript));
    deepStrictEqual(await store.loadLast(ada), transcript);
  });
});
