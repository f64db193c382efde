/** Characters of a query that are looked at; longer words are not names of anything. */
const longestQuery = 256;

/**
 * What the caret stands in, and so what can be completed. `start` is where the sign that opened it
 * stands, `from` where the replaced words begin; both count UTF-16 units, as a text field does.
 */
interface Trigger {
  /** `context`: behind `@`. `command`: behind `/`. `argument`: behind a command and a blank. */
  readonly kind: "context" | "command" | "argument";
  readonly start: number;
  readonly from: number;
  readonly query: string;
  /** The word behind the slash; only for `argument`. */
  readonly command?: string;
}

/**
 * Finds what can be completed at the caret. `@` counts at the start and after a blank, so that mail
 * addresses stay what they are; `/` counts only as the very first character.
 */
export function triggerAt(text: string, caret: number): Trigger | undefined {
  return contextAt(text, caret) ?? commandAt(text, caret);
}

function contextAt(text: string, caret: number): Trigger | undefined {
  const reach = text.slice(Math.max(0, caret - longestQuery - 1), caret);
  const word = /\S*$/.exec(reach)?.[0] ?? "";
  if (!word.startsWith("@") || word.length > longestQuery) {
    return undefined;
  }
  const start = caret - word.length;
  return { kind: "context", start, from: start, query: word.slice(1) };
}

function commandAt(text: string, caret: number): Trigger | undefined {
  if (!text.startsWith("/") || caret < 1 || caret > longestQuery) {
    return undefined;
  }
  const before = text.slice(1, caret);
  if (/^[^\s/]*$/.test(before)) {
    return { kind: "command", start: 0, from: 0, query: before };
  }
  const argument = /^([^\s/]+)[ \t]+([^\n]*)$/.exec(before);
  if (argument === null) {
    return undefined;
  }
  const [, command = "", query = ""] = argument;
  return { kind: "argument", start: 0, from: caret - query.length, query, command };
}

/**
 * Follows a place in a text through one edit.
 * @returns where the character at `place` is afterwards, or undefined when the edit took it away
 */
export function followOffset(before: string, after: string, place: number): number | undefined {
  const limit = Math.min(before.length, after.length);
  let same = 0;
  while (same < limit && before[same] === after[same]) {
    same++;
  }
  if (place < same) {
    return place;
  }
  let sameEnd = 0;
  while (sameEnd < limit - same && before[before.length - 1 - sameEnd] === after[after.length - 1 - sameEnd]) {
    sameEnd++;
  }
  return place >= before.length - sameEnd ? place + after.length - before.length : undefined;
}

/** The message box as far as completion looks at it. */
export interface Field {
  readonly text: string;
  /** UTF-16 units from the start; undefined while several characters are selected. */
  readonly caret: number | undefined;
}

/** One stay of the caret behind a sign that opens the list. */
export interface Stay {
  readonly trigger: Trigger;
  /** The marked row. */
  readonly active: number;
  /** Number of this stay's first request; answers to older ones are not its own. */
  readonly firstRequest: number;
}

/** What is asked of the host. */
interface Questions {
  /** Asks for context of this name; returns the number that the answer will bear, higher each time. */
  complete(query: string): number;
  listPrompts(): void;
}

/**
 * Decides when the list of completions is open. It opens only by typing, so that a caret that passes by
 * disturbs nobody, and once dismissed it stays closed until another sign is typed.
 */
export class CompletionSession {
  private stay: Stay | undefined;
  private dismissed: number | undefined;
  private lastText = "";
  private promptsAsked = false;

  /** @param onChange called with each new stay, and with undefined when the list closes */
  constructor(
    private readonly questions: Questions,
    private readonly onChange: (stay: Stay | undefined) => void,
  ) {}

  get current(): Stay | undefined {
    return this.stay;
  }

  /** A person typed. */
  typed(field: Field): void {
    this.follow(field);
    this.look(field, true);
  }

  /** The caret moved, or the text was changed by something else than typing. */
  moved(field: Field): void {
    this.follow(field);
    if (this.stay !== undefined) {
      this.look(field, false);
    }
  }

  /** Opens the list at the caret, also where it was dismissed. */
  show(field: Field): void {
    this.dismissed = undefined;
    this.typed(field);
  }

  /** Closes the list until another sign is typed. */
  dismiss(field: Field): void {
    this.follow(field);
    this.dismissed = field.caret === undefined ? undefined : triggerAt(field.text, field.caret)?.start;
    this.set(undefined);
  }

  /** The box lost the focus. */
  left(): void {
    this.promptsAsked = false;
    this.set(undefined);
  }

  /** Marks another row. */
  mark(active: number): void {
    if (this.stay !== undefined) {
      this.set({ ...this.stay, active });
    }
  }

  private follow(field: Field): void {
    if (this.dismissed !== undefined) {
      this.dismissed = followOffset(this.lastText, field.text, this.dismissed);
    }
    this.lastText = field.text;
  }

  private look(field: Field, mayOpen: boolean): void {
    const trigger = field.caret === undefined ? undefined : triggerAt(field.text, field.caret);
    const before =
      this.stay?.trigger.start === trigger?.start && this.stay?.trigger.kind === trigger?.kind ? this.stay : undefined;
    if (trigger === undefined || trigger.start === this.dismissed || (before === undefined && !mayOpen)) {
      this.set(undefined);
    } else if (before?.trigger.query !== trigger.query || before.trigger.command !== trigger.command) {
      const request = this.ask(trigger);
      this.set({ trigger, active: 0, firstRequest: before?.firstRequest ?? request });
    }
  }

  private ask(trigger: Trigger): number {
    if (trigger.kind === "context") {
      return this.questions.complete(trigger.query);
    }
    if (!this.promptsAsked) {
      this.promptsAsked = true;
      this.questions.listPrompts();
    }
    return 0;
  }

  private set(stay: Stay | undefined): void {
    if (stay !== this.stay) {
      this.stay = stay;
      this.onChange(stay);
    }
  }
}
