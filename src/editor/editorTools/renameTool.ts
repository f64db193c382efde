import * as vscode from "vscode";
import type { FileChange } from "../code/fileChange";
import type { EditorTool } from "./editorTool";
import { currentDocument } from "./fileText";
import { PLACE, positionOf } from "./languageTools";
import type { ProposeSet } from "./proposeSet";
import { between } from "./textChanges";
import { schema } from "./toolArguments";
import { ToolRefusal } from "./toolRefusal";
import { namesFile, type WorkspaceAccess } from "./workspaceAccess";

/** The tool that renames a symbol wherever it is used, as the language service says. */
export function renameTool(access: WorkspaceAccess, propose: ProposeSet): EditorTool {
  return {
    name: "editor_rename_symbol",
    kind: "changes",
    description:
      "Proposes to rename a function, class, variable and the like in all files that use it. The user sees all changes in one view and accepts or rejects them; then this returns.",
    inputSchema: schema({ ...PLACE, newName: ["string", "What it shall be called."] }),
    check: namesFile(access),
    run: async (args, context) => {
      const { fsPath } = await access.file(args.text("path"), context.said);
      const uri = vscode.Uri.file(fsPath);
      const position = positionOf(await vscode.workspace.openTextDocument(uri), args);
      const edit = await renamed(uri, position, args.text("newName"));
      const changes: FileChange[] = [];
      for (const [target, edits] of edit.entries()) {
        const place = await access.file(target.scheme === "file" ? target.fsPath : target.path, context.said);
        const document = await currentDocument(place);
        const before = document.getText();
        const after = withEdits(document, edits);
        if (after !== before) {
          changes.push({ kind: "edit", uri: target, label: place.label, proposal: between(before, after) });
        }
      }
      if (changes.length === 0) {
        throw new ToolRefusal("There is nothing to rename.");
      }
      return propose({ verb: "rename", changes }, context);
    },
  };
}

async function renamed(uri: vscode.Uri, position: vscode.Position, newName: string): Promise<vscode.WorkspaceEdit> {
  let edit: vscode.WorkspaceEdit | undefined;
  try {
    edit = await vscode.commands.executeCommand("vscode.executeDocumentRenameProvider", uri, position, newName);
  } catch (error) {
    // A language service says in words why it does not rename, and VS Code passes them on.
    throw new ToolRefusal(`The language service doesn't rename that: ${error instanceof Error ? error.message : ""}`);
  }
  const entries = edit?.entries() ?? [];
  if (edit === undefined || entries.length === 0) {
    throw new ToolRefusal("No language service renames anything there.");
  }
  // What is no change of text is not among the entries, and could not be shown.
  if (edit.size > entries.length) {
    throw new ToolRefusal("That would also move files. Move them with editor_move_file, and edit the text.");
  }
  return edit;
}

function withEdits(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): string {
  const fromBehind = edits
    .map(({ range, newText }) => ({
      start: document.offsetAt(range.start),
      end: document.offsetAt(range.end),
      newText,
    }))
    .sort((one, other) => other.start - one.start);
  return fromBehind.reduce(
    (text, { start, end, newText }) => text.slice(0, start) + newText + text.slice(end),
    document.getText(),
  );
}
