import { deepStrictEqual } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gitIgnored } from "../../../../src/editor/editorTools/gitIgnored";

describe("gitIgnored", () => {
  let base: string;

  const at = (path: string): string => join(base, path);
  const write = (path: string, text = ""): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  const git = (folder: string, ...words: readonly string[]): void => {
    const person = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "protocol.file.allow=always"];
    execFileSync("git", [...person, ...words], { cwd: at(folder), stdio: "pipe" });
  };
  const ignored = async (folder: string, ...paths: readonly string[]): Promise<readonly string[]> =>
    [...(await gitIgnored("git", at(folder), paths))].sort();

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), "agent-chat-ignored-"));
    write("app/.gitignore", "*.log\nout/\n");
    write("app/kept.log");
    git("app", "init", "--quiet");
    git("app", "add", "--force", "kept.log");
  });
  afterEach(() => rmSync(base, { recursive: true }));

  it("is what .gitignore leaves out, but for what git tracks", async () => {
    deepStrictEqual(await ignored("app", "a.ts", "b.log", "kept.log", "out/c.js"), ["b.log", "out/c.js"]);
  });

  it("is nothing without a repository and without git", async () => {
    write("plain/.gitignore", "*.log\n");
    deepStrictEqual(await ignored("plain", "b.log"), []);
    deepStrictEqual([...(await gitIgnored(at("no-git"), at("app"), ["b.log"]))], []);
  });

  it("is asked of a submodule where a path is in one, and of the repository for all others", async () => {
    write("library/.gitignore", "*.tmp\n");
    git("library", "init", "--quiet");
    git("library", "add", ".");
    git("library", "commit", "--quiet", "--message", "All there is");
    git("app", "submodule", "--quiet", "add", at("library"), "deep/library");
    deepStrictEqual(await ignored("app", "deep/library/a.tmp", "deep/library/b.log", "c.log", "deep/d.tmp"), [
      "c.log",
      "deep/library/a.tmp",
    ]);
  });

  it("is nothing in a folder that its repository ignores: whoever opens it wants to work in it", async () => {
    write("app/out/demo/sum.ts");
    deepStrictEqual(await ignored("app/out/demo", "sum.ts"), []);
  });
});
