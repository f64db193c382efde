import type { Conversation } from "./conversation";
import type { OpenConversations } from "./openConversations";

/** The owner's conversations as one place sees them: it shows one of them. */
export interface PlaceConversations extends Pick<
  OpenConversations,
  "find" | "get" | "show" | "startNew" | "showCopy" | "remove" | "renameStored" | "hold"
> {
  /** Undefined until it has been read. */
  readonly shown: Conversation | undefined;
}
