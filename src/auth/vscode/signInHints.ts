import * as l10n from "@vscode/l10n";
import type { FlowId } from "../signIn/flows";
import type { DeviceCodePrompt, SignInTrouble } from "../signIn/signInWindow";

/**
 * What a person does next in a sign-in that is under way.
 *
 * @param prompt of the device grant, once Clerk has given one
 */
export function signInHint(flow: FlowId, prompt: DeviceCodePrompt | undefined): string {
  switch (flow) {
    case "uriHandler":
      return l10n.t("Continue in your browser. When it asks whether to open this editor, say yes.");
    case "relay":
      return l10n.t("Continue in your browser, then come back here.");
    case "loopback":
      return l10n.t("Continue in your browser. When it says that you can close the tab, come back here.");
    case "deviceGrant":
      return prompt === undefined
        ? l10n.t("Getting a code…")
        : l10n.t("Open {0} in any browser and enter the code {1}.", prompt.verificationUri, prompt.userCode);
    case "paste":
      return l10n.t("Paste a token into the box at the top of the window.");
  }
}

/** "Having trouble?", with what has to be registered at Clerk. */
export function troubleSentence({ reason, redirectUri }: SignInTrouble, clientId: string): string {
  return reason === "redirectUri"
    ? l10n.t(
        "Clerk does not accept the redirect URI of this sign-in. The owner of the OAuth application {0} must add exactly {1} to its redirect URIs; then reload the page in your browser.",
        clientId,
        redirectUri,
      )
    : l10n.t(
        "Having trouble? Nothing has come back from the browser for a minute. If Clerk's page shows an error, the OAuth application {0} must be public, allow the scopes that are asked for, and have exactly {1} among its redirect URIs.",
        clientId,
        redirectUri,
      );
}
