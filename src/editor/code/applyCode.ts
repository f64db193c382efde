import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { UserFacingError } from "../../shared/userFacingError";
import type { CodeBlock } from "./codeBlock";
import type { LastEditor } from "./lastEditor";
import { clearPlacement, offsetsOf, type Placement, placements, textAt } from "./placement";
import { replacement, wholeFile, type Proposal } from "./proposal";
import { documentName, type ProposedChanges } from "./proposedChanges";
import { chooseFile, type WorkspaceFiles } from "./workspaceFiles";

/** The document that a code block is for. */
interface Destination {
  readonly uri: vscode.Uri;
  /** True for a file that does not exist yet. */
  readonly isNew?: boolean;
  /** True when no file was named: the document in front is meant. */
  readonly unnamed?: boolean;
  /** True when another file was named than this one, so that the place in it is asked. */
  readonly mistaken?: boolean;
}

/** Turns a code block into a change of one document, and shows that change for a decision. */
export class ApplyCode {
  constructor(
    private readonly files: WorkspaceFiles,
    private readonly editors: LastEditor,
    private readonly changes: ProposedChanges,
  ) {}

  /**
   * The document is the file that the block names, or the words before it do, else the one that a person was in last.
   * Which file and where the code goes is asked only when names, code and selection do not tell.
   *
   * @returns whether the person has left the question
   * @throws UserFacingError "noEditor", "noText" (the named file is not text), "noDifference"
   */
  async run(block: CodeBlock): Promise<"left" | undefined> {
    const destination = await this.destination(block);
    if (destination === undefined) {
      return "left";
    }
    if (destination.isNew) {
      await openUntitled(destination.uri, block.body);
      return undefined;
    }
    const document = await openText(destination.uri);
    const { mistaken } = destination;
    const editor = this.editorOf(document);
    const code = mistaken || destination.unnamed || keepsComment(document, block) ? block.code : block.body;
    const selected = editor === undefined ? "" : document.getText(editor.selection);
    const target = { text: document.getText(), selected, shown: editor !== undefined };
    const clear = mistaken ? undefined : clearPlacement(target, code);
    const placement = clear ?? (await ask(document, placements(target, code)));
    if (placement === undefined) {
      return "left";
    }
    await this.propose(document.uri, proposalFor(placement, document, editor?.selection, code));
    return undefined;
  }

  /** @returns undefined when the person chooses none */
  private async destination({ path, near }: CodeBlock): Promise<Destination | undefined> {
    const last = this.editors.get()?.document.uri;
    const names = [...new Set([path, near].filter((name) => name !== undefined))];
    if (names.length === 0) {
      return { uri: this.editors.require().document.uri, unnamed: true };
    }
    const found = await Promise.all(names.map((name) => this.files.findAll(name)));
    const [first = [], ...others] = found;
    const agreed = others.every((uris) => uris.some((uri) => first.some((same) => sameUri(same, uri))));
    const here = last !== undefined && first.some((uri) => sameUri(uri, last));
    // What the block itself says goes without asking; what stands before it only if the person is there already.
    if (first.length > 0 && agreed && (path !== undefined || here)) {
      const uri = here && path === undefined ? last : await chooseFile(first, applyTo(names[0] ?? ""));
      return uri && { uri };
    }
    const offered: (vscode.QuickPickItem & { readonly destination: Destination })[] = names.flatMap((name, index) => {
      const uris = found[index] ?? [];
      const made = uris.length === 0 ? this.files.newFile(name) : undefined;
      return [
        ...uris.map((uri) => ({ label: applyTo(documentName(uri)), destination: { uri } })),
        ...(made ? [{ label: l10n.t("Create {0}", documentName(made)), destination: { uri: made, isNew: true } }] : []),
      ];
    });
    if (last !== undefined && !offered.some(({ destination }) => sameUri(destination.uri, last))) {
      offered.push({ label: applyTo(documentName(last)), destination: { uri: last, mistaken: true } });
    }
    if (offered.length === 0) {
      return { uri: this.editors.require().document.uri, mistaken: true };
    }
    const placeHolder = l10n.t("Choose the file that the code is for.");
    return (await vscode.window.showQuickPick(offered, { placeHolder }))?.destination;
  }

  /** @see CodeActions.propose */
  async propose(target: vscode.Uri, proposal: Proposal): Promise<void> {
    const { before, start, end, text } = proposal;
    if (before.slice(start, end) === text) {
      const message = l10n.t("{0} already contains this code. There is nothing to change.", documentName(target));
      throw new UserFacingError("noDifference", message);
    }
    await this.changes.show(target, proposal);
  }

  private editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
    const last = this.editors.get();
    const shown = vscode.window.visibleTextEditors;
    return last?.document === document ? last : shown.find((editor) => editor.document === document);
  }
}

function applyTo(name: string): string {
  return l10n.t("Apply the code to {0}", name);
}

function sameUri(one: vscode.Uri, other: vscode.Uri): boolean {
  return one.toString() === other.toString();
}

/** A document that will be this file once the person saves it: nothing is written before that. */
async function openUntitled(uri: vscode.Uri, code: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri.with({ scheme: "untitled" }));
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const text = code.endsWith("\n") ? code : `${code}\n`;
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
}

async function openText(uri: vscode.Uri): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (cause) {
    const message = l10n.t("Couldn't open {0} as text. Copy the code instead.", documentName(uri));
    throw new UserFacingError("noText", message, [], { cause });
  }
}

/** The comment that names the file stays when the file itself begins with it. */
function keepsComment(document: vscode.TextDocument, { code, body }: CodeBlock): boolean {
  return code !== body && document.lineAt(0).text.trim() === code.slice(0, code.indexOf("\n")).trim();
}

function proposalFor(
  placement: Placement,
  document: vscode.TextDocument,
  selection: vscode.Selection | undefined,
  code: string,
): Proposal {
  const before = document.getText();
  if (placement === "file") {
    return wholeFile(before, code);
  }
  if (placement === "end" || selection === undefined) {
    const glue = before === "" || before.endsWith("\n") ? "" : "\n";
    return replacement(before, before.length, before.length, `${glue}${code}\n`);
  }
  const range = placement === "cursor" ? new vscode.Range(selection.active, selection.active) : selection;
  const { start, end } = offsetsOf(document, range);
  return replacement(before, start, end, textAt(document, range, code));
}

async function ask(document: vscode.TextDocument, offered: readonly Placement[]): Promise<Placement | undefined> {
  const items = offered.map((placement) => ({ label: placementLabel(placement), placement }));
  const title = l10n.t("Apply the code to {0}", documentName(document.uri));
  const placeHolder = l10n.t("Review the change before anything is written.");
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.placement;
}

function placementLabel(placement: Placement): string {
  switch (placement) {
    case "file":
      return l10n.t("Replace the Whole File");
    case "selection":
      return l10n.t("Replace the Selection");
    case "cursor":
      return l10n.t("Insert at the Cursor");
    case "end":
      return l10n.t("Add at the End of the File");
  }
}
