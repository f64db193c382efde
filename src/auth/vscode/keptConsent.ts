import type { UserFacingError } from "../../shared/userFacingError";
import type { ConsentAnswer, ConsentState } from "./originConsent";

export interface KeptAnswer {
  /** Of the server: its base address with path and API prefix. */
  readonly address: string;
  readonly answer: Exclude<ConsentAnswer, undefined>;
}

/** By what was asked about. */
type Answers = Readonly<Record<string, KeptAnswer>>;

export interface ConsentRule<Question> {
  /** Of the answers in VS Code's state. */
  readonly stateKey: string;
  /** What one answer is for. */
  readonly keyOf: (question: Question) => string;
  /** @param again whether the question was left without an answer, and is asked again at the next call */
  readonly declined: (question: Question, again: boolean) => UserFacingError;
}

/** Asks once whether somebody may send to a server, and remembers the answer. */
export class KeptConsent<Question extends { readonly address: string }> {
  private readonly questions = new Map<string, Promise<ConsentAnswer>>();

  /** @param ask puts the question to the person */
  constructor(
    private readonly rule: ConsentRule<Question>,
    private readonly state: ConsentState,
    private readonly ask: (question: Question) => PromiseLike<ConsentAnswer>,
  ) {}

  /**
   * Returns when it is allowed. Who leaves the question without an answer is asked again at the next call.
   *
   * @throws UserFacingError as the rule says
   */
  async require(question: Question): Promise<void> {
    const answer = this.answer(this.rule.keyOf(question)) ?? (await this.askOnce(question));
    if (answer !== "allowed") {
      throw this.rule.declined(question, answer === undefined);
    }
  }

  /** What was answered; undefined when nothing was. @param key as the rule makes it of a question */
  answer(key: string): ConsentAnswer {
    return this.all()[key]?.answer;
  }

  /** Every answer that is kept, with what it is for. */
  kept(): readonly (readonly [key: string, kept: KeptAnswer])[] {
    return Object.entries(this.all());
  }

  /** Forgets answers: the next call asks again. */
  async drop(isMeant: (key: string, kept: KeptAnswer) => boolean): Promise<void> {
    await this.write(Object.fromEntries(this.kept().filter(([key, kept]) => !isMeant(key, kept))));
  }

  // Several calls start together; they share one dialog.
  private askOnce(question: Question): Promise<ConsentAnswer> {
    const key = this.rule.keyOf(question);
    const open = this.questions.get(key);
    if (open !== undefined) {
      return open;
    }
    const asking = this.askAndRemember(key, question).finally(() => this.questions.delete(key));
    this.questions.set(key, asking);
    return asking;
  }

  private async askAndRemember(key: string, question: Question): Promise<ConsentAnswer> {
    const answer = await this.ask(question);
    if (answer !== undefined) {
      await this.write({ ...this.all(), [key]: { address: question.address, answer } });
    }
    return answer;
  }

  private all(): Answers {
    return this.state.get<Answers>(this.rule.stateKey, {});
  }

  private async write(answers: Answers): Promise<void> {
    try {
      await this.state.update(this.rule.stateKey, answers);
    } catch {
      // VS Code could not write it down; it counts until the window closes, and is asked again after that.
    }
  }
}
