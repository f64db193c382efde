import { followOffset, triggerAt, type Trigger } from "./trigger";

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
export interface Questions {
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
