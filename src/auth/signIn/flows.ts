import * as l10n from "@vscode/l10n";
import type { UserFacingError } from "../../shared/userFacingError";

/** The flows by which a person can sign in. */
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

/** The hosts on which a flow works; what is left out does not matter. */
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

/** In the order of preference (docs/wire.md#clerk-ways-to-sign-in). */
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

/** The flows that can work on a host, best first. */
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

/** What stands on the button of a flow, for people to choose. */
export function flowLabel(flow: FlowId): string {
  const labels: Readonly<Record<FlowId, string>> = {
    uriHandler: l10n.t("Use a link to this editor"),
    relay: l10n.t("Use the relay page"),
    loopback: l10n.t("Use a local port"),
    deviceGrant: l10n.t("Enter a code in any browser"),
    paste: l10n.t("Paste a token"),
  };
  return labels[flow];
}

/** What a flow is like, for people who choose among them. */
export function flowDetail(flow: FlowId): string {
  const details: Readonly<Record<FlowId, string>> = {
    uriHandler: l10n.t(
      "The browser opens this editor at the end. Requires that links to the editor work on this computer.",
    ),
    relay: l10n.t("A page sends the browser back to this window. Works for editors in a browser."),
    loopback: l10n.t("The browser connects to this computer directly. Works when links to the editor don't."),
    deviceGrant: l10n.t("Enter a short code on Clerk's page, on this or another device."),
    paste: l10n.t("For servers without an OAuth application. A pasted token can't be renewed."),
  };
  return details[flow];
}

/** A flow could not even begin, so that the next one can be tried without asking. */
export class FlowNotStarted extends Error {
  /** @param reason what a person reads when no other flow is left */
  constructor(readonly reason: UserFacingError) {
    super(reason.message, { cause: reason });
    this.name = "FlowNotStarted";
  }
}

/** The other flows in the table's order, beginning behind `flow`, without those that could not start. */
export function otherFlows(flows: readonly FlowId[], flow: FlowId, failed: ReadonlySet<FlowId>): readonly FlowId[] {
  const index = flows.indexOf(flow);
  return [...flows.slice(index + 1), ...flows.slice(0, index)].filter((other) => !failed.has(other));
}

/**
 * The flow to go on with after one that could not start. Never pasting: who wanted to sign in has no
 * token at hand, so the reason helps more.
 *
 * @throws the error itself when it is another one; the reason when no flow is left
 */
export function flowAfter(error: unknown, others: readonly FlowId[]): FlowId {
  if (!(error instanceof FlowNotStarted)) {
    throw error;
  }
  const next = others.find((flow) => flow !== "paste");
  if (next === undefined) {
    throw error.reason;
  }
  return next;
}
