import type { Draft } from "../shared/protocol";

/** Where a draft rests: a Memento in VS Code. */
export interface DraftStore {
  get(): Draft | undefined;
  set(draft: Draft): void;
}

/** The text in the message box, as the host knows it. The higher revision is the newer text. */
export class DraftBox {
  private draft: Draft;

  constructor(private readonly store: DraftStore) {
    this.draft = store.get() ?? { text: "", revision: 0 };
  }

  get current(): Draft {
    return this.draft;
  }

  /** What the person typed. */
  typed(draft: Draft): void {
    if (draft.revision >= this.draft.revision) {
      this.put(draft);
    }
  }

  /** Puts a message back that could not be sent, before whatever has been typed since. */
  giveBack(text: string): void {
    const since = this.draft.text.trim();
    const joined = since === "" || since === text.trim() ? text : `${text}\n\n${this.draft.text}`;
    this.put({ text: joined, revision: this.draft.revision + 1 });
  }

  private put(draft: Draft): void {
    this.draft = draft;
    this.store.set(draft);
  }
}
