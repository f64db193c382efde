import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { ExportThread } from "../../src/editor/exportThread";
import { SaveAgentFile } from "../../src/editor/saveFile";
import type { Transcript } from "../../src/shared/transcript";
import { pressing, refusalOf, workspaceFolder } from "./contextWorkspace";

const transcript: Transcript = {
  threadId: "thread-1",
  turns: [
    {
      id: "1",
      role: "user",
      agentName: "",
      parts: [{ kind: "text", id: "user", text: "Wie warm ist es in Zürich?" }],
      state: "complete",
      createdAt: 1,
    },
  ],
};

describe("saving files", () => {
  let folder: vscode.Uri;
  let asked: vscode.SaveDialogOptions[];
  const proposed = (): string => asked.at(-1)?.defaultUri?.path.split("/").at(-1) ?? "";
  /** A person who takes the name that is proposed, in the test's own folder. */
  const save = (options: vscode.SaveDialogOptions): Promise<vscode.Uri> => {
    asked.push(options);
    return Promise.resolve(vscode.Uri.joinPath(folder, proposed()));
  };
  const leave = (options: vscode.SaveDialogOptions): Promise<undefined> => {
    asked.push(options);
    return Promise.resolve(undefined);
  };
  const saved = async (name: string): Promise<Buffer> =>
    Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)));
  const nowhere = (): Promise<vscode.Uri> => Promise.resolve(vscode.Uri.parse("agent-chat-nowhere:/a.md"));

  beforeEach(async () => {
    asked = [];
    folder = vscode.Uri.joinPath(workspaceFolder(), "savedFiles");
    await vscode.workspace.fs.createDirectory(folder);
  });
  afterEach(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  describe("ExportThread", () => {
    const exporter = (ask = save): ExportThread => new ExportThread(() => "localhost:4111", ask);

    it("saves Markdown and JSON under the thread's title", async () => {
      await exporter().run(transcript, "Wetter: Zürich/v1.2?", "markdown");
      strictEqual(proposed(), "Wetter Zürich v1 2.md");
      match(
        (await saved("Wetter Zürich v1 2.md")).toString(),
        /Server: localhost:4111[^]*## You[^]*Wie warm ist es in Zürich\?/,
      );
      await exporter().run(transcript, "", "json");
      const json = JSON.parse((await saved("Conversation.json")).toString()) as { format: string; turns: unknown[] };
      deepStrictEqual([json.format, json.turns.length], ["agent-chat-thread", 1]);
    });

    it("asks for the format when none is given", async () => {
      await pressing("workbench.action.acceptSelectedQuickOpenItem", exporter().run(transcript, "x"));
      deepStrictEqual(asked.at(-1)?.filters, { Markdown: ["md"] });
    });

    it("writes nothing when the person leaves, and has nothing to export of an empty thread", async () => {
      await new ExportThread(() => "", leave).run(transcript, "x", "json");
      strictEqual(asked.length, 1);
      deepStrictEqual(await vscode.workspace.fs.readDirectory(folder), []);
      const empty = exporter().run({ threadId: "t", turns: [] }, "x", "json");
      strictEqual((await refusalOf(empty)).kind, "nothingToExport");
    });

    it("says when the place cannot be written", async () => {
      const refusal = await refusalOf(new ExportThread(() => "", nowhere).run(transcript, "x", "json"));
      strictEqual(refusal.kind, "notSaved");
      match(refusal.message, /^Couldn't save a\.md/);
    });
  });

  describe("SaveAgentFile", () => {
    const file = { kind: "file", id: "f", name: "../chart", mediaType: "image/png" } as const;

    it("saves the bytes under a safe name", async () => {
      await new SaveAgentFile(save).save({ ...file, base64: Buffer.from([0, 1, 2, 255]).toString("base64") });
      strictEqual(proposed(), "chart.png");
      ok((await saved("chart.png")).equals(Buffer.from([0, 1, 2, 255])));
    });

    it("takes eight megabytes", async () => {
      const bytes = Buffer.alloc(8_000_000, 7);
      await new SaveAgentFile(save).save({ ...file, base64: bytes.toString("base64") });
      ok((await saved("chart.png")).equals(bytes));
    });

    it("refuses what holds no bytes before it asks for a place", async () => {
      for (const part of [
        file,
        { ...file, url: "https://a.test/b" },
        { ...file, base64: "<html>" },
        { ...file, base64: "A" },
      ]) {
        strictEqual((await refusalOf(new SaveAgentFile(save).save(part))).kind, "badFile");
      }
      strictEqual(asked.length, 0);
    });
  });
});
