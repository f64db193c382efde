import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { FileTranscriptStore } from "../../src/chat/vscode/fileTranscriptStore";
import type { Transcript } from "../../src/shared/transcript";

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

  const files = (): string[] => readdirSync(join(folder, "storage", "conversations"));

  it("brings back what was saved, and only to its owner", async () => {
    await store.save("server user_1", transcript);
    deepStrictEqual(await store.load("server user_1"), transcript);
    strictEqual(await store.load("server user_2"), undefined);
  });

  it("shows neither address nor user in a file's name", async () => {
    await store.save("https://mastra.example.com user_2ada", transcript);
    deepStrictEqual(files().filter((name) => /mastra|user/.test(name)), []);
  });

  it("takes a half-written file for none", async () => {
    await store.save("server user_1", transcript);
    for (const damaged of ['{"threadId":"thre', "null", '{"threadId":"x","turns":[null]}', '{"threadId":7}', ""]) {
      writeFileSync(join(folder, "storage", "conversations", files()[0] ?? ""), damaged);
      strictEqual(await store.load("server user_1"), undefined);
    }
  });

  it("forgets everything, also when there is nothing", async () => {
    await store.clear();
    await store.save("server user_1", transcript);
    await store.clear();
    strictEqual(await store.load("server user_1"), undefined);
  });
});
