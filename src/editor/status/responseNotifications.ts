import * as l10n from "@vscode/l10n";
import type { UnseenResponse } from "../../chat/threads/unseenResponses";
import type { ThreadTarget } from "../openThread";
import { responsesMessage } from "./responsesMessage";

/** Milliseconds in which responses gather: what comes together is told together. */
const GATHERING_MS = 1_000;

export interface ResponseNotificationsDependencies {
  /** Whether a person wants to be told at this moment. */
  readonly isWanted: () => boolean;
  /** Shows a notification. @returns the button that was pressed */
  readonly show: (message: string, button: string) => PromiseLike<string | undefined>;
  /** Shows the thread to its owner, and says why to anybody else. */
  readonly open: (target: ThreadTarget) => Promise<void>;
  readonly showThreads: () => Promise<void>;
  /** Whose session is open, as `OwnerSession.id`. */
  readonly current: () => string | undefined;
  /** Runs what nobody waits for. */
  readonly guard: (what: string, run: () => Promise<void>) => Promise<void>;
}

/** Tells of responses that came while nobody saw their threads: those of one moment in one notification. */
export class ResponseNotifications {
  private readonly gathered = new Map<string, UnseenResponse>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly deps: ResponseNotificationsDependencies,
    private readonly gatheringMs = GATHERING_MS,
  ) {}

  add(response: UnseenResponse): void {
    if (!this.deps.isWanted()) {
      return;
    }
    this.gathered.set(response.conversation.threadId, response);
    this.timer ??= setTimeout(() => void this.deps.guard("telling of a response", () => this.tell()), this.gatheringMs);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.gathered.clear();
  }

  private async tell(): Promise<void> {
    this.timer = undefined;
    const responses = [...this.gathered.values()].filter(({ isOver }) => !isOver());
    this.gathered.clear();
    const [first] = responses;
    if (!first) {
      return;
    }
    const { owner, conversation } = first;
    const button = responses.length === 1 ? l10n.t("Open") : l10n.t("Show Threads");
    const picked = await this.deps.show(responsesMessage(responses), button);
    if (picked === undefined) {
      return;
    }
    await (responses.length > 1 && this.deps.current() === owner
      ? this.deps.showThreads()
      : this.deps.open({ owner, thread: conversation.threadId }));
  }
}
