import { nameFor, type ServerValues } from "../servers";
import type { KnownServer, Settings } from "../settings";
import { askForServer, type Entered } from "./askForServer";
import { chooseTarget, type Target } from "./chooseTarget";
import { Conclusion, type ConclusionDependencies } from "./conclusion";
import { LookAtServer } from "./lookAtServer";

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
}

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
      const target: Target | undefined = isFirst
        ? { kind: "change", server: settings.currentServer() }
        : await chooseTarget(settings, ui);
      if (target === undefined) {
        return;
      }
      if (target.kind === "switch") {
        settings.chooseServer(target.server.listed ? target.server.name : undefined);
        await this.conclusion.afterSwitch(target.server);
        return;
      }
      const entered = await this.ask(target, !isFirst);
      if (entered === "left") {
        return;
      }
      if (entered !== "back") {
        await this.save(target, entered.values);
        await this.conclusion.afterSaving(entered);
        return;
      }
    }
  }

  private ask(target: Exclude<Target, { kind: "switch" }>, canGoBack: boolean): Promise<Entered | "back" | "left"> {
    const { settings, ui } = this.deps;
    const { publishableKey, clientId, issuer } = settings.clerk();
    return askForServer(ui, this.look, {
      url: target.kind === "add" ? "" : target.server.url,
      apiPrefix: settings.agents().apiPrefix,
      keys: { publishableKey, clientId },
      issuer,
      canGoBack,
    });
  }

  private async save(target: Exclude<Target, { kind: "switch" }>, values: ServerValues): Promise<void> {
    const { settings } = this.deps;
    const server = target.kind === "change" ? target.server : this.knownAt(values.url);
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
