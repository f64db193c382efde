import * as l10n from "@vscode/l10n";
import type { ChatController } from "../chat/chatController";
import type { OwnerSession } from "../chat/ownerSession";
import type { ServerConnection } from "../chat/serverConnection";
import type { ShownThread } from "../shared/protocol";
import type { Notice } from "../shared/transcript";

/** The thread of a button in VS Code's chat, which may be an old one. */
export interface ThreadTarget {
  /** As `OwnerSession.id`. */
  readonly owner: string;
  readonly thread: string;
}

/** Shows a thread in its editor tab, or in the panel when it has none; one of somebody else, or of another server, stays closed. */
export class OpenThread {
  /** @param tabs brings the tab of a thread to the front, and says whether there is one */
  constructor(
    private readonly chat: Pick<ChatController, "opened" | "showNotice">,
    private readonly connection: Pick<ServerConnection, "ensure">,
    private readonly reveal: () => Promise<void>,
    private readonly tabs: { reveal(thread: ShownThread): boolean },
  ) {}

  /** @param target a `ThreadTarget`; VS Code keeps it as JSON */
  async run(target: unknown): Promise<void> {
    const { owner, thread } = (target ?? {}) as Partial<ThreadTarget>;
    if (typeof owner === "string" && typeof thread === "string") {
      const current = await this.chat.opened();
      if (current?.id === owner && this.tabs.reveal({ owner, threadId: thread })) {
        return;
      }
    }
    await this.reveal();
    await this.connection.ensure();
    const session = await this.chat.opened();
    if (!session || typeof thread !== "string") {
      return;
    }
    if (session.id !== owner) {
      this.chat.showNotice(notYours());
    } else if (!(await openKnownThread(session, thread)) && !session.isClosed) {
      this.chat.showNotice(gone());
    }
  }
}

/**
 * Shows a thread that is in memory, on this computer or on the server. One that nobody has is not made by being asked
 * for: whoever wrote its id would know it.
 *
 * @returns false when nobody has it
 */
export async function openKnownThread(
  { conversations, navigator }: Pick<OwnerSession, "conversations" | "navigator">,
  threadId: string,
): Promise<boolean> {
  const before = conversations.shown;
  await navigator.open(threadId);
  const { shown } = conversations;
  if (shown.threadId !== threadId || shown.turns.length > 0) {
    return true;
  }
  if (before.threadId === threadId) {
    return true;
  }
  navigator.newThread();
  return false;
}

function notYours(): Notice {
  const message = l10n.t(
    "Couldn't open the thread, because it belongs to another account or server. Switch to that one, then open it again.",
  );
  return { message, actions: ["showThreads"] };
}

function gone(): Notice {
  const message = l10n.t("Couldn't open the thread, because it was deleted. Start a new one.");
  return { message, actions: ["newThread", "showThreads"] };
}
