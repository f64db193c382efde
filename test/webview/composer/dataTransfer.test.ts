import assert from "node:assert/strict";
import { type Dragged, isAttachable, isPasteOfFiles, readDropped } from "../../../src/webview/composer/dataTransfer";

/** What a browser gives for these formats: an empty text for every other one. */
function drag(data: Readonly<Record<string, string>>, files = false): Dragged {
  return { types: [...Object.keys(data), ...(files ? ["Files"] : [])], getData: (format) => data[format] ?? "" };
}

describe("readDropped", () => {
  it("reads VS Code's own list of addresses, of any scheme", () => {
    const list = "file:///a/b.ts\r\nvscode-remote://ssh-remote%2Bhost/c%20d.ts\r\nvscode-vfs://github/o/r/x.md";
    assert.deepEqual(
      readDropped(drag({ "application/vnd.code.uri-list": list, "text/uri-list": "https://other.test/" })),
      {
        kind: "uris",
        uris: ["file:///a/b.ts", "vscode-remote://ssh-remote%2Bhost/c%20d.ts", "vscode-vfs://github/o/r/x.md"],
      },
    );
  });

  it("reads the Explorer's JSON, and paths of both kinds of system", () => {
    const resources = drag({ resourceurls: '["untitled:Untitled-1","file:///a.ts","file:///a.ts"]' });
    assert.deepEqual(readDropped(resources), { kind: "uris", uris: ["untitled:Untitled-1", "file:///a.ts"] });
    const paths = ["/home/jane/a b#1.ts", "C:\\work\\ä.ts", "\\\\server\\share\\f.ts"];
    assert.deepEqual(readDropped(drag({ codefiles: JSON.stringify(paths) })), {
      kind: "uris",
      uris: ["file:///home/jane/a%20b%231.ts", "file:///C:/work/%C3%A4.ts", "file://server/share/f.ts"],
    });
  });

  it("skips comments, blank lines and what is no address, and goes on to the next format", () => {
    const dragged = drag({
      "application/vnd.code.uri-list": "# nothing\r\n\r\nnot an address",
      resourceurls: "{broken",
      codefiles: '{"not":"a list"}',
      "text/uri-list": "# from the desktop\r\nfile:///x.ts\r\n/relative",
    });
    assert.deepEqual(readDropped(dragged), { kind: "uris", uris: ["file:///x.ts"] });
    assert.equal(readDropped(drag({ resourceurls: "[1,null]" })), undefined);
  });

  it("takes files of the system before the address of the page they are from", () => {
    assert.deepEqual(readDropped(drag({ "text/uri-list": "https://pictures.test/x.png" }, true)), { kind: "files" });
    const both = drag({ "application/vnd.code.uri-list": "file:///x.ts" }, true);
    assert.deepEqual(readDropped(both), { kind: "uris", uris: ["file:///x.ts"] });
  });

  it("takes at most a thousand", () => {
    const list = Array.from({ length: 3000 }, (_, index) => `file:///${index}`).join("\n");
    const dropped = readDropped(drag({ "text/uri-list": list }));
    assert.equal(dropped?.kind === "uris" && dropped.uris.length, 1000);
  });
});

describe("isAttachable", () => {
  it("tells files and addresses from a text that is dragged", () => {
    assert.equal(isAttachable({ types: ["text/plain", "ResourceURLs"] }), true);
    assert.equal(isAttachable({ types: ["Files"] }), true);
    assert.equal(isAttachable({ types: ["text/plain", "text/html"] }), false);
  });
});

describe("isPasteOfFiles", () => {
  it("attaches a picture that comes without a text", () => {
    assert.equal(isPasteOfFiles({ fileNames: ["image.png"], text: "" }), true);
  });

  it("keeps a text a text, also with a picture of it beside it", () => {
    assert.equal(isPasteOfFiles({ fileNames: [], text: "hello" }), false);
    assert.equal(isPasteOfFiles({ fileNames: ["image.png"], text: "A1\tB1" }), false);
  });

  it("attaches files whose names or paths a file manager puts into the text", () => {
    assert.equal(isPasteOfFiles({ fileNames: ["a.txt", "b.txt"], text: "a.txt\nb.txt" }), true);
    assert.equal(isPasteOfFiles({ fileNames: ["a.txt"], text: "/home/jane/a.txt\r\n" }), true);
    assert.equal(isPasteOfFiles({ fileNames: ["a.txt"], text: "C:\\Users\\jane\\a.txt" }), true);
  });
});
