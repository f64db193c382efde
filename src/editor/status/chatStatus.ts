import * as l10n from "@vscode/l10n";
import type { Conversation } from "../../chat/conversation";
import { describeThread } from "../../chat/threads/localThread";
import { countWaiting } from "../../chat/turn/turnChanges";
import { formatNumber, plural } from "../../shared/formats";
import type { Connection, ViewState } from "../../shared/protocol";

/** A thread in which something goes on. */
export interface ActiveThread {
  readonly id: string;
  readonly title: string;
}

/** What the status bar tells of the chat. */
export interface ChatStatus {
  readonly connection: Connection;
  readonly agent: string;
  readonly server: string;
  readonly account: string;
  /** The server asks for no sign-in. */
  readonly isOpen: boolean;
  readonly running: readonly ActiveThread[];
  /** Threads with tool calls that wait for a person. */
  readonly waiting: readonly ActiveThread[];
  /** How many tool calls wait in them. */
  readonly waitingCalls: number;
}

/** How the status looks: the item's words, and what a screen reader says. */
export interface StatusLook {
  readonly text: string;
  readonly label: string;
  readonly needsPerson: boolean;
}

/** @param conversations of the owner that is signed in, open in this window */
export function chatStatus(
  { connection, agents, agentId, serverLabel, accountLabel, isOpen }: ViewState,
  conversations: readonly Conversation[],
): ChatStatus {
  const active = conversations.map((conversation) => ({
    id: conversation.threadId,
    title: describeThread(conversation.transcript).title,
    busy: conversation.busy,
    calls: conversation.busy ? 0 : countWaiting(conversation.turns),
  }));
  return {
    connection,
    agent: agents.find(({ id }) => id === agentId)?.name ?? "",
    server: serverLabel,
    account: accountLabel,
    isOpen: isOpen === true,
    running: active.filter(({ busy }) => busy).map(threadOf),
    waiting: active.filter(({ calls }) => calls > 0).map(threadOf),
    waitingCalls: active.reduce((sum, { calls }) => sum + calls, 0),
  };
}

function threadOf({ id, title }: ActiveThread): ActiveThread {
  return { id, title };
}

/** The item in the status bar: one short name, and an icon for what goes on. */
export function statusLook(status: ChatStatus): StatusLook {
  const name = status.connection === "ready" && status.agent !== "" ? status.agent : l10n.t("Agent Chat");
  // A dollar sign before a bracket would be read as an icon.
  const shown = name.replaceAll("$(", "$ (");
  const activity = activityOf(status);
  const needsPerson = status.waitingCalls > 0;
  const icon = needsPerson ? "bell-dot" : status.running.length > 0 ? "loading~spin" : "comment-discussion";
  return {
    text: `$(${icon}) ${shown}`,
    label: [l10n.t("Agent Chat"), name === l10n.t("Agent Chat") ? undefined : name, activity]
      .filter((part) => part !== undefined)
      .join(", "),
    needsPerson,
  };
}

/** What waits or runs, in one sentence; undefined when nothing does. */
export function activityOf({ connection, running, waitingCalls }: ChatStatus): string | undefined {
  if (connection === "signedOut") {
    return l10n.t("You aren't signed in.");
  }
  if (waitingCalls > 0) {
    return plural(
      waitingCalls,
      l10n.t("One tool call is waiting for you"),
      l10n.t("{0} tool calls are waiting for you", formatNumber(waitingCalls)),
    );
  }
  if (running.length > 0) {
    return plural(
      running.length,
      l10n.t("One response is being written"),
      l10n.t("{0} responses are being written", formatNumber(running.length)),
    );
  }
  return undefined;
}

/**
 * Words of a server or a person in Markdown, as they are.
 *
 * @returns one line in which no sign formats, links, shows an icon or parts a cell (CommonMark §2.4)
 */
export function plainInMarkdown(words: string): string {
  return words.replace(/\s+/g, " ").replace(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}
