import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../../shared/userFacingError";
import { isPrivateAddress } from "../clerk/trustedOrigin";
import { callbackUri } from "./flows";
import type { SignInWindow } from "./signInWindow";

/** Where Clerk sends the browser back to, and what it carries there. */
export interface RedirectTarget {
  /** Compared with the registered ones letter by letter (RFC 9700 §2.1, facts/clerk.md §1). */
  readonly redirectUri: string;
  /** What has to be registered for it; differs for a loopback port only. */
  readonly registered: string;
  /** The OAuth `state` parameter: the random state itself, or a relay's address that holds it. */
  readonly state: string;
}

/** The editor's own address, which the system opens in it. */
export function editorTarget({ traits }: Pick<SignInWindow, "traits">, state: string): RedirectTarget {
  // Bare: `asExternalUri` would add `?windowId=…`, which Clerk's exact match refuses (facts/clerk.md §9).
  const redirectUri = callbackUri(traits.uriScheme);
  return { redirectUri, registered: redirectUri, state };
}

/**
 * A page that sends the browser on into this window. The external address differs every time, so it
 * cannot be registered: a fixed relay gets it in `state`, URL-encoded as vscode.dev/redirect wants it,
 * and our own state travels in its query.
 *
 * @param redirectRelay the setting `agentChat.clerk.redirectRelay`
 * @throws UserFacingError `redirectRelay`
 */
export async function relayTarget(
  window: Pick<SignInWindow, "traits" | "externalUri">,
  redirectRelay: string,
  state: string,
): Promise<RedirectTarget> {
  const redirectUri = redirectRelay.trim();
  if (!isPrivateAddress(redirectUri)) {
    throw invalidRelay();
  }
  const callback = `${callbackUri(window.traits.uriScheme)}?state=${encodeURIComponent(state)}`;
  const external = await window.externalUri(callback);
  return { redirectUri, registered: redirectUri, state: encodeURIComponent(external) };
}

/** A port of this computer. Every port is one registration (RFC 8252 §7.3, facts/clerk.md §1). */
export function loopbackTarget(redirectUri: string, state: string): RedirectTarget {
  const registered = new URL(redirectUri);
  registered.port = "";
  return { redirectUri, registered: registered.href, state };
}

function invalidRelay(): UserFacingError {
  return new UserFacingError(
    "redirectRelay",
    l10n.t(
      "The setting agentChat.clerk.redirectRelay is not an https address. In a browser, sign-in needs one, such as https://vscode.dev/redirect.",
    ),
    ["openClerkSettings", "anotherWay"],
  );
}
