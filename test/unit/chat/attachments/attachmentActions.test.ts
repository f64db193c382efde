import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { AttachmentActions, previewText } from "../../../../src/chat/attachments/attachmentActions";
import { AttachmentList } from "../../../../src/chat/attachments/attachmentList";
import type { ThreadAttachments } from "../../../../src/chat/attachments/threadAttachments";
import type { Conversation } from "../../../../src/chat/conversation";
import { attachmentText } from "../../../../src/shared/attachmentText";
import { lazily } from "../../../../src/shared/lazily";
import type { ToView } from "../../../../src/shared/protocol";
import type { Turn } from "../../../../src/shared/transcript";
import { image, pngOf, text } from "./samples";

/** A workspace with any file that is asked for, and what the panel is shown. */
class Panel {
  readonly list = new AttachmentList(() => undefined);
  readonly opened: string[] = [];
  readonly posted: ToView[] = [];
  notice: string | undefined;
  turns: readonly Turn[] = [];
  /** What the threads were asked, in order. */
  readonly asked: string[] = [];
  readonly threads = {
    suggest: (query: string) => {
      this.asked.push(query);
      return Promise.resolve([{ id: "thread:1", kind: "thread", name: "Lisbon", detail: "" } as const]);
    },
    forget: () => this.asked.push("forget"),
    attach: (id: string) => Promise.resolve(text(id, "1")),
    summary: ({ threadId }: Pick<Conversation, "threadId">) =>
      threadId === "broken" ? Promise.reject(new Error("down")) : Promise.resolve(text(`summary:${threadId}`, "1")),
  };
  readonly actions = new AttachmentActions({
    list: this.list,
    provider: {
      complete: (query) =>
        query === "broken"
          ? Promise.reject(new Error("no files"))
          : Promise.resolve([{ id: `file:${query}`, kind: "file", name: query, detail: "" }]),
      resolve: (id) => gathered(id.slice("file:".length)),
      fromUris: (uris) => gathered(...uris),
      fromData: (name) => gathered(name),
      open: (id) => Promise.resolve(void this.opened.push(id)),
      wasOffered: () => false,
    },
    agentOf: () => ({ id: "weatherAgent", name: "Weather" }),
    threads: lazily(() => this.threads as unknown as ThreadAttachments),
    turns: () => this.turns,
    showPreview: () => Promise.resolve(),
    post: (message) => this.posted.push(message),
    showNotice: (notice) => (this.notice = notice?.message),
    logError: () => undefined,
  });

  get names(): readonly string[] {
    return this.list.items.map(({ name }) => name);
  }
}

function gathered(...names: readonly string[]) {
  return Promise.resolve({ attachments: names.map((name) => text(name, "1")), refused: [] });
}

describe("AttachmentActions", () => {
  let panel: Panel;
  beforeEach(() => (panel = new Panel()));

  it("attaches a row that was offered, also one of an earlier list", async () => {
    await panel.actions.complete(1, "a.ts");
    await panel.actions.complete(2, "b.ts");
    await panel.actions.attach("file:a.ts");
    deepStrictEqual([panel.names, panel.notice], [["a.ts"], undefined]);
  });

  it("attaches no file that was never offered, whatever the panel asks for", async () => {
    await panel.actions.complete(1, "a.ts");
    await panel.actions.attach("file:/etc/passwd");
    deepStrictEqual([panel.names, panel.notice], [[], "This file is no longer in the workspace."]);
  });

  it("offers nothing when the files cannot be listed", async () => {
    await panel.actions.complete(1, "broken");
    deepStrictEqual(panel.posted, [{ type: "completions", request: 1, suggestions: [] }]);
  });

  it("offers threads where they are asked for, before the files, and says how until then", async () => {
    const rows = async (query: string): Promise<readonly string[]> => {
      await panel.actions.complete(1, query);
      const last = panel.posted.at(-1);
      return last?.type === "completions" ? last.suggestions.map(({ id }) => id) : [];
    };
    deepStrictEqual(await rows(""), ["thread", "file:"]);
    deepStrictEqual(await rows("th"), ["thread", "file:th"]);
    deepStrictEqual(await rows("thread:lis"), ["thread:1", "file:thread:lis"]);
    deepStrictEqual(await rows("weather"), ["file:weather"]);
    deepStrictEqual(await rows("Summary"), ["thread:1", "file:Summary"]);
    deepStrictEqual(panel.asked, ["thread:lis", "forget", "Summary"], "they are listed anew after another word");
    await panel.actions.attach("thread:1");
    deepStrictEqual(panel.names, ["thread:1"]);
    await panel.actions.attach("thread:2");
    deepStrictEqual([panel.names, panel.notice], [["thread:1"], "This file is no longer in the workspace."]);
  });

  it("begins what a summary is for once there is one, and attaches it there", async () => {
    const shown = (threadId: string) => ({ threadId }) as Conversation;
    let begun = 0;
    await panel.actions.attachSummary(shown("broken"), () => (begun += 1));
    deepStrictEqual([begun, panel.names], [0, []]);
    ok(panel.notice);
    await panel.actions.attachSummary(shown("t"), () => {
      begun += 1;
      deepStrictEqual(panel.names, []);
    });
    deepStrictEqual([begun, panel.names, panel.notice], [1, ["summary:t"], undefined]);
  });

  it("opens what is attached", async () => {
    panel.list.add(text("a.ts", "1"));
    await panel.actions.open("file:a.ts");
    deepStrictEqual(panel.opened, ["file:a.ts"]);
  });

  it("opens what was sent along with a turn that is shown", async () => {
    const { item, content } = text("a.ts", "1");
    panel.turns = [
      {
        id: "1",
        role: "user",
        agentName: "",
        state: "complete",
        createdAt: 0,
        parts: [{ kind: "context", id: item.id, item, content }],
      },
    ];
    await panel.actions.open("file:a.ts");
    deepStrictEqual(panel.opened, ["file:a.ts"]);
  });

  it("opens nothing else, whatever the panel asks for", async () => {
    panel.list.add(text("a.ts", "1"));
    await panel.actions.open("file:/etc/passwd");
    deepStrictEqual(panel.opened, []);
    strictEqual(panel.notice, "This link has no address, so there is nothing to open.");
  });
});

describe("previewText", () => {
  it("shows the words and each attachment as they are sent, and bytes as one line", async () => {
    const code = text("a.ts", 'const a = "<b>";\r\n');
    const picture = await image("shot.png", pngOf(12_345));
    strictEqual(
      previewText("What is this?", [code, picture]),
      `What is this?\n\n${attachmentText(code.item, code.content)}\n\n[image/png, 12.3 KB, base64]`,
    );
  });

  it("is the attachments alone when nothing has been typed, and empty for nothing", () => {
    const code = text("a.ts", "1");
    strictEqual(previewText("", [code]), attachmentText(code.item, "1"));
    strictEqual(previewText("", []), "");
  });
});
