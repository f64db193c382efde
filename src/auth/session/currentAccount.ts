import type { ClerkInstance } from "../clerk/clerkInstance";
import { type ClerkSession, accountIdOf } from "./clerkSession";
import type { SessionStore } from "./sessionStore";

/** The server that requests go to now, and the instance whose tokens it takes. */
export interface CurrentServer {
  /** Undefined when no server is set. */
  readonly origin: string | undefined;
  readonly instance: ClerkInstance;
}

/** Where the choice between several accounts is remembered. */
export interface AccountChoice {
  /** What was chosen in this workspace. */
  get(instance: ClerkInstance): string | undefined;
  /** What was chosen last, in whichever workspace. */
  latest(instance: ClerkInstance): string | undefined;
  set(instance: ClerkInstance, accountId: string | undefined): void;
}

/** The part of `vscode.Memento` that is used here. */
export interface ChoiceState {
  get<T>(key: string, otherwise: T): T;
  update(key: string, value: unknown): PromiseLike<void>;
}

const stateKey = "agentChat.accounts";

type Choices = Readonly<Record<string, string>>;

/** Which of the signed-in accounts this window uses. */
export class CurrentAccount {
  /** By instance: whom this window used when it last looked. */
  private readonly used = new Map<string, string>();

  /** @param server what the settings name at the moment */
  constructor(
    private readonly store: SessionStore,
    private readonly server: () => CurrentServer,
    private readonly choice: AccountChoice,
  ) {}

  /** Whose accounts these are: what the settings name at the moment. */
  get instance(): ClerkInstance {
    return this.server().instance;
  }

  /**
   * The account that was chosen in this workspace; else the one that this window uses already, because a choice in
   * another window must not end what runs here; else the one that was chosen last anywhere. Each counts while it is
   * signed in; after that the one that signed in last.
   */
  async read(): Promise<ClerkSession | undefined> {
    // The settings may name another instance while the storage is read.
    const { instance } = this;
    return this.among(instance, await this.all(instance));
  }

  /** The same, of sessions that have been read already. */
  among(instance: ClerkInstance, sessions: readonly ClerkSession[]): ClerkSession | undefined {
    const key = instanceKey(instance);
    const wanted = [this.choice.get(instance), this.used.get(key), this.choice.latest(instance)];
    const found = wanted
      .map((id) => sessions.find(({ identity }) => accountIdOf(identity) === id))
      .find((session) => session !== undefined);
    const current = found ?? sessions.at(-1);
    if (current !== undefined) {
      this.used.set(key, accountIdOf(current.identity));
    }
    return current;
  }

  /** Every account of an instance, in order of sign-in. */
  all(instance = this.instance): Promise<readonly ClerkSession[]> {
    return this.store.all(instance);
  }
}

/** Which account was chosen in this workspace, and in the last workspace where one was. */
export class AccountMemory implements AccountChoice {
  constructor(
    private readonly workspace: ChoiceState,
    private readonly everywhere: ChoiceState,
  ) {}

  get(instance: ClerkInstance): string | undefined {
    return choicesOf(this.workspace)[instanceKey(instance)];
  }

  latest(instance: ClerkInstance): string | undefined {
    return choicesOf(this.everywhere)[instanceKey(instance)];
  }

  set(instance: ClerkInstance, accountId: string | undefined): void {
    for (const state of [this.workspace, this.everywhere]) {
      const others = Object.entries(choicesOf(state)).filter(([key]) => key !== instanceKey(instance));
      const chosen = accountId === undefined ? [] : [[instanceKey(instance), accountId] as const];
      void keep(state, Object.fromEntries([...others, ...chosen]));
    }
  }
}

// What VS Code cannot write down counts until the window closes.
async function keep(state: ChoiceState, choices: Choices): Promise<void> {
  try {
    await state.update(stateKey, choices);
  } catch {
    // The account that signed in last counts after that.
  }
}

function choicesOf(state: ChoiceState): Choices {
  return state.get<Choices>(stateKey, {});
}

function instanceKey({ issuer, clientId }: ClerkInstance): string {
  return `${issuer} ${clientId}`;
}
