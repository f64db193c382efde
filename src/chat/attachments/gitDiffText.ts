import { admission } from "./admission";

/** The changes of one repository, as git writes them. */
export interface RepositoryChanges {
  /** Its folder's name. */
  readonly name: string;
  /** `git diff --cached`. */
  readonly staged: string;
  /** `git diff`. */
  readonly unstaged: string;
  /** Paths of files that git does not know; their content is not sent. */
  readonly untracked: readonly string[];
}

/**
 * The changes of all repositories under headings that say which and what kind; empty when there are
 * none. Changes to files that hold secrets are left out, with a line that says so. In English: an
 * agent reads it.
 */
export function gitDiffText(repositories: readonly RepositoryChanges[]): string {
  return repositories
    .flatMap(({ name, staged, unstaged, untracked }) => [
      section(`# ${name}: staged changes`, withoutSecrets(staged)),
      section(`# ${name}: changes that are not staged`, withoutSecrets(unstaged)),
      section(`# ${name}: untracked files`, [...untracked].sort().join("\n")),
    ])
    .filter((text) => text !== "")
    .join("\n\n");
}

function section(heading: string, text: string): string {
  return text.trim() === "" ? "" : `${heading}\n${text.trimEnd()}`;
}

/** `diff --git` only begins a line where a file begins: within one, each line has a sign in front. */
function withoutSecrets(diff: string): string {
  return diff
    .split(/^(?=diff --(?:git|cc|combined) )/m)
    .map((file) => {
      const path = secretPath(file);
      return path === undefined ? file : `(${path} is left out: it may hold secrets)\n`;
    })
    .join("");
}

/** Looks at every word of the first line: a name with spaces is rather left out once too often. */
function secretPath(file: string): string | undefined {
  const [first = ""] = file.split("\n", 1);
  if (!first.startsWith("diff --")) {
    return undefined;
  }
  const words = first.split(" ").map((word) => word.replaceAll('"', ""));
  const secret = words.find((path) => admission({ path, isAtHand: true }, "oneOfMany") === "leaveOut");
  return secret?.replace(/^[ab]\//, "");
}
