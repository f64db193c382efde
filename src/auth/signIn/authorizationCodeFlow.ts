import * as oauth from "oauth4webapi";
import { UserFacingError, isCancellation } from "../../shared/userFacingError";
import type { ClerkInstance } from "../clerk/clerkInstance";
import type { ClockWatch } from "../clerk/clockWatch";
import type { ClerkMetadata } from "../clerk/discovery";
import { type Fetch, requestOptions } from "../clerk/http";
import { signInClient } from "../clerk/tokenEndpoint";
import type { ClerkSession } from "../session/clerkSession";
import {
  type AuthorizationSecrets,
  type Preflight,
  type RedirectTarget,
  authorizationUrl,
  createAuthorizationSecrets,
  editorTarget,
  loopbackTarget,
  normalizeScopes,
  relayTarget,
} from "./authorizationRequest";
import type { FlowContext, SignInTrouble } from "./flowContext";
import { FlowNotStarted } from "./flows";
import { LoopbackServer } from "./loopbackServer";
import type { CallbackResult, PendingSignIns } from "./pendingSignIns";
import { browserNotOpened, portNotOpened, signInError, signInTimedOut, unknownClient } from "./signInErrors";
import { verifiedSession } from "./verifiedSession";
import { delay } from "../../shared/delay";

/** A sign-in whose browser part is over. */
export interface FinishedAuthorization {
  readonly metadata: ClerkMetadata;
  readonly instance: ClerkInstance;
  readonly secrets: AuthorizationSecrets;
  readonly target: Pick<RedirectTarget, "redirectUri" | "registered">;
  /** Requested scopes, separated by spaces. */
  readonly scope: string;
  /** What came back: `code`, `state` and `iss`, or `error`. */
  readonly callback: URLSearchParams;
}

/** Turns an authorization code into a session. */
export class CodeExchange {
  constructor(
    private readonly fetch: Fetch,
    private readonly clock: Pick<ClockWatch, "offset">,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Checks the callback (RFC 9207 `iss` included), asks for the tokens (RFC 6749 §4.1.3, RFC 7636
   * §4.5) and verifies the id token. The session is not stored here.
   *
   * @throws UserFacingError one sentence for each thing that can be wrong; `opaqueToken` for an access
   * token that is no JWT
   */
  async run(finished: FinishedAuthorization, signal?: AbortSignal): Promise<ClerkSession> {
    try {
      return await this.exchange(finished, signal);
    } catch (error) {
      const { instance, target } = finished;
      throw signInError(error, { instance, redirectUri: target.registered, clockOffset: this.clock.offset });
    }
  }

  private async exchange(finished: FinishedAuthorization, signal: AbortSignal | undefined): Promise<ClerkSession> {
    const { metadata, instance, secrets, target, scope, callback } = finished;
    const client = signInClient(instance.clientId);
    const parameters = oauth.validateAuthResponse(metadata, client, callback, secrets.state);
    const response = await oauth.authorizationCodeGrantRequest(
      metadata,
      client,
      oauth.None(),
      parameters,
      target.redirectUri,
      secrets.codeVerifier,
      requestOptions(instance.issuer, this.fetch, signal),
    );
    const answer = await oauth.processAuthorizationCodeResponse(metadata, client, response, {
      expectedNonce: secrets.nonce,
      requireIdToken: true,
    });
    const request = { metadata, instance, scope, nonce: secrets.nonce };
    return verifiedSession(answer, request, this.fetch, this.now(), signal);
  }
}

/** One visit of the browser at Clerk, from opening it to what it brings back. */
class BrowserVisit {
  /** Aborted with an error when waiting is in vain, and without one when the person declined. */
  private readonly stop = new AbortController();
  private readonly over = new AbortController();
  private told = false;

  /** @param troubleAfter milliseconds with an open browser after which the person is told that nothing came */
  constructor(
    private readonly pending: PendingSignIns,
    private readonly preflight: Preflight,
    private readonly troubleAfter: number,
    private readonly context: FlowContext,
    private readonly target: RedirectTarget,
  ) {}

  /**
   * Opens the browser, and watches meanwhile for signs that nobody will come back.
   *
   * @throws FlowNotStarted when there is no browser; UserFacingError `invalidClient`
   */
  async run(secrets: AuthorizationSecrets): Promise<CallbackResult> {
    const { request, metadata, signal } = this.context;
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
      if (!(await this.context.window.openBrowser(url))) {
        this.stop.abort();
        return;
      }
    } catch {
      this.stop.abort(new FlowNotStarted(browserNotOpened()));
      return;
    }
    const { signal } = this.over;
    if (!signal.aborted) {
      this.context.log.step("The browser was opened");
    }
    await delay(this.troubleAfter, { signal, ref: false }).then(
      () => {
        this.tell("nothingCameBack");
      },
      () => undefined,
    );
  }

  private async ask(): Promise<void> {
    const { metadata, request } = this.context;
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
    const { ui, flow, log } = this.context;
    log.trouble("Still waiting for the browser", reason);
    ui.trouble({ reason, redirectUri: this.target.registered, flow });
  }
}

const troubleAfterMs = 60_000;

/** The flows in which a browser brings a code back: URI handler, relay and loopback (RFC 6749 §4.1, RFC 8252). */
export class AuthorizationCodeFlow {
  /** @param troubleAfter milliseconds without an answer after which the person is told what may be wrong */
  constructor(
    private readonly exchange: CodeExchange,
    private readonly pending: PendingSignIns,
    private readonly preflight: Preflight,
    private readonly troubleAfter = troubleAfterMs,
  ) {}

  /**
   * @returns undefined when the person cancelled
   * @throws FlowNotStarted when the browser or the way back to the editor cannot be had; UserFacingError
   */
  async run(context: FlowContext): Promise<ClerkSession | undefined> {
    if (context.flow !== "loopback") {
      return this.visit(context, (state) => targetOf(context, state));
    }
    const server = await this.listen();
    try {
      return await this.visit(context, (state) => loopbackTarget(server.redirectUri, state));
    } finally {
      server.close();
    }
  }

  private async listen(): Promise<LoopbackServer> {
    try {
      return await LoopbackServer.start((query) => this.pending.handle(query));
    } catch (error) {
      throw new FlowNotStarted(portNotOpened(error));
    }
  }

  private async visit(
    context: FlowContext,
    targetFor: (state: string) => RedirectTarget | Promise<RedirectTarget>,
  ): Promise<ClerkSession | undefined> {
    const { request, metadata, log, signal } = context;
    const secrets = createAuthorizationSecrets();
    const target = await targetFor(secrets.state);
    const visit = new BrowserVisit(this.pending, this.preflight, this.troubleAfter, context, target);
    const result = await visit.run(secrets);
    switch (result.kind) {
      case "cancelled":
        return undefined;
      case "timedOut":
        throw signInTimedOut(target.registered);
      case "callback": {
        log.step("The browser came back");
        const { instance } = request;
        const scope = normalizeScopes(request.scopes).join(" ");
        return this.exchange.run({ metadata, instance, secrets, target, scope, callback: result.parameters }, signal);
      }
    }
  }
}

/** Where the browser comes back to, without a port. A setting that makes it impossible stops only this flow. */
async function targetOf({ flow, request, window }: FlowContext, state: string): Promise<RedirectTarget> {
  try {
    return flow === "relay" ? await relayTarget(window, request.redirectRelay, state) : editorTarget(window, state);
  } catch (error) {
    throw error instanceof UserFacingError ? new FlowNotStarted(error) : error;
  }
}
