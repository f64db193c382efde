/** Longer is no path that a person follows. */
const longest = 1_000;

/** A path that an agent names, taken apart. */
export interface WorkspacePath {
  /** True when it begins at the root of a file system and has to lie in a workspace folder. */
  readonly absolute: boolean;
  /** The computer of `\\computer\share\…`; only a workspace folder that lies there is ever asked for it. */
  readonly host?: string;
  /** Without empty ones, `.` and `..`; never empty. */
  readonly segments: readonly string[];
}

/**
 * Takes a path apart, or undefined when it names no file inside of where it starts. An agent wrote it:
 * `..` never leads out, and a home folder or a scheme is not followed.
 */
export function workspacePath(path: string): WorkspacePath | undefined {
  const text = path.replaceAll("\\", "/");
  const host = /^\/\/([\w.$-]+)(?=\/)/.exec(text);
  const drive = /^\/?([a-z]):(?=\/)/i.exec(text);
  const rest = text.slice((host ?? drive)?.[0].length ?? 0);
  if (path.length > longest || rest.startsWith("//") || /[\u0000-\u001f\u007f:]/.test(rest)) {
    return undefined;
  }
  const segments: string[] = drive ? [`${(drive[1] ?? "").toLowerCase()}:`] : [];
  const top = segments.length;
  for (const segment of rest.split("/")) {
    if (segment === "..") {
      if (segments.length === top) {
        return undefined;
      }
      segments.pop();
    } else if (segment !== "" && segment !== ".") {
      segments.push(segment);
    }
  }
  if (segments.length === top) {
    return undefined;
  }
  const name = host?.[1]?.toLowerCase();
  return { absolute: rest.startsWith("/"), ...(name !== undefined && { host: name }), segments };
}
