const word = '[^\\s\\\\/:*?"<>|`]+';

/**
 * What follows the drive or the `\\server` of a path: backslashes, each with a name or a wildcard behind it.
 * A name may have spaces when another backslash comes. `**` that is no wildcard ends the path: it is emphasis.
 */
const steps = `(?:\\\\+(?:\\*\\*(?=[\\\\.])|\\*(?!\\*))?(?:${word}(?: ${word}){0,3}(?=\\\\)|${word})?)+`;
const server = `\\\\\\\\(?:[?.]\\\\)?[^\\s\\\\/:*?"<>|\`.][^\\s\\\\/:*?"<>|\`]*:?(?=\\\\[^\\s\\\\])`;

/** A drive at the end of a text: `C:` that no letter or digit stands before. */
const drive = /(?:^|[^a-z0-9])[a-z]:$/i;
const stepsHere = new RegExp(steps, "y");
const uncHere = new RegExp(`^${server}${steps}`);

/** Paths with a drive or a server anywhere in a text, as the beginning of a pattern without groups. */
export const anyWindowsPath = `(?<![a-zA-Z0-9])[a-zA-Z]:(?=\\\\)${steps}|(?<!\\\\)${server}${steps}`;

/**
 * Characters of the path that goes on behind a drive; 0 when there is none.
 *
 * @param from where the text before ends, which may end in a drive
 */
export function pathBehindDrive(before: string, text: string, from: number): number {
  if (text[from] !== "\\" || !drive.test(before.slice(-3))) {
    return 0;
  }
  stepsHere.lastIndex = from;
  return stepsHere.exec(text)?.[0].length ?? 0;
}

/** The UNC path (`\\server\share`) that a text begins with; empty when it begins with none. */
export function uncPath(text: string): string {
  return uncHere.exec(text)?.[0] ?? "";
}
