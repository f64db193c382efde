import { ok, strictEqual } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gitDiffText } from "../../../../src/chat/attachments/gitDiffText";

describe("gitDiffText", () => {
  let folder: string;
  const git = (...words: string[]): string => execFileSync("git", words, { cwd: folder, encoding: "utf8" });
  const changes = (untracked: readonly string[] = []): Parameters<typeof gitDiffText>[0] => [
    { name: "shop", staged: git("diff", "--cached"), unstaged: git("diff"), untracked },
  ];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "git-diff-"));
    git("init", "-q");
    git("config", "user.email", "ada@example.com");
    git("config", "user.name", "Ada");
    mkdirSync(join(folder, "my keys"));
    for (const name of ["a.ts", "b.ts", ".env", "my keys/id_rsa"]) {
      writeFileSync(join(folder, name), "first\n");
    }
    git("add", "-f", ".");
    git("commit", "-qm", "first");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("tells what is staged from what is not, and lists what git does not know", () => {
    writeFileSync(join(folder, "a.ts"), "diff --git a/.env b/.env\n");
    git("add", "a.ts");
    writeFileSync(join(folder, "b.ts"), "second\n");
    const text = gitDiffText(changes(["z.ts", "c.ts"]));
    const staged = text.indexOf("# shop: staged changes\ndiff --git a/a.ts b/a.ts");
    const unstaged = text.indexOf("# shop: changes that are not staged\ndiff --git a/b.ts b/b.ts");
    ok(staged === 0 && unstaged > staged, text);
    ok(text.includes("\n+diff --git a/.env b/.env"), text);
    ok(text.endsWith("# shop: untracked files\nc.ts\nz.ts"), text);
  });

  it("leaves changes of files with secrets out, and says so", () => {
    for (const name of [".env", "my keys/id_rsa"]) {
      writeFileSync(join(folder, name), "TOKEN=very-secret\n");
    }
    writeFileSync(join(folder, "b.ts"), "second\n");
    const text = gitDiffText(changes());
    ok(!text.includes("very-secret"), text);
    ok(text.includes("(.env is left out: it may hold secrets)") && text.includes("id_rsa is left out"), text);
    ok(text.includes("+second"), text);
  });

  it("is empty where nothing has changed", () => {
    strictEqual(gitDiffText(changes()), "");
    strictEqual(gitDiffText([]), "");
  });
});
