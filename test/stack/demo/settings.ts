import { resolve } from "node:path";
import type { AuthServer } from "../auth/authServer";

/** Settings that keep a fresh window calm: no welcome page, no tips, no Chat view of VS Code's own. */
const CALM_SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "remote.autoForwardPorts": false,
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.enabled": false,
} as const;

/**
 * What a person would enter to use this stack.
 *
 * @param web VS Code runs in a browser, so sign-in comes back through the relay
 */
export function stackSettings(auth: AuthServer, serverUrl: string, web: boolean): Readonly<Record<string, unknown>> {
  return {
    ...CALM_SETTINGS,
    "agentChat.serverUrl": serverUrl,
    "agentChat.clerk.publishableKey": auth.publishableKey,
    "agentChat.clerk.clientId": auth.clientId,
    ...(auth.keyNamesIssuer ? {} : { "agentChat.clerk.issuer": auth.issuer }),
    ...(web ? { "agentChat.clerk.redirectRelay": auth.relayUrl } : {}),
  };
}

/**
 * What VS Code in a browser needs so that its TypeScript files work: it comes without a language server, which its
 * install scripts would fetch (docs/wire.md#vs-code-in-a-browser). The repository has one.
 */
export function editorSettings(): Readonly<Record<string, unknown>> {
  return { "typescript.tsdk": resolve("node_modules", "typescript", "lib") };
}
