import type { SecretStore } from "../session/sessionStore";
import { type PendingSignIns, parseCallbackQuery } from "./pendingSignIns";

/** The newest one, which is all that windows of version 0.4 leave and look for. */
const key = "agentChat.callback";

/**
 * Longest time that a callback is kept, in milliseconds: Clerk's codes live no longer
 * (docs/wire.md#clerk-lifetimes).
 */
const lifetime = 10 * 60 * 1000;

const longestQuery = 8192;

/**
 * A secret for each that is kept: what all windows read, change and write again is lost when two do so at once, and a
 * lock would not help, since a window sees what another one wrote only a moment later
 * (docs/wire.md#vs-code-secret-storage). No more than these: a web page may open as many addresses as it likes.
 */
const slots = Array.from({ length: 8 }, (_, index) => `${key}.${index}`);

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

  /** True for the names of the relay in SecretStorage. */
  static owns(name: string): boolean {
    return name === key || slots.includes(name);
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
      const text = JSON.stringify({ query, at: this.now() } satisfies RelayedCallback);
      await this.secrets.store(await this.slotFor(query), text);
      await this.secrets.store(key, text);
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
    await Promise.all(
      [...slots, key].map(async (name) => {
        const text = await this.secrets.get(name);
        const callback = this.fresh(text);
        // One of this window's that it has used or given up is of no use to anybody.
        const isDone = !callback || this.pending.handle(callback.query) || this.pending.knows(stateOf(callback.query));
        if (text !== undefined && isDone) {
          await this.secrets.delete(name);
        }
      }),
    );
  }

  /**
   * The first free one from a place on that its random state gives it, so that two windows that choose at once hardly
   * choose the same; the oldest where none is free.
   */
  private async slotFor(query: string): Promise<string> {
    const begin = stateOf(query).charCodeAt(0) % slots.length;
    const inOrder = [...slots.slice(begin), ...slots.slice(0, begin)];
    const kept = await Promise.all(
      inOrder.map(async (name) => ({ name, callback: this.fresh(await this.secrets.get(name)) })),
    );
    const same = kept.find(({ callback }) => callback?.query === query);
    // A free one counts as older than any other.
    const oldest = kept.reduce((a, b) => ((b.callback?.at ?? 0) < (a.callback?.at ?? 0) ? b : a));
    return (same ?? oldest).name;
  }

  private fresh(text: string | undefined): RelayedCallback | undefined {
    const callback = readCallback(text);
    const age = callback && this.now() - callback.at;
    return age !== undefined && age >= 0 && age < lifetime ? callback : undefined;
  }

  /** Whether it answers a sign-in that this window never began, with a state such as ours. */
  private mayBeAnothers(query: string): boolean {
    if (query.length > longestQuery) {
      return false;
    }
    const parameters = parseCallbackQuery(query);
    const state = stateOf(query);
    // 256 random bits in base64url.
    const looksLikeOurs = /^[\w-]{43}$/.test(state) && (parameters.has("code") || parameters.has("error"));
    return looksLikeOurs && !this.pending.knows(state);
  }
}

function stateOf(query: string): string {
  return parseCallbackQuery(query).get("state") ?? "";
}

/** What is kept; undefined where it is no such thing. */
function readCallback(text: string | undefined): RelayedCallback | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isRelayedCallback(value) ? value : undefined;
  } catch {
    return undefined;
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
