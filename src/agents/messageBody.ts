import * as l10n from "@vscode/l10n";
import { attachmentText } from "../shared/attachmentText";
import { UserFacingError } from "../shared/userFacingError";
import type { Attachment, OutgoingMessage } from "./outgoingMessage";

/** The largest body in bytes. A built Mastra server refuses one over 4.5 MB (facts/mastra.md §3). */
export const MAX_BODY_BYTES = 4_400_000;

/**
 * A question in the shape in which Mastra keeps all of it: our id, one text part for each text, and bytes
 * as `file` parts with bare base64 and `mimeType`. Measured: an `image` part loses its name, and with
 * `mediaType` in the place of `mimeType` the bytes are stored twice.
 */
export function messageBody({ id, text, attachments }: OutgoingMessage): object {
  // Some providers refuse a text without words.
  const words = text === "" && attachments.length > 0 ? [] : [{ type: "text", text }];
  return { id, role: "user", content: [...words, ...attachments.map(attachmentPart)] };
}

/**
 * @throws UserFacingError kind `tooLarge` when the server would refuse it, before anything leaves the machine
 */
export function assertSendable(body: unknown): void {
  const bytes = Buffer.byteLength(JSON.stringify(body), "utf8");
  if (bytes > MAX_BODY_BYTES) {
    const megabytes = (size: number): string => (size / 1_000_000).toFixed(1);
    throw new UserFacingError(
      "tooLarge",
      l10n.t(
        "This message and what goes along with it are {0} MB; at most {1} MB can be sent. Shorten it or remove something, and send it again.",
        megabytes(bytes),
        megabytes(MAX_BODY_BYTES),
      ),
    );
  }
}

function attachmentPart({ item, content, mediaType }: Attachment): object {
  return mediaType === undefined
    ? { type: "text", text: attachmentText(item, content) }
    : { type: "file", data: content, mimeType: mediaType, filename: item.name };
}
