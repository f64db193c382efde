import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { World } from "./world";

/** The folder that the window has open, as other programs of the same computer see it. */
export class Workspace {
  readonly folder: string;
  private readonly added = new Set<string>();

  constructor(world: World) {
    this.folder = join(world.folder, "workspace");
  }

  /** Writes files by their paths in the folder. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
      this.added.add(path.split("/")[0]!);
    }
  }

  /** The text of a file; empty when there is none. */
  read(path: string): string {
    const file = join(this.folder, path);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  /** Puts everything that there is under git, in one commit. */
  commitAll(): void {
    this.git("init", "--quiet");
    this.git("add", "--all");
    this.git(
      "-c",
      "user.name=Alice",
      "-c",
      "user.email=alice@example.com",
      "commit",
      "--quiet",
      "--message",
      "All there is",
    );
    this.added.add(".git");
  }

  /** Takes away what was written, for those who come after. @param others made there by somebody else */
  clear(...others: readonly string[]): void {
    for (const path of [...this.added, ...others]) {
      rmSync(join(this.folder, path), { recursive: true, force: true });
    }
    this.added.clear();
  }

  private git(...args: readonly string[]): void {
    execFileSync("git", args, { cwd: this.folder, stdio: "pipe" });
  }
}
