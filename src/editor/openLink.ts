import * as l10n from "@vscode/l10n";
import { noSuchAgent } from "../agents/requestErrors";
import type { ChatController } from "../chat/chatController";
import type { OwnerSession } from "../chat/ownerSession";
import type { ServerConnection } from "../chat/serverConnection";
import type { Notice } from "../shared/transcript";
import { openKnownThread } from "./openThread";

/** What a link may ask for; it names no server and no account, so it cannot pick another one. */
export interface LinkTarget {
  readonly agent?: string;
  readonly prompt?: string;
  readonly thread?: string;
}

/** Characters of a prompt that are taken; a longer one would not fit into an address either. */
const LONGEST_PROMPT = 32_000;
const LONGEST_ID = 200;

/**
 * What is not seen in the message box but is read by an agent: controls other than line ends and tabs, and formatting
 * characters but for those that join emoji and letters (Trojan Source, CVE-2021-42574).
 */
const unseen = /[\p{Cc}--[\n\t]]|[\p{Cf}--[\u200c\u200d]]/gv;

/**
 * Reads the query of a link. VS Code has decoded it already, so nothing is decoded again: a plus and a percent sign
 * are themselves, and a parameter ends only where another one of these begins.
 */
export function readLink(query: string): LinkTarget {
  const target: { agent?: string; prompt?: string; thread?: string } = {};
  for (const piece of query.split(/(?:^|&)(?=(?:agent|prompt|thread)=)/)) {
    const at = piece.indexOf("=");
    const name = piece.slice(0, at);
    const value = piece
      .slice(at + 1)
      .replace(/\r\n?/g, "\n")
      .replace(unseen, "");
    if (value.trim() === "") {
      continue;
    }
    if (name === "prompt") {
      target.prompt ??= value.slice(0, LONGEST_PROMPT);
    } else if ((name === "agent" || name === "thread") && value.length <= LONGEST_ID) {
      target[name] ??= value;
    }
  }
  return target;
}

/** Opens the chat as a link asks: fills the message box and never sends. */
export class OpenLink {
  constructor(
    private readonly chat: Pick<ChatController, "opened" | "selectAgent" | "showNotice" | "fillDraft" | "focusInput">,
    private readonly connection: Pick<ServerConnection, "ensure" | "status" | "findAgent" | "serverLabel">,
    private readonly reveal: () => Promise<void>,
  ) {}

  /** @param query of the link, as VS Code's Uri has it */
  async run(query: string): Promise<void> {
    const { agent, prompt, thread } = readLink(query);
    await this.reveal();
    await this.connection.ensure();
    const session = await this.chat.opened();
    const isReady = session !== undefined && this.connection.status === "ready";
    const missed = isReady ? await this.go(session, agent, thread) : undefined;
    if (prompt !== undefined) {
      this.chat.fillDraft(prompt);
    }
    const notice = missed ?? (prompt === undefined ? undefined : reviewFirst());
    if (notice) {
      this.chat.showNotice(notice);
    }
    this.chat.focusInput();
  }

  /** @returns what of it could not be done */
  private async go(
    session: OwnerSession,
    agent: string | undefined,
    thread: string | undefined,
  ): Promise<Notice | undefined> {
    if (thread !== undefined && !(await openKnownThread(session, thread))) {
      return session.isClosed ? undefined : threadMissing();
    }
    if (agent === undefined || session.isClosed) {
      return undefined;
    }
    if (!this.connection.findAgent(agent)) {
      return noSuchAgent(this.connection.serverLabel, agent).notice;
    }
    this.chat.selectAgent(agent);
    return undefined;
  }
}

function reviewFirst(): Notice {
  return { message: l10n.t("A link wrote this message. Review it before you send it."), actions: [] };
}

function threadMissing(): Notice {
  return {
    message: l10n.t(
      "Couldn't find the thread of this link. It may have been deleted, or it may belong to another account or server.",
    ),
    actions: ["showThreads"],
  };
}
