import { fields, instant, text } from "./parse/fields";
import type { StoredMessage } from "./storedMessage";

/** A thread of the server's memory. */
export interface StoredThread {
  readonly id: string;
  /** Empty when nobody has named it. */
  readonly title: string;
  /** Milliseconds since the epoch. A rename counts as well (measured). */
  readonly updatedAt: number;
  /** The agent it was named for, where we named it. */
  readonly agentId?: string;
}

export interface MessagePage {
  /** Oldest first. */
  readonly messages: readonly StoredMessage[];
  /** Of the whole thread. */
  readonly total: number;
  /** True when there are messages before these. */
  readonly hasMore: boolean;
}

/** Reads one element of `threads`. @returns nothing for something without an id */
export function storedThread(value: unknown): StoredThread[] {
  const { id, title, updatedAt, metadata } = fields(value);
  const agentId = text(fields(metadata)["agentId"]);
  return text(id) === ""
    ? []
    : [{ id: text(id), title: text(title), updatedAt: instant(updatedAt), ...(agentId ? { agentId } : {}) }];
}
