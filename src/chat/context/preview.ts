import * as l10n from "@vscode/l10n";
import type { Attachment } from "../../agents/outgoingMessage";
import { attachmentText } from "../../shared/attachmentText";
import { byteSize } from "./byteSize";

/**
 * Exactly what a message would send, for people to read: the text parts as they leave the machine, one
 * after the other with an empty line between, and a line in the place of each part that is bytes.
 */
export function previewText(text: string, attachments: readonly Attachment[]): string {
  const parts = attachments.map(({ item, content, mediaType }) =>
    mediaType === undefined
      ? attachmentText(item, content)
      : l10n.t("[{0}, {1}, base64]", mediaType, byteSize(item.bytes)),
  );
  return [text, ...parts].filter((part) => part !== "").join("\n\n");
}
