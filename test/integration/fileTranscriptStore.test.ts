import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import * as vscode from "vscode";
import { FileTranscriptStore } from "../../src/chat/vscode/fileTranscriptStore";
import type { Transcript } from "../../src/shared/transcript";

const origin = "https://mastra.example.com";
const ada = { account: "clerk.example.com user_2ada", origin };
const bob = { account: "clerk.example.com user_2bob", origin };

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
    store = new FileTranscriptStore(vscode.Uri.joinPath(vscode.Uri.file(folder), "storage"), "workspace-1");
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

  it("loses nothing when VS Code ends in the middle of a write", async () => {
    const path = (name: string): string => join(folder, "storage", "conversations", name);
    await store.save(ada, transcript);
    const written = files();
    for (const name of written) {
      writeFileSync(path(`${name}.next`), '{"threadId":"thre');
    }
    deepStrictEqual([await store.loadLast(ada), (await store.list(ada)).length], [transcript, 1]);
    for (const name of written) {
      renameSync(path(name), path(`${name}.next`));
    }
    deepStrictEqual([await store.loadLast(ada), (await store.list(ada)).length], [transcript, 1]);
    await store.save(ada, transcript);
    await store.setLast(ada, transcript.threadId);
    deepStrictEqual(
      readdirSync(join(folder, "storage"), { recursive: true }).filter((name) => String(name).endsWith(".next")),
      [],
    );
    renameSync(path(written[0] ?? ""), path(`${written[0] ?? ""}.next`));
    await store.remove(ada, transcript.threadId);
    deepStrictEqual([await store.loadLast(ada), (await store.list(ada)).length], [undefined, 0]);
  });

  it("has the last of what two windows write at the same time", async () => {
    const other = new FileTranscriptStore(vscode.Uri.joinPath(vscode.Uri.file(folder), "storage"), "workspace-2");
    for (let round = 0; round < 20; round++) {
      await Promise.all([store.save(ada, transcript), other.save(ada, transcript)]);
      deepStrictEqual(await store.load(ada, transcript.threadId), transcript);
    }
  });

  it("forgets an account, also when there is nothing, and leaves the others theirs", async () => {
    await store.clear(ada.account);
    await store.save(ada, transcript);
    await store.save({ ...ada, origin: "https://other.example.com" }, transcript);
    await store.save(bob, transcript);
    await store.clear(ada.account);
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
