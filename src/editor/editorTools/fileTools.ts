import { readdir } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { boundedList, boundedText, MOST_CHARACTERS } from "./bounded";
import type { EditorTool } from "./editorTool";
import { ToolRefusal } from "./toolRefusal";
import { fileText, MOST_BYTES } from "./fileText";
import { isExcluded } from "./globs";
import { schema } from "./toolArguments";
import { type AccessRoot, type AllowedPlace, namesFile, type WorkspaceAccess } from "./workspaceAccess";

/** Files that are listed or searched at once. */
const MOST_FILES = 20_000;

/** Bytes that one search reads. */
const MOST_SEARCHED = 50_000_000;

/** Lines that one search finds. */
const MOST_MATCHES = 200;

/** Characters of a line that was found. */
const MATCH_LENGTH = 300;

const PATH = "Relative to the workspace folder.";

/** Tools that read files and say which there are. */
export function fileTools(access: WorkspaceAccess): readonly EditorTool[] {
  return [readFile(access), listFiles(access), findFiles(access), searchText(access)];
}

function readFile(access: WorkspaceAccess): EditorTool {
  return {
    name: "editor_read_file",
    kind: "reads",
    description:
      "Reads a text file of the user's workspace, as the editor has it. Long files come in pieces: give the first line and the number of lines.",
    inputSchema: schema({
      path: ["string", PATH],
      "startLine?": ["integer", "The first line, counted from 1."],
      "lines?": ["integer", "How many lines; all of them when left out."],
    }),
    check: namesFile(access),
    run: async (args, { said }) => {
      const place = await access.file(args.text("path"), said);
      const { text, isUnsaved } = await fileText(place);
      const lines = text.split("\n");
      const first = Math.min(Math.max(args.number("startLine") ?? 1, 1), lines.length);
      const wanted = lines.slice(first - 1, first - 1 + Math.max(args.number("lines") ?? lines.length, 1));
      const fitting = fittingLines(wanted);
      const shown = fitting.length > 0 ? fitting.join("\n") : boundedText(wanted[0] ?? "").text;
      return {
        path: place.label,
        bytes: Buffer.byteLength(shown, "utf8"),
        startLine: first,
        endLine: first + Math.max(fitting.length, 1) - 1,
        totalLines: lines.length,
        ...(isUnsaved ? { unsaved: true } : {}),
        ...(fitting.length < wanted.length ? { more: "Read on from the line after endLine." } : {}),
        text: shown,
      };
    },
  };
}

/** Whole lines from the beginning, as many as one result holds. */
function fittingLines(lines: readonly string[]): readonly string[] {
  let length = 0;
  const end = lines.findIndex((line) => (length += line.length + 1) > MOST_CHARACTERS);
  return end < 0 ? lines : lines.slice(0, end);
}

function listFiles(access: WorkspaceAccess): EditorTool {
  return {
    name: "editor_list_files",
    kind: "reads",
    description: "Lists the files and folders in one folder of the user's workspace. Folders end with /.",
    inputSchema: schema({ "path?": ["string", `The folder. ${PATH} Left out for the workspace folder itself.`] }),
    check: async (args, { said }) => {
      await folders(access, args.text("path"), said);
    },
    run: async (args, { said }) => {
      const listed: string[] = [];
      for (const folder of await folders(access, args.text("path"), said)) {
        const entries = await readdir(folder.fsPath, { withFileTypes: true }).catch(() => {
          throw new ToolRefusal(`${folder.label} is no folder that can be listed.`);
        });
        const isFolder = new Map(entries.map((entry) => [join(folder.fsPath, entry.name), entry.isDirectory()]));
        const visible = await access.visible([...isFolder.keys()]);
        listed.push(...visible.map(({ given, label }) => (isFolder.get(given) === true ? `${label}/` : label)));
      }
      return boundedList(listed.sort());
    },
  };
}

