/**
 * Whether a path, or a folder that it lies in, matches one of VS Code's glob patterns (`files.exclude`): `*`, `?`,
 * `**`, `{a,b}` and `[a-z]`.
 *
 * @param path relative to the workspace folder, with `/`
 */
export function isExcluded(path: string, globs: readonly string[]): boolean {
  const segments = path.split("/");
  const places = segments.map((_, index) => segments.slice(0, index + 1).join("/"));
  return globs.some((glob) => {
    const pattern = expression(glob);
    return pattern !== undefined && places.some((place) => pattern.test(place));
  });
}

/** @returns undefined for a pattern that is none */
function expression(glob: string): RegExp | undefined {
  const source = glob
    .replace(/^\/|\/$/g, "")
    .replace(/\*\*\/|\/\*\*$|\*\*|[*?{},[\]\\.+^$()|]/g, (mark, at: number, whole: string) => {
      switch (mark) {
        case "**/":
          return "(?:.*/)?";
        case "/**":
          return "(?:/.*)?";
        case "**":
          return ".*";
        case "*":
          return "[^/]*";
        case "?":
          return "[^/]";
        case "{":
          return "(?:";
        case "}":
          return ")";
        case ",":
          return isInBraces(whole, at) ? "|" : ",";
        case "[":
        case "]":
          return mark;
        default:
          return `\\${mark}`;
      }
    })
    .replaceAll("[!", "[^");
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return undefined;
  }
}

function isInBraces(glob: string, at: number): boolean {
  const before = glob.slice(0, at);
  return before.lastIndexOf("{") > before.lastIndexOf("}");
}
