import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { EditorAttachments } from "../../src/editor/attachments/editorAttachments";
import { PREVIEW_SCHEME, PreviewDocument } from "../../src/editor/attachments/previewDocument";
import { closeEditors, refusalOf, until, workspaceFolder, write } from "./contextWorkspace";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** A file system with one file, as virtual workspaces have them. */
class OneFile implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  constructor(private readonly content: string) {}
  readonly watch = (): vscode.Disposable => new vscode.Disposable(() => undefined);
  readonly stat = (): vscode.FileStat => ({
    type: vscode.FileType.File,
    ctime: 0,
    mtime: 0,
    size: this.content.length,
  });
  readonly readDirectory = (): [string, vscode.FileType][] => [];
  readonly readFile = (): Uint8Array => Buffer.from(this.content);
  readonly writeFile = refuse;
  readonly createDirectory = refuse;
  readonly delete = refuse;
  readonly rename = refuse;
}

function refuse(): never {
  throw vscode.FileSystemError.NoPermissions();
}

describe("EditorAttachments with files", () => {
  let folder: vscode.Uri;
  let sources: EditorAttachments;
  /** What a person was asked, with the paths below, and what they answer. */
  let asked: string[];
  let agrees: boolean;
  const at = (path: string): vscode.Uri => vscode.Uri.joinPath(folder, path);
  const refused = async (uri: string): Promise<{ kind: string; message: string }> => {
    const { attachments, refused: refusals } = await sources.fromUris([uri]);
    strictEqual(attachments.length, 0);
    strictEqual(refusals.length, 1);
    return { kind: refusals[0]?.kind ?? "", message: refusals[0]?.message ?? "" };
  };

  before(async () => {
    folder = vscode.Uri.joinPath(workspaceFolder(), "contextFiles");
    await write(at("a b.ts"), "1\n2\n3\n");
    await write(at("picture.png"), png);
    await write(at("archive.zip"), Buffer.from("504b030400000000", "hex"));
    await write(at("empty.txt"), "");
    await write(at("utf16.txt"), Buffer.from("\ufeffZürich", "utf16le"));
    await write(at("huge.log"), "x".repeat(4_000_000));
  });
  beforeEach(() => {
    asked = [];
    agrees = false;
    sources = new EditorAttachments((message, detail) => {
      asked.push(message, ...detail.split("\n"));
      return Promise.resolve(agrees);
    });
  });
  afterEach(async () => {
    sources.dispose();
    await closeEditors();
  });
  after(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  it("takes texts in any encoding and images from one drop", async () => {
    const { attachments, refused: refusals } = await sources.fromUris(
      ["a b.ts", "picture.png", "utf16.txt"].map((path) => at(path).toString()),
    );
    deepStrictEqual(refusals, []);
    deepStrictEqual(
      attachments.map(({ content }) => content),
      ["1\n2\n3\n", png.toString("base64"), "Zürich"],
    );
    deepStrictEqual(
      attachments.map(({ mediaType }) => mediaType),
      [undefined, "image/png", undefined],
    );
    deepStrictEqual(attachments.map(({ item }) => item.detail)[0], "contextFiles/a b.ts");
  });

  it("takes what is open in an editor, whatever its scheme, and no other file of such a scheme", async () => {
    const registration = vscode.workspace.registerFileSystemProvider("agent-chat-test", new OneFile("from afar"));
    const far = "agent-chat-test://host/dir/far.txt";
    try {
      strictEqual((await refused(far)).kind, "unreadable");
      await vscode.window.showTextDocument(vscode.Uri.parse(far), { preview: false });
      const untitled = await vscode.workspace.openTextDocument({ content: "never saved" });
      await vscode.window.showTextDocument(untitled, { preview: false });
      const { attachments } = await sources.fromUris([far, untitled.uri.toString()]);
      deepStrictEqual(
        attachments.map(({ content }) => content),
        ["from afar", "never saved"],
      );
      strictEqual(attachments[0]?.item.name, "far.txt");
      deepStrictEqual(asked, []);
    } finally {
      registration.dispose();
    }
  });

  describe("with files that need a yes", () => {
    const outside = (): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), "..", "agent-chat-dropped.txt");
    const names = async (...addresses: string[]): Promise<string[]> =>
      (await sources.fromUris(addresses)).attachments.map(({ item }) => item.name);

    before(async () => {
      await write(outside(), "from outside");
      await write(at("keys/.env"), "TOKEN=very-secret\n");
    });
    after(() => vscode.workspace.fs.delete(outside()));

    it("attaches nothing from outside of the workspace without asking, and nothing after a no", async () => {
      deepStrictEqual(await names(outside().toString(), at("a b.ts").toString()), ["a b.ts"]);
      deepStrictEqual(asked, [
        "Attach agent-chat-dropped.txt, which is outside this workspace?",
        vscode.workspace.asRelativePath(outside()),
      ]);
      agrees = true;
      deepStrictEqual(await names(outside().toString()), ["agent-chat-dropped.txt"]);
    });

    it("is not led out of the workspace by an address that only begins there", async () => {
      const address = `${workspaceFolder().toString()}/%2e%2e/agent-chat-dropped.txt`;
      deepStrictEqual(await names(address), []);
      strictEqual(asked.length, 2);
    });

    it("attaches what is open in an editor from anywhere", async () => {
      await vscode.window.showTextDocument(outside());
      deepStrictEqual(await names(outside().toString()), ["agent-chat-dropped.txt"]);
      deepStrictEqual(asked, []);
    });

    it("asks about a file of secrets, whether it is dropped, pasted, picked or in front", async () => {
      const secret = at("keys/.env");
      const question = "Attach .env? Its name suggests that it contains secrets.";
      const offered = (await sources.complete("keys/.env")).find(({ id }) => id === `file:${secret.toString()}`);
      ok(offered);
      await vscode.window.showTextDocument(secret);
      const ways = [
        () => sources.fromUris([secret.toString()]),
        () => sources.fromData(".env", "text/plain", Buffer.from("TOKEN=very-secret").toString("base64")),
        () => sources.resolve(offered.id),
        () => sources.resolve("current"),
      ];
      for (const way of ways) {
        asked = [];
        agrees = false;
        deepStrictEqual(await way(), { attachments: [], refused: [] });
        strictEqual(asked[0], question);
        agrees = true;
        strictEqual((await way()).attachments[0]?.item.name, ".env");
      }
    });
  });

  it("says of each file why it is not attached, and attaches the others", async () => {
    deepStrictEqual(await refused(at("archive.zip").toString()), {
      kind: "notAttachable",
      message: "Couldn't attach archive.zip, because it is neither text nor a PNG, JPEG, GIF, or WebP image.",
    });
    strictEqual(
      (await refused(at("huge.log").toString())).message.includes(
        "huge.log is too large (4 MB). Text can be at most 1 MB",
      ),
      true,
    );
    strictEqual((await refused(folder.toString())).kind, "folder");
    strictEqual((await refused(at("empty.txt").toString())).kind, "empty");
    strictEqual((await refused(at("gone.ts").toString())).kind, "unreadable");
    const { message } = await refused("https://example.com/a.ts?token=secret");
    ok(message.startsWith("Couldn't read a.ts") && !message.includes("secret"), message);
    strictEqual((await refused("no scheme")).kind, "unreadable");
    strictEqual((await refused("")).kind, "unreadable");
    const mixed = await sources.fromUris([at("gone.ts"), at("a b.ts")].map(String));
    deepStrictEqual([mixed.attachments.length, mixed.refused.length], [1, 1]);
  });

  it("stops at fifty files", async () => {
    const { attachments, refused: refusals } = await sources.fromUris(
      Array.from({ length: 60 }, () => at("a b.ts").toString()),
    );
    strictEqual(attachments.length, 50);
    strictEqual(refusals[0]?.kind, "tooMany");
  });

  it("takes pasted bytes for what they are", async () => {
    const one = async (name: string, mediaType: string) =>
      (await sources.fromData(name, mediaType, png.toString("base64"))).attachments[0];
    strictEqual((await one("", "image/png"))?.item.name, "Pasted image");
    strictEqual((await one("shot.png", ""))?.mediaType, "image/png");
    await rejects(sources.fromData("shot.png", "image/png", "UEsDBBQA"), { kind: "notAttachable" });
  });

  it("opens what it attached: at the lines, as a picture, and from an id after a reload", async () => {
    const editor = await vscode.window.showTextDocument(at("a b.ts"));
    editor.selection = new vscode.Selection(1, 0, 2, 1);
    const id = sources.fromSelection()?.item.id ?? "";
    await closeEditors();
    await new EditorAttachments().open(id);
    const opened = vscode.window.activeTextEditor;
    strictEqual(opened?.document.uri.toString(), at("a b.ts").toString());
    deepStrictEqual([opened.selection.start.line, opened.selection.end.character], [1, 1]);

    const { attachments } = await sources.fromUris([at("picture.png").toString()]);
    await sources.open(attachments[0]?.item.id ?? "");
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    ok(activeTab?.input instanceof vscode.TabInputCustom, "the picture is open in the image viewer");
  });

  it("opens nothing else", async () => {
    await vscode.window.showTextDocument(at("a b.ts"));
    strictEqual((await refusalOf(sources.open(`file:${at("gone.ts").toString()}`))).kind, "unreadable");
    strictEqual((await refusalOf(sources.open("data:1"))).kind, "nothing");
    strictEqual((await refusalOf(sources.open("file:command:workbench.action.closeAllEditors"))).kind, "unreadable");
    strictEqual(vscode.window.activeTextEditor?.document.uri.toString(), at("a b.ts").toString());
  });

  it("shows what is sent beside the editor, read-only, and anew each time", async () => {
    const preview = new PreviewDocument();
    try {
      await vscode.window.showTextDocument(at("a b.ts"));
      await preview.show("first");
      await preview.show("Question\n\n<attachment>");
      const editor = vscode.window.activeTextEditor;
      strictEqual(editor?.document.uri.scheme, PREVIEW_SCHEME);
      await until(() => editor.document.getText() === "Question\n\n<attachment>" || undefined);
      strictEqual(
        vscode.window.visibleTextEditors.filter(({ document }) => document.uri.scheme === PREVIEW_SCHEME).length,
        1,
      );
      ok(!vscode.workspace.fs.isWritableFileSystem(PREVIEW_SCHEME));
      ok(!(await sources.complete("")).some(({ id }) => id === "current"));
    } finally {
      await closeEditors();
      preview.dispose();
    }
  });
});
