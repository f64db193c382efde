import * as l10n from "@vscode/l10n";
import { UserFacingError, isCancellation } from "../../shared/userFacingError";
import { type ClerkInstance, resolveClerkInstance, sessionScope } from "../clerk/clerkInstance";
import { type ClerkSession, accountIdOf } from "../session/clerkSession";
import type { AccountChoice } from "../session/currentAccount";
import type { KeptMarks } from "../session/keptMarks";
import type { SessionStore } from "../session/sessionStore";
import type { CallbackRelay } from "../signIn/callbackRelay";
import type { SignInRequest, SignInWindow } from "../signIn/flowContext";
import type { FlowId } from "../signIn/flows";
import type { InteractiveSignIn } from "../signIn/interactiveSignIn";
import type { PastedToken } from "../signIn/pastedToken";
import type { AuthSettings, SignInOptions } from "./auth";
import type { SessionWatcher } from "./sessionWatcher";
import type { SignInDisplay, SignInView } from "./signInStatus";

export interface SignInDependencies {
  readonly settings: Pick<AuthSettings, "clerk">;
  /** Loads with the first sign-in. */
  readonly interactive: () => Promise<Pick<InteractiveSignIn, "run" | "switchTo">>;
  readonly window: SignInWindow;
  readonly display: SignInDisplay;
  readonly relay: Pick<CallbackRelay, "watch">;
  readonly store: Pick<SessionStore, "all" | "replace">;
  readonly choice: Pick<AccountChoice, "set">;
  readonly kept: Pick<KeptMarks, "add">;
  readonly watcher: Pick<SessionWatcher, "look" | "check">;
  readonly pickFlow: (flows: readonly FlowId[]) => Promise<FlowId | undefined>;
  /** @returns undefined when the person gave up */
  readonly askForToken: () => Promise<PastedToken | undefined>;
}

/** Signs in from this window and keeps the session. Only what a person asked for calls it. */
export class SignIn {
  private abort: AbortController | undefined;
  /** Settles when the sign-in under way is over. */
  private ended: Promise<void> = Promise.resolve();
  private lastFlows: readonly FlowId[] = [];

  constructor(private readonly deps: SignInDependencies) {}

  /**
   * Everything about the sign-in is read when it begins: if the settings name another server meanwhile, the
   * session and the choice of the account still go to the instance that the person signed in at.
   *
   * @returns undefined when the person cancelled
   * @throws UserFacingError
   */
  async run(options: SignInOptions = {}): Promise<ClerkSession | undefined> {
    const { interactive, window, display, relay, watcher } = this.deps;
    const begun = this.requestOf(options);
    // Where the storage does not answer, the sign-in still works in the memory of this window.
    await watcher.look().catch(() => undefined);
    const isBeside = options.additional === true && (await this.isAnybodyAt(begun.instance));
    const request: SignInRequest = isBeside ? { ...begun, prompt: "login" } : begun;
    this.cancel();
    const abort = new AbortController();
    this.abort = abort;
    let end: () => void = () => undefined;
    this.ended = new Promise((resolve) => (end = resolve));
    display.begin(request.instance.clientId);
    const watching = relay.watch();
    try {
      const session = await display.during(new URL(request.instance.issuer).host, async (signal) => {
        const stop = AbortSignal.any([signal, abort.signal]);
        return (await interactive()).run(request, window, display, stop);
      });
      if (session !== undefined) {
        await this.keep(session, !isBeside);
      }
      return session;
    } finally {
      watching.dispose();
      if (this.abort === abort) {
        this.lastFlows = flowsOf(display.current);
        this.abort = undefined;
        display.end();
      }
      end();
    }
  }

  /**
   * Signs in with a token that the person pastes, for servers without an OAuth application.
   *
   * @returns undefined when the person gave up
   * @throws UserFacingError when the token cannot work
   */
  async pasteToken(): Promise<ClerkSession | undefined> {
    const instance: ClerkInstance = sessionScope(this.deps.settings.clerk());
    const token = await this.deps.askForToken();
    if (token === undefined) {
      return undefined;
    }
    await this.deps.watcher.look().catch(() => undefined);
    const session: ClerkSession = { ...token, ...instance, scope: "", kind: "pasted" };
    await this.keep(session);
    return session;
  }

  /**
   * Lets a person choose another flow for the sign-in under way, or for the one that has just failed. Where the flow
   * asks for something in a box, this ends with the sign-in: until then the box has the keyboard, and whoever brings
   * it back elsewhere would have a token typed there.
   *
   * @returns a new sign-in to begin; undefined when the one under way goes on with it, or nothing was chosen
   */
  async chooseFlow(): Promise<SignInOptions | undefined> {
    const flows = this.deps.display.current?.others ?? this.lastFlows;
    if (flows.length === 0) {
      // Clerk could not be asked yet what it offers.
      return this.abort === undefined ? {} : undefined;
    }
    const first = await this.deps.pickFlow(flows);
    if (first === undefined || this.abort === undefined) {
      return first && { first };
    }
    const { ended } = this;
    (await this.deps.interactive()).switchTo(first);
    if (first === "paste") {
      await ended;
    }
    return undefined;
  }

  cancel(): void {
    this.abort?.abort();
  }

  private requestOf({ extraScopes = [], prompt, first }: SignInOptions): SignInRequest {
    const { scopes, redirectRelay, ...configuration } = this.deps.settings.clerk();
    return {
      instance: resolveClerkInstance(configuration),
      redirectRelay,
      scopes: [scopes, ...extraScopes].join(" "),
      ...(prompt !== undefined && { prompt }),
      ...(first !== undefined && { first }),
    };
  }

  private async isAnybodyAt(instance: ClerkInstance): Promise<boolean> {
    const accounts = await this.deps.store.all(instance).catch(() => []);
    return accounts.length > 0;
  }

  /**
   * A session that has just been made: stored, and known to every window.
   *
   * @param isChosen whether the person is to count at its instance from now on
   */
  private async keep(session: ClerkSession, isChosen = true): Promise<void> {
    const { store, kept, choice, watcher } = this.deps;
    try {
      await store.replace(session);
    } catch (error) {
      throw error instanceof UserFacingError || isCancellation(error) ? error : notStored(error);
    }
    await kept.add(session);
    if (isChosen) {
      const { issuer, clientId, identity } = session;
      choice.set({ issuer, clientId }, accountIdOf(identity));
    }
    await watcher.check();
  }
}

/** The flows of this host, the one that has been tried last. */
function flowsOf(view: SignInView | undefined): readonly FlowId[] {
  return view === undefined ? [] : [...view.others, view.flow];
}

function notStored(cause: unknown): UserFacingError {
  const message = l10n.t(
    "Couldn't store your sign-in, because VS Code's secret storage didn't respond. Check that your system's keyring is unlocked, then try again.",
  );
  return new UserFacingError("notStored", message, ["signIn", "showLog"], { cause });
}