/** The folder of a path; all of the workspace's for none. */
async function folders(access: WorkspaceAccess, path: string, said: string): Promise<readonly AllowedPlace[]> {
  const roots = access.roots();
  const isTop = /^\.?\/?$/.test(path.trim());
  return isTop && roots.length > 1
    ? roots.map((root) => ({ fsPath: root.fsPath, label: root.name, path: "", root }))
    : [await access.existing(path, said)];
}

function findFiles(access: WorkspaceAccess): EditorTool {
  return {
    name: "editor_find_files",
    kind: "reads",
    description: "Finds files of the user's workspace whose paths match a glob pattern, such as src/**/*.ts.",
    inputSchema: schema({ pattern: ["string", "With *, ?, ** and {a,b}. Relative to the workspace folder."] }),
    run: async (args, { signal }) => {
      const found = await visibleFiles(access, args.text("pattern"), signal);
      return boundedList(found.map(({ label }) => label).sort());
    },
  };
}

function searchText(access: WorkspaceAccess): EditorTool {
  return {
    name: "editor_search_text",
    kind: "reads",
    description: "Searches the text of the files in the user's workspace. Returns path, line and text of each match.",
    inputSchema: schema({
      text: ["string", "What to look for, exactly; upper and lower case count as the same."],
      "files?": ["string", "A glob pattern that the paths must match, such as src/**/*.ts."],
    }),
    run: async (args, { signal, said }) => {
      const wanted = args.text("text").toLowerCase();
      if (wanted.trim() === "") {
        throw new ToolRefusal("text is empty.");
      }
      const matches: { path: string; line: number; text: string }[] = [];
      let bytes = 0;
      let left = 0;
      for (const { label } of await visibleFiles(access, args.text("files", "**/*"), signal)) {
        signal.throwIfAborted();
        const text =
          matches.length >= MOST_MATCHES || bytes > MOST_SEARCHED ? undefined : await readable(access, label, said);
        if (text === undefined) {
          left += 1;
          continue;
        }
        bytes += text.length;
        if (text.toLowerCase().includes(wanted)) {
          const lines = text.split("\n").entries();
          const found = [...lines].filter(([, line]) => line.toLowerCase().includes(wanted));
          matches.push(
            ...found.map(([at, line]) => ({ path: label, line: at + 1, text: line.trim().slice(0, MATCH_LENGTH) })),
          );
        }
      }
      return {
        count: matches.length,
        matches: matches.slice(0, MOST_MATCHES),
        ...(left > 0 ? { notSearched: `${left} files: binary, too large, or beyond the limits of one search.` } : {}),
      };
    },
  };
}

/** The text of a file that is one, looked at as strictly as when it is read by name. */
async function readable(access: WorkspaceAccess, label: string, said: string): Promise<string | undefined> {
  try {
    const place = await access.file(label, said);
    return place.bytes > MOST_BYTES ? undefined : (await fileText(place)).text;
  } catch {
    return undefined;
  }
}

async function visibleFiles(
  access: WorkspaceAccess,
  pattern: string,
  signal: AbortSignal,
): Promise<readonly AllowedPlace[]> {
  const ending = new vscode.CancellationTokenSource();
  const cancel = (): void => ending.cancel();
  signal.addEventListener("abort", cancel);
  try {
    const found: vscode.Uri[] = [];
    for (const root of access.roots()) {
      const glob = new vscode.RelativePattern(vscode.Uri.file(root.fsPath), pattern);
      found.push(...(await vscode.workspace.findFiles(glob, excludes(root), MOST_FILES - found.length, ending.token)));
    }
    signal.throwIfAborted();
    return await access.visible(found.map(({ fsPath }) => fsPath));
  } finally {
    signal.removeEventListener("abort", cancel);
    ending.dispose();
  }
}

/** What a search leaves out by itself, so that it is not listed only to be left out afterwards. */
function excludes({ excludes: globs }: AccessRoot): string | undefined {
  const folders = [...globs, "**/node_modules"].filter((glob) => !glob.includes("{") && !glob.includes(","));
  return isExcluded("", folders) ? undefined : `{${folders.flatMap((glob) => [glob, `${glob}/**`]).join(",")}}`;
}
