import * as vscode from "vscode";
import type { FileChange } from "../code/fileChange";
import { proposedText, wholeFile } from "../code/proposal";
import type { EditorTool } from "./editorTool";
import { currentDocument, fileText, openDocument } from "./fileText";
import type { ProposeSet } from "./proposeSet";
import { between, replaced } from "./textChanges";
import { schema, type ToolArguments } from "./toolArguments";
import { ToolRefusal } from "./toolRefusal";
import { type AllowedPlace, namesFile, type WorkspaceAccess } from "./workspaceAccess";

/** Files that one call changes. */
const MOST_FILES = 200;

const PATH = "Relative to the workspace folder.";

const EDIT = schema({
  path: ["string", PATH],
  "oldText?": ["string", "The text to replace, exactly as it is in the file; it must occur there once."],
  "newText?": ["string", "What to put in its place."],
  "content?": ["string", "In place of the two above: all of the content, of a new file or one that is there."],
});

/** Tools that change several files at once, or files as a whole. */
export function severalTools(access: WorkspaceAccess, propose: ProposeSet): readonly EditorTool[] {
  return [
    {
      name: "editor_edit_files",
      kind: "changes",
      description:
        "Proposes changes of several files at once; all of them can be made, or none is. The user sees them in one view and accepts all or some of the files; then this returns which.",
      inputSchema: schema({ edits: [EDIT, "The changes in their order; a file may come several times."] }),
      run: async (args, context) => {
        const changes = await planned(access, args.list("edits"), context.said);
        return propose({ verb: "edit", changes }, context);
      },
    },
    {
      name: "editor_move_file",
      kind: "changes",
      description:
        "Proposes to move or rename a file. The user accepts or rejects it; then this returns. Use editor_rename_symbol for names in code.",
      inputSchema: schema({ path: ["string", PATH], newPath: ["string", `Where it shall be. ${PATH}`] }),
      check: async (args, { said }) => {
        await access.file(args.text("path"), said);
        await access.fresh(args.text("newPath"), said);
      },
      run: async (args, context) => {
        const { text, ...from } = await wholeFileAt(access, args.text("path"), context.said);
        const to = await access.fresh(args.text("newPath"), context.said);
        const uri = vscode.Uri.file(from.fsPath);
        const moved = { to: vscode.Uri.file(to.fsPath), toLabel: to.label };
        return propose({ verb: "move", changes: [{ kind: "move", uri, label: from.label, text, ...moved }] }, context);
      },
    },
    {
      name: "editor_delete_file",
      kind: "changes",
      description: "Proposes to delete a file. The user accepts or rejects it; then this returns.",
      inputSchema: schema({ path: ["string", PATH] }),
      check: namesFile(access),
      run: async (args, context) => {
        const { fsPath, label, text } = await wholeFileAt(access, args.text("path"), context.said);
        if (openDocument(fsPath)?.isDirty) {
          throw new ToolRefusal(`${label} has changes that the user hasn't saved.`);
        }
        const change: FileChange = { kind: "delete", uri: vscode.Uri.file(fsPath), label, text };
        return propose({ verb: "delete", changes: [change] }, context);
      },
    },
  ];
}

/** @returns with its text, where it is one that can be shown */
async function wholeFileAt(
  access: WorkspaceAccess,
  path: string,
  said: string,
): Promise<AllowedPlace & { readonly text: string | undefined }> {
  const place = await access.file(path, said);
  const text = await fileText(place).then(
    (found) => found.text,
    () => undefined,
  );
  return { ...place, text };
}

/** What the edits come to, one change for each file. @throws ToolRefusal that names all that is wrong with them */
async function planned(
  access: WorkspaceAccess,
  edits: readonly ToolArguments[],
  said: string,
): Promise<readonly FileChange[]> {
  if (edits.length === 0 || edits.length > MOST_FILES) {
    throw new ToolRefusal(`edits has ${edits.length} entries; 1 to ${MOST_FILES} are possible.`);
  }
  const files = new Map<string, Planned>();
  const faults: string[] = [];
  for (const edit of edits) {
    const path = edit.text("path");
    try {
      const file = await fileOf(access, edit, said, files);
      file.after = edited(file.after, edit);
    } catch (error) {
      if (!(error instanceof ToolRefusal)) {
        throw error;
      }
      faults.push(error.message.includes(path) ? error.message : `${path}: ${error.message}`);
    }
  }
  if (faults.length > 0) {
    throw new ToolRefusal(`Nothing was changed. ${faults.slice(0, 20).join(" ")}`);
  }
  const changes = [...files.values()].flatMap(({ uri, label, before, after }): readonly FileChange[] =>
    before === undefined
      ? [{ kind: "create", uri, label, text: after ?? "" }]
      : after === undefined || after === before
        ? []
        : [{ kind: "edit", uri, label, proposal: between(before, after) }],
  );
  if (changes.length === 0) {
    throw new ToolRefusal("The files are like that already.");
  }
  return changes;
}

interface Planned {
  readonly uri: vscode.Uri;
  readonly label: string;
  /** Undefined for a file that does not exist yet. */
  readonly before: string | undefined;
  after: string | undefined;
}

async function fileOf(
  access: WorkspaceAccess,
  edit: ToolArguments,
  said: string,
  files: Map<string, Planned>,
): Promise<Planned> {
  const path = edit.text("path");
  const fresh = await access.fresh(path, said).catch(() => undefined);
  const made = fresh && files.get(fresh.fsPath);
  if (made) {
    return made;
  }
  const place = fresh && edit.has("content") ? fresh : await access.file(path, said);
  const known = files.get(place.fsPath);
  if (known) {
    return known;
  }
  const uri = vscode.Uri.file(place.fsPath);
  const before = place === fresh ? undefined : (await currentDocument(await access.file(path, said))).getText();
  const file = { uri, label: place.label, before, after: before };
  files.set(place.fsPath, file);
  return file;
}

function edited(text: string | undefined, edit: ToolArguments): string {
  if (edit.has("content")) {
    return text === undefined ? edit.text("content") : proposedText(wholeFile(text, edit.text("content")));
  }
  if (!edit.has("oldText") || !edit.has("newText")) {
    throw new ToolRefusal("Give oldText and newText, or content.");
  }
  return proposedText(replaced(text ?? "", edit.text("oldText"), edit.text("newText")));
}
