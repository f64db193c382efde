import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { dataAttachment, shortName } from "../../chat/context/attachmentOf";
import type { Gathered } from "../../chat/context/contextDesk";
import { fileId, placeOf } from "../../chat/context/place";
import { cannotRead, nothingThere, tooMany } from "../../chat/context/refusals";
import { fittingRows } from "../../chat/context/rows";
import { isSecretFile } from "../../chat/context/secretFiles";
import type { ContextSuggestion } from "../../shared/context";
import { UserFacingError } from "../../shared/userFacingError";
import { activeTextEditor, currentUri, hostUri, openUris } from "./documentUris";
import { FileList } from "./fileList";
import { gitAttachment } from "./gitChanges";
import { openPlace } from "./openPlace";
import { problemsAttachment } from "./problems";
import { readAttachment, selectionAttachment } from "./readAttachment";
import { fixedSuggestions } from "./suggestions";
import { terminalAttachment } from "./terminalSelection";

/** More rows than anyone scrolls through. */
const FILE_ROWS = 50;

/** More files at once are a mistake of the hand, and take long to read. */
const DROP_LIMIT = 50;

/** Everything in VS Code that can go along with a message. */
export class ContextSources implements vscode.Disposable {
  private readonly fileList = new FileList();

  /**
   * The rows behind `@`: the fixed ones that fit, then files. Without a query the files that are open
   * come before all others.
   */
  async complete(query: string): Promise<readonly ContextSuggestion[]> {
    const rows = fittingRows(fixedSuggestions(), query).map(({ id, kind, name, detail }): ContextSuggestion => ({
      id,
      kind,
      name,
      detail,
    }));
    const index = await this.fileList.index();
    const open = query.trim() === "" ? openUris().flatMap((uri) => index.get(fileId(uri.toString())) ?? []) : [];
    const found = index.search(query, FILE_ROWS);
    const files = [...new Set([...open, ...found])].slice(0, FILE_ROWS);
    return [
      ...rows,
      ...files.map(({ id, name, path }): ContextSuggestion => ({ id, kind: "file", name, detail: path })),
    ];
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
        return all(await this.current());
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
        return all(await this.workspaceFile(suggestionId));
    }
  }

  /** Files that were dropped or named, of any URI scheme. What cannot be attached does not hinder the others. */
  async fromUris(uris: readonly string[]): Promise<Gathered> {
    const { attachments, refused } = await gather(uris.slice(0, DROP_LIMIT));
    return uris.length > DROP_LIMIT
      ? { attachments, refused: [...refused, tooMany(uris.length, DROP_LIMIT)] }
      : { attachments, refused };
  }

  /**
   * Bytes that were pasted or dropped. What they are is told by themselves, not by `mediaType`.
   *
   * @throws UserFacingError "tooLarge", "empty" or "notAttachable"
   */
  fromData(name: string, mediaType: string, base64: string): Attachment {
    const fallback = mediaType.startsWith("image/") ? l10n.t("Pasted image") : l10n.t("Pasted text");
    return dataAttachment(name, fallback, base64);
  }

  /** The selection in the editor in front, for `agentChat.askAboutSelection`; undefined when nothing is selected. */
  fromSelection(): Attachment | undefined {
    const editor = activeTextEditor();
    return editor && selectionAttachment(editor.document, editor.selection);
  }

  /** Shows where an attachment is from. @throws UserFacingError when it is gone or has no address */
  open(itemId: string): Promise<void> {
    return openPlace(itemId);
  }

  dispose(): void {
    this.fileList.dispose();
  }

  private current(): Promise<Attachment> {
    const uri = currentUri();
    if (!uri) {
      throw nothingThere(l10n.t("No file is open."));
    }
    return readAttachment(uri);
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
    const uris = openUris().filter(({ path }) => !isSecretFile(path));
    const { attachments, refused } = await gather(uris.map(String));
    if (attachments.length === 0) {
      throw (
        refused[0] ?? nothingThere(l10n.t("No file is open that goes along with the others. Pick one by its name."))
      );
    }
    return { attachments, refused };
  }

  /** Only files that were offered: a row's id comes back from the panel. */
  private async workspaceFile(id: string): Promise<Attachment> {
    const place = placeOf(id);
    const file = (await this.fileList.index()).get(id);
    if (place?.kind !== "file" || !file) {
      throw nothingThere(l10n.t("This file is not in the workspace any more."));
    }
    return readAttachment(vscode.Uri.parse(place.uri));
  }
}

function all(...attachments: readonly Attachment[]): Gathered {
  return { attachments, refused: [] };
}

/** One after the other: many large files at once would fill the memory. */
async function gather(addresses: readonly string[]): Promise<Gathered> {
  const attachments: Attachment[] = [];
  const refused: UserFacingError[] = [];
  for (const address of addresses) {
    try {
      attachments.push(await readAttachment(parse(address)));
    } catch (error) {
      refused.push(error instanceof UserFacingError ? error : cannotRead(nameIn(address), error));
    }
  }
  return { attachments, refused };
}

/** @throws UserFacingError "unreadable" for what is no address of a file */
function parse(address: string): vscode.Uri {
  try {
    return hostUri(vscode.Uri.parse(address, true));
  } catch (error) {
    throw cannotRead(nameIn(address), error);
  }
}

/** A query may hold a token, and is nothing to read. */
function nameIn(address: string): string {
  return shortName(address.replace(/[?#].*$/s, "").replace(/\/+$/, ""));
}
