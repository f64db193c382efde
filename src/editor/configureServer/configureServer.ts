import * as l10n from "@vscode/l10n";
import { nameFor, type ServerValues } from "../servers";
import type { KnownServer, Settings } from "../settings";
import { askForServer, type Entered } from "./askForServer";
import { Conclusion, type ConclusionDependencies } from "./conclusion";
import { LookAtServer } from "./lookAtServer";
import type { WizardUi } from "./wizardUi";

export interface ConfigureServerDependencies extends ConclusionDependencies {
  readonly settings: Pick<
    Settings,
    | "addServer"
    | "agents"
    | "chooseServer"
    | "clerk"
    | "currentServer"
    | "isUnconfigured"
    | "knownServers"
    | "saveServer"
    | "servers"
  >;
  readonly send: typeof fetch;
  /** Nothing more is asked; what was entered is carried out. */
  readonly inputsOver: () => void;
}

/** What a person wants: another server that is known, a new one, or other values for the current one. */
type Task =
  | { readonly kind: "switch"; readonly server: KnownServer }
  | { readonly kind: "add" }
  | { readonly kind: "change"; readonly server: KnownServer };

/**
 * "Configure Server": the address, what is there, the keys of its Clerk instance, then the sign-in.
 * Nothing is saved before the last input, so Escape leaves everything as it was.
 */
export class ConfigureServer {
  private readonly conclusion: Conclusion;
  private readonly look: LookAtServer;

  constructor(private readonly deps: ConfigureServerDependencies) {
    this.conclusion = new Conclusion(deps);
    this.look = new LookAtServer(deps.ui, deps.send);
  }

  async run(): Promise<void> {
    const { settings, ui } = this.deps;
    const isFirst = settings.isUnconfigured();
    for (;;) {
      const task: Task | undefined = isFirst
        ? { kind: "change", server: settings.currentServer() }
        : await chooseTask(settings, ui);
      if (task === undefined) {
        return;
      }
      if (task.kind === "switch") {
        this.deps.inputsOver();
        settings.chooseServer(task.server.listed ? task.server.name : undefined);
        await this.conclusion.afterSwitch(task.server);
        return;
      }
      const entered = await this.ask(task, !isFirst);
      if (entered === "left") {
        return;
      }
      if (entered !== "back") {
        this.deps.inputsOver();
        await this.save(task, entered.values);
        await this.conclusion.afterSaving(entered);
        return;
      }
    }
  }

  private ask(task: Exclude<Task, { kind: "switch" }>, canGoBack: boolean): Promise<Entered | "back" | "left"> {
    const { settings, ui } = this.deps;
    const { publishableKey, clientId, issuer } = settings.clerk();
    return askForServer(ui, this.look, {
      url: task.kind === "add" ? "" : task.server.url,
      apiPrefix: settings.agents().apiPrefix,
      keys: { publishableKey, clientId },
      issuer,
      canGoBack,
    });
  }

  private async save(task: Exclude<Task, { kind: "switch" }>, values: ServerValues): Promise<void> {
    const { settings } = this.deps;
    const server = task.kind === "change" ? task.server : this.knownAt(values.url);
    if (server?.listed === false) {
      await settings.saveServer(values);
      return;
    }
    const servers = settings.servers();
    const name =
      server?.name ??
      nameFor(
        values.url,
        servers.map((entry) => entry.name),
      );
    const before = servers.find((entry) => entry.name === name);
    await settings.addServer({
      name,
      url: values.url,
      publishableKey: values.publishableKey || (before?.publishableKey ?? ""),
      clientId: values.clientId || (before?.clientId ?? ""),
    });
  }

  /** A server that is added a second time is changed instead. */
  private knownAt(url: string): KnownServer | undefined {
    const plain = (text: string): string => text.replace(/\/+$/, "");
    return this.deps.settings.knownServers().find((known) => plain(known.url) === plain(url));
  }
}

/** Asks which server it is about. @returns undefined for Escape */
function chooseTask(
  settings: Pick<Settings, "knownServers" | "currentServer">,
  ui: WizardUi,
): Promise<Task | undefined> {
  const current = settings.currentServer();
  return ui.pick<Task>(l10n.t("Mastra server"), [
    ...settings.knownServers().map((server) => ({
      label: server.name,
      description: server.url,
      current: server.name === current.name && server.listed === current.listed,
      value: { kind: "switch" as const, server },
    })),
    { label: `$(add) ${l10n.t("Add Server…")}`, value: { kind: "add" } },
    {
      label: `$(edit) ${l10n.t("Change This Server's Address…")}`,
      description: current.name,
      value: { kind: "change", server: current },
    },
  ]);
}
