/**
 * Code as it has to look at a place that is indented: what its lines have in common is taken away, and
 * the place's own indentation put there instead. Empty lines stay empty.
 *
 * @param indent the white space that the place's line begins with
 * @param afterIndent true when the place comes after that white space, so that the first line has it already
 */
export function indented(code: string, indent: string, afterIndent: boolean): string {
  const lines = code.split("\n");
  const common = commonIndent(lines.filter((line) => line.trim() !== ""));
  return lines
    .map((line, index) => {
      if (line.trim() === "") {
        return "";
      }
      const own = line.slice(common);
      return index === 0 && afterIndent ? own : indent + own;
    })
    .join("\n");
}

/** Characters of white space that all lines begin with. */
function commonIndent(lines: readonly string[]): number {
  const [first = "", ...others] = lines.map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  return others.reduce((common, indent) => {
    let same = 0;
    while (same < common && indent[same] === first[same]) {
      same++;
    }
    return same;
  }, first.length);
}
