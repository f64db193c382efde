import * as l10n from "@vscode/l10n";

/** The ways to sign in. */
export type FlowId = "uriHandler" | "relay" | "loopback" | "deviceGrant" | "paste";

/** Where the extension runs, as far as signing in depends on it. */
export interface HostTraits {
  /** A desktop window, or a browser tab (vscode.dev, Codespaces, code-server). */
  readonly ui: "desktop" | "web";
  /** Whether the extension host is another computer than the window's (SSH, WSL, container, Codespaces). */
  readonly remote: boolean;
  /** `vscode`, `cursor`, …: from `env.uriScheme`, never written down, or forks get no callback. */
  readonly uriScheme: string;
}

/** What the authorization server offers besides the authorization code. */
export interface FlowOffer {
  readonly deviceGrant: boolean;
}

/** The hosts on which a way works; what is left out does not matter. */
interface FlowRow {
  readonly id: FlowId;
  readonly ui?: HostTraits["ui"];
  readonly remote?: boolean;
  readonly scheme?: "known" | "other";
  readonly needs?: keyof FlowOffer;
}

/** Editors that register their scheme with the system; Clerk's owner can register these redirects ahead. */
const knownSchemes: ReadonlySet<string> = new Set([
  "vscode",
  "vscode-insiders",
  "vscode-exploration",
  "code-oss",
  "cursor",
  "windsurf",
  "windsurf-next",
  "vscodium",
  "vscodium-insiders",
  "positron",
  "kiro",
  "trae",
  "antigravity",
]);

/** In the order of preference (facts/clerk.md §0). */
const table: readonly FlowRow[] = [
  { id: "uriHandler", ui: "desktop", scheme: "known" },
  { id: "relay", ui: "web" },
  // A port of a remote computer cannot be opened by the browser in front of the person.
  { id: "loopback", ui: "desktop", remote: false },
  // The owner of an unknown editor may have registered its scheme.
  { id: "uriHandler", ui: "desktop", scheme: "other" },
  { id: "deviceGrant", needs: "deviceGrant" },
  { id: "paste" },
];

/** The ways that can work on a host, best first. */
export function flowsFor(host: HostTraits, offer: FlowOffer): readonly FlowId[] {
  const scheme = knownSchemes.has(host.uriScheme) ? "known" : "other";
  return table
    .filter(
      (row) =>
        (row.ui ?? host.ui) === host.ui &&
        (row.remote ?? host.remote) === host.remote &&
        (row.scheme ?? scheme) === scheme &&
        (row.needs === undefined || offer[row.needs]),
    )
    .map(({ id }) => id);
}

/** The callback of this extension in an editor with that URI scheme. */
export function callbackUri(uriScheme: string): string {
  return `${uriScheme}://agent-chat.mastra-clerk/callback`;
}

/** What stands on the button of a way, for people to choose. */
export function flowLabel(flow: FlowId): string {
  const labels: Readonly<Record<FlowId, string>> = {
    uriHandler: l10n.t("Come back through the editor's own link"),
    relay: l10n.t("Come back through the relay page"),
    loopback: l10n.t("Come back through a port of this computer"),
    deviceGrant: l10n.t("Enter a code in any browser"),
    paste: l10n.t("Paste a token"),
  };
  return labels[flow];
}
