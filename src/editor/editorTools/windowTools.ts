import * as vscode from "vscode";
import { type Problem, problemsText } from "../../chat/attachments/problemsText";
import { boundedList, boundedText } from "./bounded";
import type { EditorTool } from "./editorTool";
import { ToolRefusal } from "./toolRefusal";
import { schema } from "./toolArguments";
import { namesFile, type WorkspaceAccess } from "./workspaceAccess";

const SEVERITIES = ["error", "warning", "info", "info"] as const;

/** Tools that say what the window shows. */
export function windowTools(access: WorkspaceAccess): readonly EditorTool[] {
  return [selection(access), openEditors(access), problems(access), openFile(access)];
}

function selection(access: WorkspaceAccess): EditorTool {
  return {
    name: "editor_get_selection",
    kind: "reads",
    description: "Says which file the user has in front, where the cursor is, and what text is selected.",
    inputSchema: schema({}),
    run: async (_, { said }) => {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined) {
        throw new ToolRefusal("No editor is open.");
      }
      const { document, selection: range } = editor;
      const { label } = await access.existing(document.uri.fsPath, said);
      return {
        path: label,
        startLine: range.start.line + 1,
        startColumn: range.start.character + 1,
        endLine: range.end.line + 1,
        endColumn: range.end.character + 1,
        ...boundedText(document.getText(range)),
      };
    },
  };
}

function openEditors(access: WorkspaceAccess): EditorTool {
  return {
    name: "editor_list_open_editors",
    kind: "reads",
    description: "Lists the files of the workspace that are open in editors.",
    inputSchema: schema({}),
    run: async () => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      const paths = tabs.flatMap(({ input }) =>
        input instanceof vscode.TabInputText && input.uri.scheme === "file" ? [input.uri.fsPath] : [],
      );
      const visible = await access.visible([...new Set(paths)]);
      return boundedList(visible.map(({ label }) => label));
    },
  };
}

function openFile(access: WorkspaceAccess): EditorTool {
  return {
    name: "editor_open_file",
    kind: "reads",
    description: "Shows a file of the workspace to the user in an editor, at a line.",
    inputSchema: schema({
      path: ["string", "Relative to the workspace folder."],
      "line?": ["integer", "Counted from 1."],
    }),
    check: namesFile(access),
    run: async (args, { said }) => {
      const { fsPath, label } = await access.file(args.text("path"), said);
      const line = Math.max(args.number("line") ?? 1, 1);
      const place = new vscode.Range(line - 1, 0, line - 1, 0);
      // The keyboard stays where the user is typing.
      const options = { preserveFocus: true, ...(args.has("line") ? { selection: place } : {}) };
      await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(fsPath), options);
      return { path: label, opened: true, ...(args.has("line") ? { line } : {}) };
    },
  };
}

function problems(access: WorkspaceAccess): EditorTool {
  return {
    name: "editor_list_problems",
    kind: "reads",
    description: "Lists the errors and warnings that VS Code shows, each as path:line:column severity message.",
    inputSchema: schema({ "path?": ["string", "Of one file, relative to the workspace folder; all when left out."] }),
    run: async (args, { said }) => {
      const path = args.text("path");
      const only = path === "" ? undefined : (await access.file(path, said)).fsPath;
      const found = vscode.languages.getDiagnostics().filter(([uri, all]) => uri.scheme === "file" && all.length > 0);
      const listed: Problem[] = [];
      const visible = await access.visible(found.map(([uri]) => uri.fsPath));
      for (const { given, label } of visible.filter(({ fsPath }) => only === undefined || fsPath === only)) {
        const diagnostics = found.find(([uri]) => uri.fsPath === given)?.[1] ?? [];
        listed.push(...diagnostics.map((diagnostic) => problem(label, diagnostic)));
      }
      return { count: listed.length, ...boundedText(problemsText(listed)) };
    },
  };
}

function problem(path: string, { range, severity, message, source = "", code }: vscode.Diagnostic): Problem {
  const name = typeof code === "object" ? code.value : (code ?? "");
  return {
    path,
    line: range.start.line + 1,
    column: range.start.character + 1,
    severity: SEVERITIES[severity],
    message,
    source,
    code: String(name),
  };
}
