import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import type { EditorAttachments } from "../attachments/editorAttachments";
import { toBase64, utf8 } from "../../shared/bytes";

/** The selection in the editor in front, which VS Code attaches visibly and a person can take away. */
const SELECTION = "vscode.implicit.selection";

/** What VS Code adds by itself: instructions, what is in view, lists of customizations. */
const noise = /^vscode\./;

/** An image; the type has no name in VS Code 1.105. */
interface BinaryReference {
  readonly mimeType: string;
  data(): Thenable<Uint8Array>;
}

/**
 * What a person has attached to a message in VS Code's chat, as the panel's attachments are; by the same rule they
 * are asked about files outside of the workspace and those that may hold secrets.
 *
 * @throws UserFacingError when something of it cannot be attached: the message is not sent without it
 */
export async function sentReferences(
  references: readonly vscode.ChatPromptReference[],
  sources: Pick<EditorAttachments, "fromUris" | "fromLocation" | "fromData">,
): Promise<readonly Attachment[]> {
  const found = new Map<string, Attachment>();
  // VS Code lists them in reverse.
  for (const { id, value } of references.toReversed()) {
    if (noise.test(id) && id !== SELECTION) {
      continue;
    }
    const { attachments, refused } = await gather(value, id !== SELECTION, sources);
    if (refused[0]) {
      throw refused[0];
    }
    for (const attachment of attachments) {
      found.set(attachment.item.id, attachment);
    }
  }
  return [...found.values()];
}

function gather(
  value: unknown,
  isPicked: boolean,
  sources: Pick<EditorAttachments, "fromUris" | "fromLocation" | "fromData">,
): ReturnType<EditorAttachments["fromUris"]> {
  if (value instanceof vscode.Uri) {
    return sources.fromUris([value.toString()]);
  }
  if (value instanceof vscode.Location) {
    return sources.fromLocation(value, isPicked);
  }
  if (isBinary(value)) {
    return value.data().then((bytes) => sources.fromData("", value.mimeType, toBase64(bytes))) as ReturnType<
      EditorAttachments["fromData"]
    >;
  }
  if (typeof value === "string" && value.trim() !== "") {
    return sources.fromData(l10n.t("Pasted text"), "text/plain", toBase64(utf8(value)));
  }
  return Promise.resolve({ attachments: [], refused: [] });
}

function isBinary(value: unknown): value is BinaryReference {
  const { mimeType, data } = (value ?? {}) as Partial<Record<keyof BinaryReference, unknown>>;
  return typeof mimeType === "string" && typeof data === "function";
}
