import type * as vscode from "vscode";
import { resolveClerkInstance } from "../clerk/clerkInstance";
import { type ClerkSession, accountIdOf } from "../session/clerkSession";
import type { CurrentAccount } from "../session/currentAccount";
import type { KeptMarks } from "../session/keptMarks";
import type { SessionStore } from "../session/sessionStore";
import type { CallbackMailbox } from "../signIn/callbackMailbox";
import type { FlowId } from "../signIn/flows";
import type { InteractiveSignIn } from "../signIn/interactiveSignIn";
import type { SignInRequest } from "../signIn/signInWindow";
import type { AuthSettings } from "./authSettings";
import { editorWindow } from "./editorWindow";
import type { SessionWatcher } from "./sessionWatcher";
import { withSignInProgress } from "./signInProgress";
import type { SignInStatus } from "./signInStatus";
import { pickWay } from "./wayPicker";

/** How a sign-in differs from the usual one. */
export interface SignInWish extends Pick<SignInRequest, "prompt" | "first"> {
  /** Asked for besides those of the settings. */
  readonly extraScopes?: readonly string[];
}

/** Signs in from this window and keeps the session. Only what a person asked for calls it. */
export class SignIn {
  private abort: AbortController | undefined;
  private lastWays: readonly FlowId[] = [];

  /** @param interactive loads with the first sign-in */
  constructor(
    private readonly interactive: () => Promise<InteractiveSignIn>,
    private readonly store: SessionStore,
    private readonly account: CurrentAccount,
    private readonly settings: AuthSettings,
    private readonly watcher: SessionWatcher,
    private readonly status: SignInStatus,
    private readonly kept: KeptMarks,
    private readonly mailbox: CallbackMailbox,
    private readonly extension: Pick<vscode.Extension<unknown>, "extensionKind">,
  ) {}

  /**
   * @returns undefined when the person cancelled
   * @throws UserFacingError
   */
  async run(wish: SignInWish = {}): Promise<ClerkSession | undefined> {
    const { scopes, redirectRelay, ...configuration } = this.settings.clerk();
    const instance = resolveClerkInstance(configuration);
    // Signing in works in the memory of this window where the storage does not answer.
    await this.watcher.look().catch(() => undefined);
    const { extraScopes = [], ...rest } = wish;
    const request: SignInRequest = { instance, redirectRelay, scopes: [scopes, ...extraScopes].join(" "), ...rest };
    this.cancel();
    const abort = new AbortController();
    this.abort = abort;
    this.status.begin(instance.clientId);
    const watching = this.mailbox.watch();
    try {
      const session = await withSignInProgress(new URL(instance.issuer).host, this.status, async (signal) => {
        const interactive = await this.interactive();
        const stop = AbortSignal.any([signal, abort.signal]);
        return interactive.run(request, editorWindow(this.extension), this.status, stop);
      });
      if (session !== undefined) {
        await this.keep(session);
      }
      return session;
    } finally {
      watching.dispose();
      if (this.abort === abort) {
        this.lastWays = waysOf(this.status);
        this.abort = undefined;
        this.status.end();
      }
    }
  }

  /** A session that has just been made: stored, the current one, and known to every window. */
  async keep(session: ClerkSession): Promise<void> {
    await this.store.replace(session);
    await this.kept.add(session);
    this.account.choose(accountIdOf(session.identity));
    await this.watcher.check();
  }

  /**
   * Lets a person choose another way for the sign-in under way, or for the one that has just failed.
   *
   * @returns a new sign-in to begin; undefined when the one under way goes on with it, or nothing was chosen
   */
  async chooseWay(): Promise<SignInWish | undefined> {
    const ways = this.status.current?.others ?? this.lastWays;
    if (ways.length === 0) {
      // Clerk could not be asked yet what it offers.
      return this.abort === undefined ? {} : undefined;
    }
    const first = await pickWay(ways);
    if (first === undefined || this.abort === undefined) {
      return first && { first };
    }
    (await this.interactive()).switchTo(first);
    return undefined;
  }

  cancel(): void {
    this.abort?.abort();
  }
}

/** The ways of this host, the one that has been tried last. */
function waysOf({ current }: SignInStatus): readonly FlowId[] {
  return current === undefined ? [] : [...current.others, current.flow];
}
