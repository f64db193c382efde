import * as vscode from "vscode";
import type { CallContext } from "../../chat/clientTools/clientTools";
import { replacement, wholeFile, type Proposal, proposedText } from "../code/proposal";
import type { Checkpoints } from "./checkpoints";
import type { EditorTool } from "./editorTool";
import { Declined, ToolRefusal } from "./toolRefusal";
import { currentDocument } from "./fileText";
import { replaced } from "./textChanges";
import { schema } from "./toolArguments";
import { namesFile, type WorkspaceAccess } from "./workspaceAccess";

/** Shows a change and waits for a person; true when it was written. */
export interface ChangeReview {
  /** @param beforeWrite called right before it is written */
  decide(
    target: vscode.Uri,
    proposal: Proposal,
    isNew: boolean,
    signal: AbortSignal,
    beforeWrite: () => Promise<void>,
  ): Promise<boolean | "lost">;
}

const PATH = "Relative to the workspace folder.";

/** Tools that propose changes; the person decides on each in a comparison. */
export function changeTools(
  access: WorkspaceAccess,
  review: ChangeReview,
  checkpoints: Pick<Checkpoints, "keep">,
): readonly EditorTool[] {
  /** @throws Declined. @returns keeps what was made of the file */
  const decided = async (
    uri: vscode.Uri,
    proposal: Proposal,
    isNew: boolean,
    { signal, place }: CallContext,
    onWrite?: () => void,
  ): Promise<() => Promise<void>> => {
    let kept: (() => Promise<void>) | undefined;
    const beforeWrite = async (): Promise<void> => {
      onWrite?.();
      kept = await checkpoints.keep(place, [uri]);
    };
    const accepted = await review.decide(uri, proposal, isNew, signal, beforeWrite);
    if (accepted === "lost") {
      throw new ToolRefusal(
        "Nothing was changed: the file changed while the user looked at it, and the place of the change can't be found any more. Read it again.",
      );
    }
    if (!accepted) {
      throw new Declined();
    }
    return () => kept?.() ?? Promise.resolve();
  };
  const change = async (path: string, make: (before: string) => Proposal, context: CallContext) => {
    const { said } = context;
    const place = await access.file(path, said);
    const document = await currentDocument(place);
    const { uri } = document;
    let wasDirty = document.isDirty;
    const proposal = make(document.getText());
    const after = proposedText(proposal);
    if (after === document.getText()) {
      throw new ToolRefusal(`${place.label} is like that already.`);
    }
    const keep = await decided(uri, proposal, false, context, () => (wasDirty = document.isDirty));
    // What the person had not saved stays theirs to save.
    const saved = !wasDirty && (await document.save());
    await keep();
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
      run: (args, context) =>
        change(args.text("path"), (before) => replaced(before, args.text("oldText"), args.text("newText")), context),
    },
    {
      name: "editor_replace_file",
      kind: "changes",
      description:
        "Proposes a new content for a whole file. The user sees the change and accepts or rejects it; then this returns.",
      inputSchema: schema({ path: ["string", PATH], content: ["string", "All of the new content."] }),
      check: namesFile(access),
      run: (args, context) => change(args.text("path"), (before) => wholeFile(before, args.text("content")), context),
    },
    {
      name: "editor_create_file",
      kind: "changes",
      description: "Proposes a new file. The user sees it and accepts or rejects it; then this returns.",
      inputSchema: schema({ path: ["string", PATH], content: ["string", "All of its content."] }),
      check: async (args, { said }) => {
        await access.fresh(args.text("path"), said);
      },
      run: async (args, context) => {
        const { fsPath, label } = await access.fresh(args.text("path"), context.said);
        const text = args.text("content");
        const keep = await decided(vscode.Uri.file(fsPath), replacement("", 0, 0, text), true, context);
        await keep();
        return { path: label, written: true, saved: true, bytes: Buffer.byteLength(text, "utf8") };
      },
    },
  ];
}
