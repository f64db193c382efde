/** How a sign-in's time in the browser ended. */
export type CallbackResult =
  | { readonly kind: "callback"; readonly parameters: URLSearchParams }
  | { readonly kind: "cancelled" }
  | { readonly kind: "timedOut" };

/** How long a browser may take, in milliseconds; Clerk's codes live ten minutes (docs/wire.md#clerk-lifetimes). */
const signInTimeoutMs = 5 * 60 * 1000;

interface Pending {
  readonly state: string;
  readonly settle: (result: CallbackResult) => void;
}

/** Sign-ins that wait for the browser, in memory only. One at a time: a new one cancels the older. */
export class PendingSignIns {
  private pending: Pending | undefined;
  private readonly waitedFor = new Set<string>();

  constructor(private readonly timeoutMs = signInTimeoutMs) {}

  /** Whether a sign-in waits for the browser. */
  get hasPending(): boolean {
    return this.pending !== undefined;
  }

  /** Whether this window waits, or once waited, for `state`: nobody else's sign-in has it. */
  knows(state: string): boolean {
    return this.waitedFor.has(state);
  }

  /** Waits for the callback that carries `state`. Aborting `signal` cancels, without an error. */
  wait(state: string, signal?: AbortSignal): Promise<CallbackResult> {
    this.cancel();
    this.waitedFor.add(state);
    const { promise, resolve } = Promise.withResolvers<CallbackResult>();
    const ended = new AbortController();
    const pending: Pending = {
      state,
      settle: (result) => {
        ended.abort();
        if (this.pending === pending) {
          this.pending = undefined;
        }
        resolve(result);
      },
    };
    this.pending = pending;
    const timer = setTimeout(() => pending.settle({ kind: "timedOut" }), this.timeoutMs);
    ended.signal.addEventListener("abort", () => clearTimeout(timer));
    signal?.addEventListener("abort", () => pending.settle({ kind: "cancelled" }), { signal: ended.signal });
    if (signal?.aborted === true) {
      pending.settle({ kind: "cancelled" });
    }
    return promise;
  }

  /**
   * Takes a callback's query. Anyone can open such an address, and it may reach every window, so an
   * unknown, foreign or repeated state is ignored in silence.
   *
   * @returns whether it was the one waited for
   */
  handle(query: string): boolean {
    const parameters = parseCallbackQuery(query);
    if (this.pending === undefined || parameters.get("state") !== this.pending.state) {
      return false;
    }
    this.pending.settle({ kind: "callback", parameters });
    return true;
  }

  /** Gives up the sign-in that waits, if there is one. */
  cancel(): void {
    this.pending?.settle({ kind: "cancelled" });
  }
}

/**
 * Reads the query of a callback. It may arrive percent-encoded once more (docs/wire.md#vs-code-callbacks), as a
 * whole or value by value, and with VS Code's own keys in it; those are left out.
 *
 * @param query `Uri.query`, without the question mark
 */
export function parseCallbackQuery(query: string): URLSearchParams {
  const once = new URLSearchParams(query);
  const read = once.has("state") ? once : new URLSearchParams(decoded(query));
  const encodedValues = /^https?%3a/i.test(read.get("iss") ?? "");
  const result = new URLSearchParams();
  for (const [name, value] of read) {
    if (name !== "windowId" && !name.startsWith("vscode-")) {
      // `Uri.query` has its %2B decoded already, and a code or state never holds a space.
      const text = name === "code" || name === "state" ? value.replaceAll(" ", "+") : value;
      result.append(name, encodedValues ? decoded(text) : text);
    }
  }
  return result;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
