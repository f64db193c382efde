import type { Attachment } from "../../agents/outgoingMessage";
import type { ChatController } from "../../chat/chatController";
import type { Asker } from "./asker";

export interface PanelQuestionsDependencies {
  readonly controller: Pick<ChatController, "ask" | "attach" | "keepUntilAsked">;
  /** Looks who is there, and signs in where nobody is. */
  readonly enter: () => Promise<void>;
  readonly reveal: () => Promise<void>;
}

/** Brings what a person asks in the editor into the panel. */
export class PanelQuestions {
  constructor(private readonly deps: PanelQuestionsDependencies) {}

  /**
   * Sends a question into the thread that was shown when the person asked. What cannot be sent waits in their
   * message box.
   *
   * @param agentId the agent of the panel when left out
   */
  async send(
    { session, conversation, chosen }: Asker,
    agentId: string | undefined,
    text: string,
    attachments: readonly Attachment[],
  ): Promise<void> {
    await this.deps.reveal();
    const named = agentId === undefined ? {} : { agentId };
    if (session) {
      await session.restored;
      await session.sender.send(conversation ?? session.conversations.shown, { text, attachments, chosen, ...named });
      return;
    }
    const take = this.deps.controller.keepUntilAsked(text);
    try {
      await this.deps.enter();
    } finally {
      // Whoever is signed in then asks; while nobody is, the words wait in the message box.
      if (take()) {
        await this.deps.controller.ask(text, agentId, attachments);
      } else if (attachments.length > 0) {
        // The words were changed or sent there meanwhile; what belongs to them waits beside them.
        await this.deps.controller.attach(Promise.resolve({ attachments, refused: [] }));
      }
    }
  }
}
