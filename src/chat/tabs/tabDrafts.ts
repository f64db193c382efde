import type { Draft } from "../../shared/protocol";
import { type DraftStore, NOBODY } from "../draftStore";

type Drafts = Pick<DraftStore, "of" | "typed" | "restore" | "claimLate" | "sent" | "take">;

/** The message box of one thread in an editor tab: beside the owner's words in the view, words of its own. */
export class TabDrafts implements Drafts {
  constructor(
    private readonly store: Drafts,
    private readonly threadId: string,
  ) {}

  of(ownerId: string): Draft {
    return this.store.of(this.key(ownerId));
  }

  typed(ownerId: string, draft: Draft, shown?: boolean): string {
    return this.owner(ownerId, this.store.typed(this.key(ownerId), draft, shown));
  }

  restore(ownerId: string, text: string): string {
    return this.owner(ownerId, this.store.restore(this.key(ownerId), text));
  }

  claimLate(ownerId: string, typed: string): boolean {
    return this.store.claimLate(this.key(ownerId), typed);
  }

  sent(ownerId: string, text: string): boolean {
    return this.store.sent(this.key(ownerId), text);
  }

  take(ownerId: string, text: string): boolean {
    return this.store.take(this.key(ownerId), text);
  }

  /** What is typed while nobody is signed in goes to whoever signs in, wherever it is typed. */
  private key(ownerId: string): string {
    return ownerId === NOBODY ? NOBODY : `${ownerId} ${this.threadId}`;
  }

  private owner(ownerId: string, whose: string): string {
    return whose === this.key(ownerId) ? ownerId : whose;
  }
}
