import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../../shared/userFacingError";
import type { RedirectTarget } from "./authorizationRequest";
import { isPrivateUrl } from "../clerk/trustedOrigin";

/** Where the extension runs, as far as signing in depends on it. */
export interface HostTraits {
  /** A desktop window, or a browser tab (vscode.dev, Codespaces, code-server). */
  readonly ui: "desktop" | "web";
  /** Whether the extension host is another computer than the window's (SSH, WSL, container, Codespaces). */
  readonly remote: boolean;
}

/** What a flow needs from the window that signs in. */
export interface RedirectContext {
  /** `vscode`, `cursor`, …: from `env.uriScheme`, never written down, or forks get no callback. */
  readonly uriScheme: string;
  /** This sign-in's random state. */
  readonly state: string;
  /** The setting `agentChat.clerk.redirectRelay`. */
  readonly redirectRelay: string;
  /** `env.asExternalUri` for a callback address, as text that nobody has altered. */
  readonly externalUri: (callback: string) => Promise<string>;
}

/** One way to get an authorization code from the browser into this window. */
export interface SignInFlow {
  readonly id: "uriHandler" | "relay";
  readonly hosts: Readonly<Record<HostTraits["ui"], { readonly local: boolean; readonly remote: boolean }>>;
  redirect(context: RedirectContext): RedirectTarget | Promise<RedirectTarget>;
}

/** The callback of this extension in an editor with that URI scheme. */
export function callbackUri(uriScheme: string): string {
  return `${uriScheme}://agent-chat.mastra-clerk/callback`;
}

const everywhere = { local: true, remote: true };
const nowhere = { local: false, remote: false };

/** The flows in the order of preference. */
export const signInFlows: readonly SignInFlow[] = [
  {
    id: "uriHandler",
    hosts: { desktop: everywhere, web: nowhere },
    // Bare: `asExternalUri` would add `?windowId=…`, which Clerk's exact match refuses (facts/clerk.md §9).
    redirect: ({ uriScheme, state }) => ({ redirectUri: callbackUri(uriScheme), state }),
  },
  {
    id: "relay",
    hosts: { desktop: nowhere, web: everywhere },
    // The external address differs every time, so it cannot be registered: a fixed relay gets it in
    // `state`, URL-encoded as vscode.dev/redirect wants it, and our own state travels in its query.
    redirect: async ({ uriScheme, state, redirectRelay, externalUri }) => {
      const redirectUri = relayOf(redirectRelay);
      const external = await externalUri(`${callbackUri(uriScheme)}?state=${encodeURIComponent(state)}`);
      return { redirectUri, state: encodeURIComponent(external) };
    },
  },
];

/** The flows that work on a host, best first. */
export function flowsFor(host: HostTraits): readonly SignInFlow[] {
  return signInFlows.filter(({ hosts }) => hosts[host.ui][host.remote ? "remote" : "local"]);
}

function relayOf(setting: string): string {
  const text = setting.trim();
  if (!URL.canParse(text) || !isPrivateUrl(new URL(text))) {
    throw new UserFacingError(
      "redirectRelay",
      l10n.t(
        "The setting agentChat.clerk.redirectRelay is not an https address. In a browser, sign-in needs one, such as https://vscode.dev/redirect.",
      ),
      ["openClerkSettings"],
    );
  }
  return text;
}
