import { setTimeout as delay } from "node:timers/promises";
import { isCancellation } from "../../shared/userFacingError";
import { type AuthorizationSecrets, authorizationUrl } from "./authorizationRequest";
import type { CallbackResult, PendingSignIns } from "./pendingSignIns";
import type { Preflight } from "./preflight";
import type { RedirectTarget } from "./redirectTarget";
import { browserNotOpened, unknownClient } from "./signInSentences";
import type { SignInTurn } from "./signInTurn";
import type { SignInTrouble } from "./signInWindow";
import { WayNotStarted } from "./wayNotStarted";

/** One visit of the browser at Clerk, from opening it to what it brings back. */
export class BrowserVisit {
  /** Aborted with an error when waiting is in vain, and without one when the person declined. */
  private readonly stop = new AbortController();
  private readonly over = new AbortController();
  private told = false;

  /** @param troubleAfter milliseconds with an open browser after which the person is told that nothing came */
  constructor(
    private readonly pending: PendingSignIns,
    private readonly preflight: Preflight,
    private readonly troubleAfter: number,
    private readonly turn: SignInTurn,
    private readonly target: RedirectTarget,
  ) {}

  /**
   * Opens the browser, and watches meanwhile for signs that nobody will come back.
   *
   * @throws WayNotStarted when there is no browser; UserFacingError `invalidClient`
   */
  async run(secrets: AuthorizationSecrets): Promise<CallbackResult> {
    const { request, metadata, signal } = this.turn;
    const url = await authorizationUrl(metadata, request, secrets, this.target);
    signal.throwIfAborted();
    const { signal: stopped } = this.stop;
    try {
      // Waiting begins first: a browser that is signed in already can come back before openBrowser returns.
      const callback = this.pending.wait(secrets.state, AbortSignal.any([signal, stopped]));
      void this.ask();
      void this.open(url);
      const result = await callback;
      if (stopped.aborted && !isCancellation(stopped.reason)) {
        throw stopped.reason;
      }
      return result;
    } finally {
      this.over.abort();
    }
  }

  private async open(url: string): Promise<void> {
    try {
      if (!(await this.turn.window.openBrowser(url))) {
        this.stop.abort();
        return;
      }
    } catch {
      this.stop.abort(new WayNotStarted(browserNotOpened()));
      return;
    }
    const { signal } = this.over;
    if (!signal.aborted) {
      this.turn.log.step("The browser was opened");
    }
    await delay(this.troubleAfter, undefined, { signal, ref: false }).then(
      () => {
        this.tell("nothingCameBack");
      },
      () => undefined,
    );
  }

  private async ask(): Promise<void> {
    const { metadata, request } = this.turn;
    const result = await this.preflight.run(metadata, request, this.target.redirectUri, this.over.signal);
    if (result === "redirectUri") {
      this.tell("redirectUri");
    } else if (result === "client") {
      this.stop.abort(unknownClient(request.instance, undefined));
    }
  }

  /** Tells the person about the first trouble; the second would be the same one. */
  private tell(reason: SignInTrouble["reason"]): void {
    if (this.told || this.over.signal.aborted) {
      return;
    }
    this.told = true;
    const { ui, flow, log } = this.turn;
    log.trouble("Still waiting for the browser", reason);
    ui.trouble({ reason, redirectUri: this.target.registered, flow });
  }
}
