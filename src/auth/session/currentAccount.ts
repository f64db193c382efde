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
  get(instance: ClerkInstance): string | undefined;
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

  /** The account that was chosen, if it is still signed in; else the one that signed in last. */
  async read(): Promise<ClerkSession | undefined> {
    // The settings may name another instance while the storage is read.
    const { instance } = this;
    return this.among(instance, await this.all(instance));
  }

  /** The same, of sessions that have been read already. */
  among(instance: ClerkInstance, sessions: readonly ClerkSession[]): ClerkSession | undefined {
    const chosen = this.choice.get(instance);
    return sessions.find(({ identity }) => accountIdOf(identity) === chosen) ?? sessions.at(-1);
  }

  /** Every account of an instance, in order of sign-in. */
  all(instance = this.instance): Promise<readonly ClerkSession[]> {
    return this.store.all(instance);
  }
}

/** Which account was chosen: in this workspace, else in the last workspace where one was. */
export class AccountMemory implements AccountChoice {
  constructor(
    private readonly workspace: ChoiceState,
    private readonly everywhere: ChoiceState,
  ) {}

  get(instance: ClerkInstance): string | undefined {
    const key = instanceKey(instance);
    return choicesOf(this.workspace)[key] ?? choicesOf(this.everywhere)[key];
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
