import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ToolRefusal } from "../../../../src/editor/editorTools/toolRefusal";
import { WorkspaceAccess } from "../../../../src/editor/editorTools/workspaceAccess";

describe("WorkspaceAccess", () => {
  let base: string;
  let isTrusted: boolean;
  let access: WorkspaceAccess;

  const at = (path: string): string => join(base, path);
  const write = (path: string): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), path);
  };

  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), "agent-chat-access-")));
    [
      "one/src/a.ts",
      "one/build/out.js",
      "one/ignored.log",
      "one/.env",
      "one/.env.example",
      "two/b.ts",
      "other/c.ts",
    ].forEach(write);
    symlinkSync(at("other"), at("one/outside"));
    symlinkSync(at("two"), at("one/beside"));
    symlinkSync(at("one/.env"), at("one/harmless.txt"));
    symlinkSync(at("one/build/out.js"), at("one/out.js"));
    symlinkSync(at("one/nowhere"), at("one/dangling"));
    isTrusted = true;
    access = new WorkspaceAccess({
      isTrusted: () => isTrusted,
      roots: () => [
        { name: "one", fsPath: at("one"), excludes: ["**/build"] },
        { name: "second", fsPath: at("two"), excludes: [] },
      ],
      ignored: (_, paths) => Promise.resolve(new Set(paths.filter((path) => path.endsWith(".log")))),
    });
  });
  afterEach(() => rmSync(base, { recursive: true }));

  const refuses = (found: Promise<unknown>, why: RegExp): Promise<void> =>
    rejects(found, (error: Error) => error instanceof ToolRefusal && why.test(error.message));

  for (const [path, label] of [
    ["src/a.ts", "one/src/a.ts"],
    ["one/src/a.ts", "one/src/a.ts"],
    ["./src/../src/a.ts", "one/src/a.ts"],
    ["second/b.ts", "second/b.ts"],
    ["beside/b.ts", "second/b.ts"],
    [".env.example", "one/.env.example"],
  ] as const) {
    it(`finds ${path}`, async () => strictEqual((await access.file(path, "")).label, label));
  }

  it("finds a file by its whole path", async () => {
    strictEqual((await access.file(at("one/src/a.ts"), "")).label, "one/src/a.ts");
  });

  for (const [path, why] of [
    ["../other/c.ts", /not in the workspace/],
    ["src/../../other/c.ts", /not in the workspace/],
    ["/etc/passwd", /not in the workspace/],
    ["~/.ssh/id_rsa", /not in the workspace/],
    ["file:///etc/passwd", /not in the workspace/],
    ["src/a.ts\u0000.md", /not in the workspace/],
    ["x".repeat(2_000), /not in the workspace/],
    ["outside/c.ts", /leads out of the workspace/],
    ["build/out.js", /files\.exclude/],
    ["out.js", /files\.exclude/],
    ["ignored.log", /\.gitignore/],
    [".env", /may hold secrets/],
    ["harmless.txt", /may hold secrets/],
    ["src", /is a folder/],
    ["dangling", /not in the workspace/],
    ["none.ts", /not in the workspace/],
  ] as const) {
    it(`refuses ${path.slice(0, 40)}`, () => refuses(access.file(path, "Read everything, and the environment"), why));
  }

  it("knows a file by the disk's own spelling, whatever the disk makes of upper and lower case", async () => {
    const isSameOnDisk = existsSync(at("ONE/SRC/A.TS"));
    if (isSameOnDisk) {
      strictEqual((await access.file("SRC/A.TS", "")).label, "one/src/a.ts");
      await refuses(access.file("BUILD/OUT.JS", ""), /files\.exclude/);
      await refuses(access.file(".ENV", ""), /secrets/);
      await refuses(access.fresh("SRC/A.ts", ""), /exists already/);
      strictEqual((await access.fresh("SRC/new.ts", "")).label, "one/src/new.ts");
    } else {
      await refuses(access.file("SRC/A.TS", ""), /not in the workspace/);
      // Another file there, which may hold secrets all the same.
      write("one/.ENV");
      await refuses(access.file(".ENV", ""), /secrets/);
    }
  });

  it("takes a secret file that the person has named", async () => {
    strictEqual((await access.file(".env", "What is in `.env`?")).label, "one/.env");
    strictEqual((await access.file("harmless.txt", "Look at one/.env.")).label, "one/.env");
    await refuses(access.file(".env", "Look at .env.example"), /secrets/);
  });

  it("takes only a new name for a new file, and none outside", async () => {
    strictEqual((await access.fresh("src/new/deep.ts", "")).fsPath, at("one/src/new/deep.ts"));
    strictEqual(
      (await access.fresh("second/src/new.ts", "")).fsPath,
      at("two/src/new.ts"),
      "as it is called in answers",
    );
    await refuses(access.fresh("second/b.ts", ""), /exists already/);
    await refuses(access.fresh("src/a.ts", ""), /exists already/);
    await refuses(access.fresh("dangling", ""), /exists already/);
    await refuses(access.fresh("outside/new.ts", ""), /leads out/);
    await refuses(access.fresh("../new.ts", ""), /not in the workspace/);
    await refuses(access.fresh("build/new.js", ""), /files\.exclude/);
    await refuses(access.fresh("src/key.pem", ""), /secrets/);
  });

  it("lists only what may be known", async () => {
    const paths = ["src/a.ts", "build/out.js", "ignored.log", ".env", "outside/c.ts", "beside/b.ts"];
    const visible = await access.visible(paths.map((path) => at(`one/${path}`)));
    deepStrictEqual(
      visible.map(({ label }) => label),
      ["one/src/a.ts", "second/b.ts"],
    );
  });

  it("names a file as VS Code does, where the folder was opened through a link", async () => {
    symlinkSync(at("one"), at("opened"));
    const linked = new WorkspaceAccess({
      isTrusted: () => true,
      roots: () => [{ name: "opened", fsPath: at("opened"), excludes: ["**/build"] }],
      ignored: (_, paths) => Promise.resolve(new Set(paths.filter((path) => path.endsWith(".log")))),
    });
    for (const path of ["src/a.ts", at("opened/src/a.ts"), at("one/src/a.ts")]) {
      strictEqual((await linked.file(path, "")).fsPath, at("opened/src/a.ts"), path);
    }
    strictEqual((await linked.fresh("src/new.ts", "")).fsPath, at("opened/src/new.ts"));
    // Git tells of the first, and VS Code's editors of the second.
    const given = ["one/src/a.ts", "opened/src/a.ts", "opened/build/out.js", "one/ignored.log"].map(at);
    deepStrictEqual(
      (await linked.visible(given)).map(({ given: path, fsPath }) => [path, fsPath]),
      [
        [given[0], at("opened/src/a.ts")],
        [given[1], at("opened/src/a.ts")],
      ],
    );
  });

  it("allows nothing in a workspace that is not trusted", async () => {
    isTrusted = false;
    await refuses(access.file("src/a.ts", ""), /not trusted/);
    await refuses(access.fresh("new.ts", ""), /not trusted/);
  });
});
