import { callbackUri } from "../../../src/auth/signIn/flows";

/** The editors by their URI schemes, for people to read. */
const NAMES: Readonly<Record<string, string>> = {
  vscode: "VS Code",
  "vscode-insiders": "VS Code Insiders",
  cursor: "Cursor",
  vscodium: "VSCodium",
  windsurf: "Windsurf",
};

/** An address that Clerk has to know, and for whom. */
export interface RedirectUri {
  /** What has to be registered, letter by letter. */
  readonly registered: string;
  /** What is sent: the same, but for the port of a loopback address. */
  readonly sent: string;
  readonly purpose: string;
}

/** The loopback address that this program itself signs in with. */
export const LOOPBACK: RedirectUri = {
  registered: "http://127.0.0.1/callback",
  // Any port has to do (RFC 8252 §7.3), so the number says nothing.
  sent: "http://127.0.0.1:53682/callback",
  purpose: "Sign-in by a port of this computer",
};

/**
 * The redirect URIs to look for.
 *
 * @param editors URI schemes
 * @param relay address of a relay page, if there is one
 */
export function redirectUris(editors: readonly string[], relay: string | undefined): readonly RedirectUri[] {
  const ofEditors = editors.map((scheme) => {
    const uri = callbackUri(scheme);
    return { registered: uri, sent: uri, purpose: `Sign-in from ${NAMES[scheme] ?? scheme}` };
  });
  const relays = relay === undefined ? [] : [{ registered: relay, sent: relay, purpose: "Sign-in by the relay page" }];
  return [...ofEditors, LOOPBACK, ...relays];
}
