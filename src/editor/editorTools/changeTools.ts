import * as vscode from "vscode";
import { replacement, wholeFile, type Proposal, proposedText } from "../code/proposal";
import type { EditorTool } from "./editorTool";
import { Declined, ToolRefusal } from "./toolRefusal";
import { currentDocument } from "./fileText";
import { replaced } from "./textChanges";
import { schema } from "./toolArguments";
import { namesFile, type WorkspaceAccess } from "./workspaceAccess";

/** Shows a change and waits for a person; true when it was written. */
export interface ChangeReview {
  decide(target: vscode.Uri, proposal: Proposal, isNew: boolean, signal: AbortSignal): Promise<boolean>;
}

const PATH = "Relative to the workspace folder.";

/** Tools that propose changes; the person decides on each in a comparison. */
export function changeTools(access: WorkspaceAccess, review: ChangeReview): readonly EditorTool[] {
  const change = async (path: string, said: string, make: (before: string) => Proposal, signal: AbortSignal) => {
    const place = await access.file(path, said);
    const document = await currentDocument(place);
    const { uri } = document;
    const wasDirty = document.isDirty;
    const proposal = make(document.getText());
    const after = proposedText(proposal);
    if (after === document.getText()) {
      throw new ToolRefusal(`${place.label} is like that already.`);
    }
    if (!(await review.decide(uri, proposal, false, signal))) {
      throw new Declined();
    }
    // What the person had not saved stays theirs to save.
    const saved = !wasDirty && (await document.save());
    return { path: place.label, written: true, saved, bytes: Buffer.byteLength(after, "utf8") };
  };
  return [
    {
      name: "editor_edit_file",
      kind: "changes",
      description:
        "Proposes to replace a piece of text in a file. The user sees the change and accepts or rejects it; then this returns.",
      inputSchema: schema({
        path: ["string", PATH],
        oldText: ["string", "The text to replace, exactly as it is in the file; it must occur there once."],
        newText: ["string", "What to put in its place."],
      }),
      check: namesFile(access),
      run: (args, { said, signal }) =>
        change(
          args.text("path"),
          said,
          (before) => replaced(before, args.text("oldText"), args.text("newText")),
          signal,
        ),
    },
    {
      name: "editor_replace_file",
      kind: "changes",
      description:
        "Proposes a new content for a whole file. The user sees the change and accepts or rejects it; then this returns.",
      inputSchema: schema({ path: ["string", PATH], content: ["string", "All of the new content."] }),
      check: namesFile(access),
      run: (args, { said, signal }) =>
        change(args.text("path"), said, (before) => wholeFile(before, args.text("content")), signal),
    },
    {
      name: "editor_create_file",
      kind: "changes",
      description: "Proposes a new file. The user sees it and accepts or rejects it; then this returns.",
      inputSchema: schema({ path: ["string", PATH], content: ["string", "All of its content."] }),
      check: async (args, { said }) => {
        await access.fresh(args.text("path"), said);
      },
      run: async (args, { said, signal }) => {
        const { fsPath, label } = await access.fresh(args.text("path"), said);
        const text = args.text("content");
        if (!(await review.decide(vscode.Uri.file(fsPath), replacement("", 0, 0, text), true, signal))) {
          throw new Declined();
        }
        return { path: label, written: true, saved: true, bytes: Buffer.byteLength(text, "utf8") };
      },
    },
  ];
}
