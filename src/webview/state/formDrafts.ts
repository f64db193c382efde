/** One entry of a list; the number stays with it when others are removed. */
export interface ListEntry {
  readonly key: number;
  readonly value: FormValue;
}

/**
 * What stands in the boxes of a form, as typed: text for text, numbers, choices and JSON; yes, no or
 * untouched (null) for a check box. A text that somebody said is empty is told from a box that nobody
 * has filled in yet. Groups hold their values in the order of the fields, so that no
 * property's name (`__proto__`) can do harm. Plain JSON.
 */
export type FormValue =
  | string
  | boolean
  | null
  | { readonly empty: true }
  | { readonly group: readonly FormValue[] }
  | { readonly entries: readonly ListEntry[] }
  | { readonly chosen: number; readonly variants: readonly FormValue[] };

/** Forms that are kept; the one that was typed in longest ago goes first. */
const most = 50;

/** What was typed into one form. */
export interface FormDraft {
  readonly value: FormValue;
  /** The question that it was sent for, once it was; another question begins with an empty form. */
  readonly sentFor?: string;
}

/**
 * What was typed into forms, by the call that asks. It outlives the form's own drawing: a thread that is
 * left, a fold that is closed, an answer that did not reach the server. Of somebody who is not there it stays in
 * memory alone, for when they come back.
 */
export class FormDrafts {
  private drafts: Map<string, FormDraft>;
  /** Those of the owners who are not there. */
  private readonly others = new Map<string, Map<string, FormDraft>>();
  /** Those that must not leave the memory. */
  private readonly secret = new Set<string>();

  /**
   * @param kept what an earlier life of the panel has kept
   * @param keep keeps the drafts for the next one, passwords never
   * @param owner whose they are; undefined when that is not known: then they are the first owner's
   */
  constructor(
    kept: Readonly<Record<string, FormDraft>> = {},
    private readonly keep: (drafts: Readonly<Record<string, FormDraft>>) => void = () => undefined,
    private owner?: string,
  ) {
    this.drafts = new Map(Object.entries(kept));
  }

  /** Somebody is there from now on. @param owner as `ShownThread` has it; empty while nobody is signed in */
  belongTo(owner: string): void {
    const before = this.owner;
    this.owner = owner;
    if (before === undefined || before === owner) {
      return;
    }
    this.others.set(before, this.drafts);
    this.drafts = this.others.get(owner) ?? new Map<string, FormDraft>();
    this.others.delete(owner);
    this.save();
  }

  /** What was typed for this key, or undefined. */
  get(key: string): FormDraft | undefined {
    return this.drafts.get(key);
  }

  /**
   * Keeps what is typed.
   * @param secret true for a form that asks for a password: kept in memory only
   */
  set(key: string, draft: FormDraft, secret = false): void {
    if (secret) {
      this.secret.add(key);
    }
    this.drafts.delete(key);
    this.drafts.set(key, draft);
    const [oldest] = this.drafts.keys();
    if (this.drafts.size > most && oldest !== undefined) {
      this.drafts.delete(oldest);
    }
    this.save();
  }

  private save(): void {
    this.keep(Object.fromEntries([...this.drafts].filter(([each]) => !this.secret.has(each))));
  }
}
