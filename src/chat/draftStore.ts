import type { Draft } from "../shared/protocol";

/** Where drafts rest between two windows: a Memento in VS Code. */
export interface DraftMemory {
  get(): Readonly<Record<string, Draft>>;
  set(drafts: Readonly<Record<string, Draft>>): void;
}

/** Whose the words are that were typed while nobody was signed in. */
export const NOBODY = "" as const;

const EMPTY: Draft = { text: "", revision: 0 };

/**
 * The text in the message box of each owner, as the host knows it. The higher revision is the newer text. Owners
 * are named by `OwnerSession.id`; what was typed while nobody was signed in goes to the next person who signs in.
 */
export class DraftStore {
  private readonly drafts: Map<string, Draft>;
  /** What another version of the extension keeps here in a shape of its own; it stays for that one. */
  private readonly unreadable: readonly (readonly [string, unknown])[];
  /** Words that came back to an owner and that no panel has answered yet. */
  private readonly returned = new Map<string, string>();
  /** What was typed before the last sign-in, as far as it has been heard. */
  private claimed = "";
  /** Who has got the words of an owner that left for good: words of theirs that are heard late go there. */
  private readonly heirs = new Map<string, string>();

  constructor(private readonly memory: DraftMemory) {
    const kept: readonly [string, unknown][] = Object.entries(memory.get());
    this.drafts = new Map(kept.filter((entry): entry is [string, Draft] => isDraft(entry[1])));
    this.unreadable = kept.filter(([, draft]) => !isDraft(draft));
  }

  of(ownerId: string): Draft {
    return this.drafts.get(ownerId) ?? EMPTY;
  }

  /**
   * What the person typed.
   *
   * @param shown false when the panel shows somebody else by now: what came back since cannot be in these words
   * @returns whose words they are; somebody else's when what the owner has written is theirs by now
   */
  typed(ownerId: string, draft: Draft, shown = true): string {
    const heir = shown ? undefined : this.heirs.get(ownerId);
    if (heir !== undefined) {
      this.claimLate(heir, draft.text);
      return heir;
    }
    this.takeIn(ownerId, draft, shown);
    return ownerId;
  }

  private takeIn(ownerId: string, draft: Draft, shown: boolean): void {
    const back = this.returned.get(ownerId);
    if (!shown && back !== undefined && !draft.text.includes(back)) {
      const text = draft.text.trim() === "" ? back : `${back}\n\n${draft.text}`;
      this.put(ownerId, { text, revision: Math.max(draft.revision, this.of(ownerId).revision) + 1 });
      return;
    }
    this.returned.delete(ownerId);
    if (draft.revision >= this.of(ownerId).revision) {
      this.put(ownerId, draft);
    }
  }

  /**
   * Puts words back that could not be sent, before whatever has been typed since.
   *
   * @returns whose they are; see `typed`
   */
  restore(owner: string, text: string): string {
    const ownerId = this.heirs.get(owner) ?? owner;
    const { text: since, revision } = this.of(ownerId);
    const joined = since.trim() === "" || since.trim() === text.trim() ? text : `${text}\n\n${since}`;
    const before = this.returned.get(ownerId);
    this.returned.set(ownerId, before === undefined || before === text ? text : `${text}\n\n${before}`);
    this.put(ownerId, { text: joined, revision: revision + 1 });
    return ownerId;
  }

  /**
   * Words are on their way to an agent. The panel has emptied its box and said so, but where it counted otherwise, as
   * around a sign-in, that was older than what is known here, and the words would come back one day.
   *
   * @returns whether the owner has other words now
   */
  sent(ownerId: string, text: string): boolean {
    const { text: known, revision } = this.of(ownerId);
    if (known === "" || known !== text) {
      return false;
    }
    this.returned.delete(ownerId);
    this.put(ownerId, { text: "", revision: revision + 1 });
    return true;
  }

  /**
   * Takes words out of a draft that `restore` has put there, to send them.
   *
   * @returns false when they are not there any more: the person has changed or sent them meanwhile
   */
  take(ownerId: string, text: string): boolean {
    const { text: known, revision } = this.of(ownerId);
    if (known !== text && !known.startsWith(`${text}\n\n`)) {
      return false;
    }
    this.returned.delete(ownerId);
    this.put(ownerId, { text: known.slice(text.length).trimStart(), revision: revision + 1 });
    return true;
  }

  /** What an owner has written is for whoever is there next, such as when its server never answered. */
  release(ownerId: string): void {
    const { text, revision } = this.of(ownerId);
    this.claimed = text;
    if (text.trim() !== "") {
      this.restore(NOBODY, text);
      this.put(ownerId, { text: "", revision: revision + 1 });
    }
    this.inherit(ownerId, NOBODY);
    this.heirs.set(ownerId, NOBODY);
  }

  /** Somebody has signed in: what was typed before belongs to them. */
  claim(ownerId: string): void {
    this.heirs.delete(ownerId);
    this.inherit(NOBODY, ownerId);
    const { text } = this.of(NOBODY);
    this.claimed = text;
    if (text.trim() !== "") {
      this.restore(ownerId, text);
      this.put(NOBODY, EMPTY);
    }
  }

  /**
   * What was typed before somebody signed in is heard only after that: it takes the place of what `claim` has given
   * them.
   *
   * @returns whether the owner has other words now
   */
  claimLate(ownerId: string, typed: string): boolean {
    const { text, revision } = this.of(ownerId);
    const rest =
      this.claimed !== "" && text.startsWith(this.claimed) ? text.slice(this.claimed.length).trimStart() : text;
    const joined = [typed, rest].filter((words) => words.trim() !== "").join("\n\n");
    this.claimed = typed;
    if (joined === text) {
      return false;
    }
    this.returned.set(ownerId, typed);
    this.put(ownerId, { text: joined, revision: revision + 1 });
    return true;
  }

  private inherit(from: string, to: string): void {
    for (const [left, heir] of this.heirs) {
      if (heir === from) {
        this.heirs.set(left, to);
      }
    }
  }

  private put(ownerId: string, draft: Draft): void {
    this.drafts.set(ownerId, draft);
    // A view counts on after a reload: what comes back to it before it has said anything must be newer than its own
    // empty box. Tabs, whose keys have a space, come back with nothing.
    const worth = [...this.drafts].filter(
      ([key, { text, revision }]) => text !== "" || (revision > 0 && !/ /.test(key)),
    );
    this.memory.set(Object.fromEntries([...this.unreadable, ...worth]) as Readonly<Record<string, Draft>>);
  }
}

/** Whether a value that nobody has checked, from the panel or a memento, is a draft. */
export function isDraft(value: unknown): value is Draft {
  const draft = value as Partial<Draft> | null | undefined;
  return typeof draft?.text === "string" && Number.isSafeInteger(draft.revision);
}
