import * as l10n from "@vscode/l10n";
import { attachmentText } from "../shared/attachmentText";
import type { ContextItem } from "../shared/context";
import { formatBytes } from "../shared/formats";
import type { ThreadOptions } from "../shared/threadOptions";
import { UserFacingError } from "../shared/userFacingError";
import { utf8Length } from "../shared/bytes";

/**
 * The largest body of a request in bytes. A built Mastra server refuses one over 4.5 MB
 * (docs/wire.md#mastra-size-of-a-request).
 */
export const MAX_BODY_BYTES = 4_400_000;

/** What goes along with a message, with its content. */
export interface Attachment {
  readonly item: ContextItem;
  /** The text, or the base64 of the bytes. */
  readonly content: string;
  /** Set for bytes: their media type, such as `image/png`. */
  readonly mediaType?: string;
}

/** A question as it leaves the machine. */
export interface OutgoingMessage {
  /** Becomes the id of the user's message in the server's memory, so that both sides can name it. */
  readonly id: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** The thread's, from when the person sent it. */
  readonly options?: ThreadOptions;
}

/**
 * A question in the shape in which Mastra keeps all of it: our id, one text part for each text, and bytes
 * as `file` parts with bare base64 and `mimeType`. Measured: an `image` part loses its name, and with
 * `mediaType` in the place of `mimeType` the bytes are stored twice.
 */
export function messageBody({ id, text, attachments }: OutgoingMessage): object {
  // Some providers refuse a text without words.
  const words = text === "" && attachments.length > 0 ? [] : [{ type: "text", text }];
  return { id, role: "user", content: [...words, ...attachments.map((attachment) => attachmentPart(attachment))] };
}

/**
 * @throws UserFacingError kind `tooLarge` when the server would refuse it, before anything leaves the machine
 */
export function assertSendable(body: unknown): void {
  const bytes = utf8Length(JSON.stringify(body));
  if (bytes > MAX_BODY_BYTES) {
    throw new UserFacingError(
      "tooLarge",
      l10n.t(
        "This message and its attachments are {0}, and the limit is {1}. Shorten it or remove something, then send it again.",
        formatBytes(bytes),
        formatBytes(MAX_BODY_BYTES),
      ),
    );
  }
}

/**
 * The same as a message of its own, outside of the body of a run. Measured: a file needs `mediaType` here, and is
 * stored with `mimeType` as that of any other message.
 */
export function messageContents({ id, text: words, attachments }: OutgoingMessage): object {
  const contents = [
    ...(words === "" ? [] : [{ type: "text", text: words }]),
    ...attachments.map((attachment) => attachmentPart(attachment, "mediaType")),
  ];
  return { contents, metadata: { clientId: id } };
}

function attachmentPart(
  { item, content, mediaType }: Attachment,
  typeField: "mimeType" | "mediaType" = "mimeType",
): object {
  return mediaType === undefined
    ? { type: "text", text: attachmentText(item, content) }
    : { type: "file", data: content, [typeField]: mediaType, filename: item.name };
}
