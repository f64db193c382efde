import { type Attachment, MAX_BODY_BYTES } from "../../agents/outgoingMessage";
import { attachmentText } from "../../shared/attachmentText";
import { bytesTooLarge, doesNotFit, messageTooLarge, textTooLarge } from "./refusals";
import { utf8Length } from "../../shared/bytes";

/** One attached text, in bytes of UTF-8. */
export const TEXT_LIMIT = 1_000_000;

/** The request for one message, in bytes. */
export const MESSAGE_LIMIT = MAX_BODY_BYTES;

/** What a part costs besides its content: its type, its media type, `data:` and the like. */
const PART_OVERHEAD = 120;

/** Bytes that fit into a message that holds nothing else; base64 makes four characters of three bytes. */
export const BYTES_LIMIT = Math.floor((MESSAGE_LIMIT - PART_OVERHEAD) / 4) * 3;

/** Bytes that an attachment takes in the request: JSON escapes quotes and line ends, base64 grows. */
export function requestBytes({ item, content, mediaType }: Attachment): number {
  return PART_OVERHEAD + (mediaType === undefined ? jsonBytes(attachmentText(item, content)) : content.length);
}

/**
 * @param taken bytes in the request for what is attached already
 * @throws UserFacingError "tooLarge" when the attachment is too large by itself or does not fit any more
 */
export function assertFits(attachment: Attachment, taken: number): void {
  const { item, mediaType } = attachment;
  if (mediaType === undefined && item.bytes > TEXT_LIMIT) {
    throw textTooLarge(item.name, item.bytes, TEXT_LIMIT);
  }
  const own = requestBytes(attachment);
  if (own > MESSAGE_LIMIT) {
    throw mediaType === undefined
      ? doesNotFit(item.name, item.bytes, own, MESSAGE_LIMIT)
      : bytesTooLarge(item.name, item.bytes, BYTES_LIMIT);
  }
  if (taken + own > MESSAGE_LIMIT) {
    throw doesNotFit(item.name, item.bytes, taken + own, MESSAGE_LIMIT);
  }
}

/**
 * The last look before a message leaves: its words and everything attached.
 *
 * @throws UserFacingError "tooLarge"
 */
export function assertMessageFits(text: string, attachments: readonly Attachment[]): void {
  const bytes = attachments.reduce((sum, attachment) => sum + requestBytes(attachment), jsonBytes(text));
  if (bytes > MESSAGE_LIMIT) {
    throw messageTooLarge(bytes, MESSAGE_LIMIT);
  }
}

function jsonBytes(text: string): number {
  return utf8Length(JSON.stringify(text));
}
