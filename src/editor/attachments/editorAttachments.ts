import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { admission, admissionQuestion, type Candidate } from "../../chat/attachments/admission";
import type { AttachmentSources, Gathered } from "../../chat/attachments/attachmentActions";
import { dataAttachment, shortName } from "../../chat/attachments/attachmentOf";
import { fileId, sourceOf } from "../../chat/attachments/attachmentSource";
import { cannotRead, nothingThere, tooMany } from "../../chat/attachments/refusals";
import { fittingRows, type IndexedFile } from "../../chat/attachments/suggestionSearch";
import type { ContextSuggestion } from "../../shared/context";
import { UserFacingError } from "../../shared/userFacingError";
import {
  activeTextEditor,
  candidate,
  currentUri,
  droppedUri,
  isOpen,
  nameOf,
  openEditors,
  openUris,
} from "./documentUris";
import { FileList } from "./fileList";
import { gitAttachment } from "./git";
import { openAttachment } from "./openAttachment";
import { readAttachment, selectionAttachment } from "./readAttachment";
import { editorSuggestions, type FixedSuggestion, workspaceSuggestions } from "./suggestions";
import { problemsAttachment, terminalAttachment } from "./viewAttachments";

/** More rows than anyone scrolls through. */
const FILE_ROWS = 50;

/** Files above the rows for the rest of the workspace, while nothing is typed. */
const FIRST_FILES = 6;

/** More files at once are a mistake of the hand, and take long to read. */
const DROP_LIMIT = 50;

/** Asks a person outside of the panel; true only for a yes. */
export type ConfirmAttaching = (message: string, detail: string) => Promise<boolean>;

/** Everything in VS Code that can go along with a message. */
export class EditorAttachments implements AttachmentSources, vscode.Disposable {
  private readonly fileList = new FileList();

  constructor(private readonly confirm: ConfirmAttaching = confirmInDialog) {}

  /**
   * The rows behind `@`: what the editor shows, files, and then the rest of the workspace. Without a query the files
   * that are open come before all others, and only so many that what stands below them is in sight. With one, what
   * is called like it comes before the files.
   */
  async complete(query: string): Promise<readonly ContextSuggestion[]> {
    const isEmpty = query.trim() === "";
    const above = fittingRows([...editorSuggestions(), ...(isEmpty ? [] : workspaceSuggestions())], query);
    const below = isEmpty ? workspaceSuggestions() : [];
    const index = await this.fileList.index();
    const open = isEmpty ? openUris().flatMap((uri) => index.get(fileId(uri.toString())) ?? []) : [];
    const found = index.search(query, FILE_ROWS);
    const files = [...new Set([...open, ...found])];
    const [near, far] = [files.slice(0, isEmpty ? FIRST_FILES : FILE_ROWS), files.slice(FIRST_FILES, FILE_ROWS)];
    return [...above.map(rowOf), ...near.map(fileRow), ...below.map(rowOf), ...(isEmpty ? far.map(fileRow) : [])];
  }

  /**
   * What a chosen row stands for: one attachment, or several for open editors and several selections.
   * Files come as they are in the editor, unsaved changes included.
   *
   * @throws UserFacingError when there is nothing to attach, or it may not be attached
   */
  async resolve(suggestionId: string): Promise<Gathered> {
    switch (suggestionId) {
      case "current":
        return this.single(this.current());
      case "selection":
        return all(...this.selections());
      case "openEditors":
        return this.openEditors();
      case "problems":
        return all(problemsAttachment());
      case "terminal":
        return all(await terminalAttachment());
      case "gitDiff":
        return all(await gitAttachment());
      default:
        return this.single(await this.workspaceFile(suggestionId));
    }
  }

  /**
   * Files that were dropped or pasted as addresses. What cannot be attached does not hinder the others. The
   * panel only says that a person did so: the rule of `admission` decides what VS Code asks first.
   */
  async fromUris(addresses: readonly string[]): Promise<Gathered> {
    const refused: UserFacingError[] = [];
    const uris: vscode.Uri[] = [];
    for (const address of addresses.slice(0, DROP_LIMIT)) {
      try {
        uris.push(droppedUri(address));
      } catch (error) {
        refused.push(cannotRead(nameIn(address), error));
      }
    }
    const gathered = await gather(await this.admitted(uris));
    const left = addresses.length > DROP_LIMIT ? [tooMany(addresses.length, DROP_LIMIT)] : [];
    return { attachments: gathered.attachments, refused: [...refused, ...gathered.refused, ...left] };
  }

  /**
   * Lines of a document.
   *
   * @param isPicked a person has picked them; else VS Code has, and a file that may hold secrets is left out
   * @throws UserFacingError when it cannot be read
   */
  async fromLocation({ uri, range }: vscode.Location, isPicked: boolean): Promise<Gathered> {
    if (!isPicked && admission(candidate(uri), "oneOfMany") === "leaveOut") {
      return all();
    }
    const [admitted] = isPicked ? await this.admitted([uri]) : [uri];
    if (!admitted) {
      return all();
    }
    let document: vscode.TextDocument;
    try {
      document = await vscode.workspace.openTextDocument(admitted);
    } catch (error) {
      throw cannotRead(nameOf(admitted), error);
    }
    const attachment = selectionAttachment(document, new vscode.Selection(range.start, range.end));
    return attachment ? all(attachment) : all();
  }

