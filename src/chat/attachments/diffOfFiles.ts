import { utf8 } from "../../shared/bytes";

/**
 * What a diff says of some files.
 *
 * @param diff as `git diff` writes it
 * @param paths in the repository, with `/`; of a renamed file the new one
 */
export function diffOfFiles(diff: string, paths: readonly string[]): string {
  const names = paths.flatMap((path) => [path, quoted(path)]);
  return diff
    .split(/^(?=diff --(?:git|cc|combined) )/m)
    .filter((file) => {
      const [first = ""] = file.split("\n", 1);
      return names.some(
        (name) => first.endsWith(` b/${name}`) || first.endsWith(` "b/${name}"`) || isOfConflict(first, name),
      );
    })
    .join("");
}

function isOfConflict(first: string, name: string): boolean {
  return [`diff --cc ${name}`, `diff --combined ${name}`, `diff --cc "${name}"`].includes(first);
}

/** A name with characters that git writes as C does: `core.quotePath` is on by default. */
function quoted(path: string): string {
  return [...utf8(path)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (character === '"' || character === "\\") {
        return `\\${character}`;
      }
      return byte < 0x20 || byte >= 0x7f ? `\\${byte.toString(8).padStart(3, "0")}` : character;
    })
    .join("");
}
