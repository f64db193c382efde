import type { ContextItem } from "../shared/context";

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
}
