import type { SecretStore } from "../session/sessionStore";
import { type PendingSignIns, parseCallbackQuery } from "./pendingSignIns";

const key = "agentChat.callback";

/**
 * Longest time that a callback is kept, in milliseconds: Clerk's codes live no longer
 * (docs/wire.md#clerk-lifetimes).
 */
const lifetime = 10 * 60 * 1000;

const longestQuery = 8192;

/** How many are kept: several windows may sign in at a time, and a web page may open as many addresses as it likes. */
const mostKept = 8;

interface RelayedCallback {
  readonly query: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Brings a callback to the window that waits for it: the system opens the address in the window that had
 * the focus last (docs/wire.md#vs-code-callbacks). Secrets are the one store that all windows share and no file shows.
 */
export class CallbackRelay {
  constructor(
    private readonly secrets: SecretStore,
    private readonly pending: PendingSignIns,
    private readonly now: () => number = Date.now,
  ) {}

  /** True for the name of the relay in SecretStorage. */
  static owns(name: string): boolean {
    return name === key;
  }

  /** Receives the addresses that the system opens in this extension; only the sign-in callback means anything. */
  async handleUri({ path, query }: { readonly path: string; readonly query: string }): Promise<void> {
    if (path === "/callback") {
      await this.deliver(query);
    }
  }

  /**
   * Hands a callback's query to the sign-in of this window, or else leaves it for another window. What
   * does not look like an answer to one of our sign-ins is dropped. Never throws.
   */
  async deliver(query: string): Promise<void> {
    if (this.pending.handle(query) || !this.mayBeAnothers(query)) {
      return;
    }
    await ignoringFailure(async () => {
      const kept = this.fresh(await this.secrets.get(key)).filter((callback) => callback.query !== query);
      await this.keep([...kept, { query, at: this.now() }].slice(-mostKept));
    });
  }

  /** Takes what another window left, if this window waits for it. Never throws. */
  async collect(): Promise<void> {
    await ignoringFailure(() => this.take());
  }

  /**
   * Looks every second while a sign-in waits: some hosts tell no other window about a changed secret.
   *
   * @param everyMs milliseconds between two looks
   */
  watch(everyMs = 1000): { dispose(): void } {
    let looking = false;
    const timer = setInterval(() => {
      if (this.pending.hasPending && !looking) {
        looking = true;
        void this.collect().finally(() => (looking = false));
      }
    }, everyMs);
    return {
      dispose: () => {
        clearInterval(timer);
      },
    };
  }

  private async take(): Promise<void> {
    const text = await this.secrets.get(key);
    if (text === undefined) {
      return;
    }
    const found = readCallbacks(text);
    // What this window has used already can be back: two windows that take theirs at once write each other's again.
    const left = this.fresh(text).filter(({ query }) => !this.pending.handle(query) && !this.isOwn(query));
    if (left.length < found.length || found.length === 0) {
      await this.keep(left);
    }
  }

  private isOwn(query: string): boolean {
    return this.pending.knows(parseCallbackQuery(query).get("state") ?? "");
  }

  private fresh(text: string | undefined): readonly RelayedCallback[] {
    const now = this.now();
    return readCallbacks(text).filter(({ at }) => now >= at && now - at < lifetime);
  }

  /** One alone is written as version 0.4 reads it, whose windows may be open as well. */
  private async keep(callbacks: readonly RelayedCallback[]): Promise<void> {
    const [first] = callbacks;
    await (first === undefined
      ? this.secrets.delete(key)
      : this.secrets.store(key, JSON.stringify(callbacks.length === 1 ? first : callbacks)));
  }

  /** Whether it answers a sign-in that this window never began, with a state such as ours. */
  private mayBeAnothers(query: string): boolean {
    if (query.length > longestQuery) {
      return false;
    }
    const parameters = parseCallbackQuery(query);
    const state = parameters.get("state") ?? "";
    // 256 random bits in base64url.
    const looksLikeOurs = /^[\w-]{43}$/.test(state) && (parameters.has("code") || parameters.has("error"));
    return looksLikeOurs && !this.pending.knows(state);
  }
}

/** What is kept, oldest first; nothing where it is no such thing. */
function readCallbacks(text: string | undefined): readonly RelayedCallback[] {
  try {
    const value: unknown = JSON.parse(text ?? "");
    const callbacks: readonly unknown[] = Array.isArray(value) ? value : [value];
    return callbacks.every(isRelayedCallback) ? callbacks : [];
  } catch {
    return [];
  }
}

function isRelayedCallback(value: unknown): value is RelayedCallback {
  return (
    typeof value === "object" &&
    value !== null &&
    "query" in value &&
    typeof value.query === "string" &&
    "at" in value &&
    Number.isFinite(value.at)
  );
}

// A keyring that is locked must not make an error of somebody else's sign-in.
async function ignoringFailure(work: () => PromiseLike<void>): Promise<void> {
  try {
    await work();
  } catch {
    // The sign-in that waits has its own time limit, and other flows.
  }
}
