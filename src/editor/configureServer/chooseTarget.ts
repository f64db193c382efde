import * as l10n from "@vscode/l10n";
import type { KnownServer, Settings } from "../settings";
import type { WizardUi } from "./wizardUi";

/** What a person wants: another server that is known, a new one, or other values for the current one. */
export type Target =
  | { readonly kind: "switch"; readonly server: KnownServer }
  | { readonly kind: "add" }
  | { readonly kind: "change"; readonly server: KnownServer };

/** Asks which server it is about. @returns undefined for Escape */
export function chooseTarget(
  settings: Pick<Settings, "knownServers" | "currentServer">,
  ui: WizardUi,
): Promise<Target | undefined> {
  const current = settings.currentServer();
  return ui.pick<Target>(l10n.t("Mastra server"), [
    ...settings.knownServers().map((server) => ({
      label: server.name,
      description: server.url,
      current: server.name === current.name && server.listed === current.listed,
      value: { kind: "switch" as const, server },
    })),
    { label: `$(add) ${l10n.t("Add a server…")}`, value: { kind: "add" } },
    {
      label: `$(edit) ${l10n.t("Change this server's address…")}`,
      description: current.name,
      value: { kind: "change", server: current },
    },
  ]);
}
