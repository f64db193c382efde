import { UserFacingError, isCancellation } from "../../shared/userFacingError";
import { authorizationUrl, createAuthorizationSecrets, normalizeScopes } from "./authorizationRequest";
import type { ClerkInstance } from "../clerk/clerkInstance";
import type { ClerkSession } from "../session/clerkSession";
import type { CodeExchange } from "./codeExchange";
import type { Discovery } from "../clerk/discovery";
import { type HostTraits, type RedirectContext, flowsFor } from "./flows";
import { type AuthLog, abortable } from "../clerk/http";
import type { PendingSignIns } from "./pendingSignIns";
import { browserNotOpened, signInTimedOut } from "./signInSentences";

/** The window that signs in. */
export interface SignInWindow extends HostTraits, Pick<RedirectContext, "uriScheme" | "externalUri"> {
  /** Opens the address, character for character. @returns false when the person did not want it */
  openBrowser(url: string): Promise<boolean>;
}

/** One sign-in's wishes. */
export interface SignInRequest {
  readonly instance: ClerkInstance;
  /** Separated by spaces. */
  readonly scopes: string;
  readonly redirectRelay: string;
}

/** Signs in through the browser: authorization code with PKCE, start to end. */
export class BrowserSignIn {
  constructor(
    private readonly discovery: Discovery,
    private readonly exchange: CodeExchange,
    private readonly pending: PendingSignIns,
    private readonly log: AuthLog,
  ) {}

  /**
   * @param signal aborted when the person cancels
   * @returns the new session, not stored yet; undefined when the person cancelled or a newer sign-in took over
   * @throws UserFacingError
   */
  async run(request: SignInRequest, window: SignInWindow, signal: AbortSignal): Promise<ClerkSession | undefined> {
    const started = Date.now();
    try {
      const session = await this.signIn(request, window, signal);
      this.log.info(`Sign-in ${session === undefined ? "cancelled" : "finished"} after ${elapsed(started)}.`);
      return session;
    } catch (error) {
      if (isCancellation(error)) {
        this.log.info(`Sign-in cancelled after ${elapsed(started)}.`);
        return undefined;
      }
      const kind = error instanceof UserFacingError ? error.kind : "unexpected error";
      this.log.warn(`Sign-in failed after ${elapsed(started)}: ${kind}.`);
      throw error;
    }
  }

  private async signIn(
    { instance, scopes, redirectRelay }: SignInRequest,
    window: SignInWindow,
    signal: AbortSignal,
  ): Promise<ClerkSession | undefined> {
    const [flow] = flowsFor(window);
    if (flow === undefined) {
      throw new Error(`No sign-in flow for ${window.ui}.`);
    }
    this.log.info(`Sign-in at ${new URL(instance.issuer).host} with the flow ${flow.id}.`);
    const metadata = await abortable(this.discovery.get(instance.issuer), signal);
    const secrets = createAuthorizationSecrets();
    const target = await flow.redirect({
      uriScheme: window.uriScheme,
      state: secrets.state,
      redirectRelay,
      externalUri: (callback) => window.externalUri(callback),
    });
    const url = await authorizationUrl(metadata, instance, scopes, secrets, target);
    signal.throwIfAborted();
    // Waiting begins first: a browser that is signed in already can come back before openBrowser returns.
    const notOpened = new AbortController();
    const callback = this.pending.wait(secrets.state, AbortSignal.any([signal, notOpened.signal]));
    void openOrAbort(url, window, notOpened);
    const result = await callback;
    if (notOpened.signal.reason === true) {
      throw browserNotOpened();
    }
    switch (result.kind) {
      case "cancelled":
        return undefined;
      case "timedOut":
        throw signInTimedOut(target.redirectUri);
      case "callback":
        this.log.info("The browser came back.");
        return this.exchange.run(
          {
            metadata,
            instance,
            secrets,
            redirectUri: target.redirectUri,
            scope: normalizeScopes(scopes).join(" "),
            callback: result.parameters,
          },
          signal,
        );
    }
  }
}

/** Aborts with `true` as the reason when the browser failed to open; one that was declined is a quiet cancel. */
async function openOrAbort(url: string, window: SignInWindow, notOpened: AbortController): Promise<void> {
  try {
    if (!(await window.openBrowser(url))) {
      notOpened.abort(false);
    }
  } catch {
    notOpened.abort(true);
  }
}

function elapsed(started: number): string {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}
