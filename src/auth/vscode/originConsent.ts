import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../../shared/userFacingError";
import type { TokenConsent } from "../session/accessTokenSource";

const stateKey = "agentChat.allowedOrigins";

/** What a person said about a server; undefined when the question was left without an answer. */
export type ConsentAnswer = "allowed" | "declined" | undefined;

/** A server to which the tokens of a Clerk instance may go. */
export interface AllowedServer {
  readonly origin: string;
  /** The Clerk instance's issuer URL: a token of another instance is another question. */
  readonly issuer: string;
}

/** The part of `vscode.Memento` that is used here. */
export interface ConsentState {
  get<T>(key: string, otherwise: T): T;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** By origin and issuer, with a space between them. */
type Answers = Readonly<Record<string, Exclude<ConsentAnswer, undefined>>>;

/** Asks once for each origin whether tokens of an instance may go there, and remembers what was answered. */
export class OriginConsent implements TokenConsent {
  private readonly questions = new Map<string, Promise<ConsentAnswer>>();

  /** @param ask puts the question to the person */
  constructor(
    private readonly state: ConsentState,
    private readonly ask: (server: AllowedServer) => PromiseLike<ConsentAnswer>,
  ) {}

  /**
   * Returns when tokens of `issuer` may go to `origin`; the first time the person is asked. Who leaves the
   * question without an answer is asked again at the next request.
   *
   * @throws UserFacingError `originDeclined`
   */
  async require(origin: string, issuer: string): Promise<void> {
    const server: AllowedServer = { origin, issuer };
    const answer = this.answers()[keyOf(server)] ?? (await this.askOnce(server));
    if (answer !== "allowed") {
      throw declined(origin);
    }
  }

  /** Whether tokens may go to a server without a question. */
  isAllowed(server: AllowedServer): boolean {
    return this.answers()[keyOf(server)] === "allowed";
  }

  /** The servers that were allowed, in the order of their names. */
  allowed(): readonly AllowedServer[] {
    return Object.entries(this.answers())
      .filter(([, answer]) => answer === "allowed")
      .map(([key]) => serverOf(key))
      .sort((a, b) => a.origin.localeCompare(b.origin) || a.issuer.localeCompare(b.issuer));
  }

  /** Takes back that a server was allowed: the next request asks again. */
  async revoke(server: AllowedServer): Promise<void> {
    await this.keep((key) => key !== keyOf(server));
  }

  /** Forgets that an origin was declined: the next request asks again. An allowed one stays allowed. */
  async forgetDeclined(origin: string): Promise<void> {
    await this.keep((key, answer) => answer === "allowed" || serverOf(key).origin !== origin);
  }

  // Several requests start together; they share one dialog.
  private askOnce(server: AllowedServer): Promise<ConsentAnswer> {
    const key = keyOf(server);
    const open = this.questions.get(key);
    if (open !== undefined) {
      return open;
    }
    const question = this.askAndRemember(server).finally(() => this.questions.delete(key));
    this.questions.set(key, question);
    return question;
  }

  private async askAndRemember(server: AllowedServer): Promise<ConsentAnswer> {
    const answer = await this.ask(server);
    if (answer !== undefined) {
      await this.write({ ...this.answers(), [keyOf(server)]: answer });
    }
    return answer;
  }

  private async keep(wanted: (key: string, answer: Answers[string]) => boolean): Promise<void> {
    const answers = Object.entries(this.answers());
    const kept = answers.filter(([key, answer]) => wanted(key, answer));
    if (kept.length < answers.length) {
      await this.write(Object.fromEntries(kept));
    }
  }

  private answers(): Answers {
    return this.state.get<Answers>(stateKey, {});
  }

  private async write(answers: Answers): Promise<void> {
    try {
      await this.state.update(stateKey, answers);
    } catch {
      // VS Code could not write it down; it counts until the window closes, and is asked again after that.
    }
  }
}

function declined(origin: string): UserFacingError {
  const message = l10n.t(
    "Your sign-in wasn't sent to {0}, because you didn't allow it. Try again to be asked again, or choose another server.",
    origin,
  );
  return new UserFacingError("originDeclined", message, ["retryConnection", "configureServer"]);
}

function keyOf({ origin, issuer }: AllowedServer): string {
  return `${origin} ${issuer}`;
}

function serverOf(key: string): AllowedServer {
  const [origin = "", issuer = ""] = key.split(" ");
  return { origin, issuer };
}