  /**
   * Bytes that were pasted or dropped. What they are is told by themselves, not by `mediaType`.
   *
   * @throws UserFacingError "tooLarge", "empty" or "notAttachable"
   */
  async fromData(name: string, mediaType: string, base64: string): Promise<Gathered> {
    const fallback = mediaType.startsWith("image/") ? l10n.t("Pasted image") : l10n.t("Pasted text");
    const attachment = dataAttachment(name, fallback, base64);
    // The panel has the bytes already, so they can be from anywhere.
    const [admitted] = await this.admittedOf([{ path: attachment.item.name, isAtHand: true }]);
    return admitted ? all(attachment) : all();
  }

  /** The selection in the editor in front, for `agentChat.askAboutSelection`; undefined when nothing is selected. */
  fromSelection(): Attachment | undefined {
    const editor = activeTextEditor();
    return editor && selectionAttachment(editor.document, editor.selection);
  }

  /** Shows where an attachment is from. @throws UserFacingError when it is gone or has no address */
  open(itemId: string): Promise<void> {
    return openAttachment(itemId);
  }

  dispose(): void {
    this.fileList.dispose();
  }

  private current(): vscode.Uri {
    const uri = currentUri();
    if (!uri) {
      throw nothingThere(l10n.t("No file is open."));
    }
    return uri;
  }

  private selections(): readonly Attachment[] {
    const editor = activeTextEditor();
    const found = (editor?.selections ?? []).flatMap((selection) => {
      const attachment = editor && selectionAttachment(editor.document, selection);
      return attachment ? [attachment] : [];
    });
    if (found.length === 0) {
      throw nothingThere(l10n.t("Nothing is selected in the editor."));
    }
    return found;
  }

  private async openEditors(): Promise<Gathered> {
    const { attachments, refused } = await gather(openEditors().uris);
    if (attachments.length === 0) {
      throw (
        refused[0] ??
        nothingThere(l10n.t("No open file can be attached together with the others. Choose one by its name."))
      );
    }
    return { attachments, refused };
  }

  /** Only files that were offered, or that are open in an editor: a row's id comes back from the panel. */
  private async workspaceFile(id: string): Promise<vscode.Uri> {
    const source = sourceOf(id);
    const file = (await this.fileList.index()).get(id);
    const uri = source?.kind === "file" ? vscode.Uri.parse(source.uri) : undefined;
    if (!uri || (!file && !isOpen(uri))) {
      throw nothingThere(l10n.t("This file is no longer in the workspace."));
    }
    return uri;
  }

  private async single(uri: vscode.Uri): Promise<Gathered> {
    const [admitted] = await this.admitted([uri]);
    return admitted ? all(await readAttachment(admitted)) : all();
  }

  /** Nothing is looked at before the answer: to look at a share on another computer is to sign in there. */
  private async admitted(uris: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
    const candidates = await this.admittedOf(uris.map((uri) => ({ ...candidate(uri), uri })));
    return candidates.map(({ uri }) => uri);
  }

  /** One question for all that need one. */
  private async admittedOf<T extends Candidate>(candidates: readonly T[]): Promise<readonly T[]> {
    const asked = candidates.filter((each) => admission(each, "single") === "ask");
    if (asked.length === 0) {
      return candidates;
    }
    const { message, detail } = admissionQuestion(asked);
    const agreed = await this.confirm(message, detail);
    return candidates.filter((each) => agreed || !asked.includes(each));
  }
}

function rowOf({ id, kind, name, detail }: FixedSuggestion): ContextSuggestion {
  return { id, kind, name, detail };
}

/** The name once: in front of it only the folder is told. */
function fileRow({ id, name, path }: IndexedFile): ContextSuggestion {
  return { id, kind: "file", name, detail: path.slice(0, Math.max(0, path.length - name.length - 1)) };
}

function all(...attachments: readonly Attachment[]): Gathered {
  return { attachments, refused: [] };
}

/** One after the other: many large files at once would fill the memory. */
async function gather(uris: readonly vscode.Uri[]): Promise<Gathered> {
  const attachments: Attachment[] = [];
  const refused: UserFacingError[] = [];
  for (const uri of uris) {
    try {
      attachments.push(await readAttachment(uri));
    } catch (error) {
      refused.push(error instanceof UserFacingError ? error : cannotRead(nameOf(uri), error));
    }
  }
  return { attachments, refused };
}

/** A query may hold a token, and is nothing to read. */
function nameIn(address: string): string {
  return shortName(address.replace(/[?#].*$/s, "").replace(/\/+$/, ""));
}

async function confirmInDialog(message: string, detail: string): Promise<boolean> {
  const attach = l10n.t("Attach");
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, attach)) === attach;
}
