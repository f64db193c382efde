/** What VS Code lists of an owner without anybody asking for it. */
export type ListName = "models" | "mcpServers";

export interface EarlyAnswersDependencies {
  /** Whether a person has used the extension in this window. */
  readonly isUsed: () => boolean;
  /** Whether the server has said what there is, so that an empty list is not one of a server that cannot be reached. */
  readonly isKnown: () => boolean;
  /** Whoever is signed in, as `ownerKey`; asks nothing of a server and nothing of a person. */
  readonly owner: () => Promise<string | undefined>;
  /** The part of `vscode.Memento` that is used here. */
  readonly memory: {
    get<T>(key: string, otherwise: T): T;
    update(key: string, value: unknown): PromiseLike<void>;
  };
}

type Lists = Readonly<Partial<Record<ListName, readonly unknown[]>>>;

const KEY = "agentChat.listed";

/** Owners of whom the lists are kept, the latest ones. */
const MOST_OWNERS = 8;

/**
 * The extension is activated with the first file that a window opens, and VS Code asks at once what it offers. Until
 * a person uses the extension there, it gets what it was told last: no server is asked.
 */
export class EarlyAnswers {
  constructor(private readonly deps: EarlyAnswersDependencies) {}

  /**
   * @param ask asks the server; the same list as JSON
   * @param unheard what happens before the first use when nothing was ever told: the server is asked all the same, or
   * there is nothing
   */
  async list<T>(name: ListName, ask: () => Promise<readonly T[]>, unheard: "asks" | "nothing"): Promise<readonly T[]> {
    const { isKnown, isUsed, owner } = this.deps;
    const whose = await owner();
    if (whose === undefined) {
      return [];
    }
    if (!isUsed()) {
      // It was written here, by an earlier window or version at worst.
      const last = this.all()[whose]?.[name] as readonly T[] | undefined;
      if (last !== undefined || unheard === "nothing") {
        return last ?? [];
      }
    }
    const found = await ask();
    if (isKnown() && (await owner()) === whose) {
      this.remember(whose, name, found);
    }
    return found;
  }

  /** After a sign-out nothing of an account stays on this computer; others are asked again. */
  forget(): void {
    void this.deps.memory.update(KEY, undefined);
  }

  private remember(owner: string, name: ListName, found: readonly unknown[]): void {
    const { [owner]: before, ...others } = this.all();
    const kept = Object.entries(others).slice(1 - MOST_OWNERS);
    const next = Object.fromEntries([...kept, [owner, { ...before, [name]: found }]]);
    if (JSON.stringify(next) !== JSON.stringify(this.all())) {
      void this.deps.memory.update(KEY, next);
    }
  }

  private all(): Readonly<Record<string, Lists>> {
    return this.deps.memory.get<Readonly<Record<string, Lists>>>(KEY, {});
  }
}
