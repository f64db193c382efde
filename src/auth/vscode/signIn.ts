import * as l10n from "@vscode/l10n";
import type { BrowserSignIn } from "../signIn/browserSignIn";
import { resolveClerkInstance } from "../clerk/clerkInstance";
import type { ClerkSession } from "../session/clerkSession";
import type { SessionStore } from "../session/sessionStore";
import type { AuthSettings } from "./authSettings";
import { withCancellableProgress } from "./cancellableProgress";
import { editorWindow } from "./editorWindow";
import type { SessionWatcher } from "./sessionWatcher";

/** Signs in from this window and keeps the session. Only what a person asked for calls it. */
export class SignIn {
  constructor(
    private readonly browser: BrowserSignIn,
    private readonly store: SessionStore,
    private readonly settings: AuthSettings,
    private readonly watcher: SessionWatcher,
  ) {}

  /**
   * @param extraScopes asked for besides those of the settings
   * @returns undefined when the person cancelled
   * @throws UserFacingError
   */
  async run(extraScopes: readonly string[] = []): Promise<ClerkSession | undefined> {
    const { scopes, redirectRelay, ...configuration } = this.settings.clerk();
    const instance = resolveClerkInstance(configuration);
    await this.watcher.look();
    const request = { instance, redirectRelay, scopes: [scopes, ...extraScopes].join(" ") };
    const title = l10n.t("Signing in at {0}: finish in your browser…", new URL(instance.issuer).host);
    const session = await withCancellableProgress(title, (signal) =>
      this.browser.run(request, editorWindow(), signal),
    );
    if (session !== undefined) {
      await this.store.replace(session);
      await this.watcher.check();
    }
    return session;
  }
}
