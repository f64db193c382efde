import type { ServerEntry } from "./serverList";

/** Where a workspace remembers the name of the server that was picked in it. */
export interface ChosenServer {
  get(): string | undefined;
  set(name: string | undefined): void;
}

/** Which of the servers a window talks to. */
export class ServerChoice {
  constructor(private readonly chosen: ChosenServer) {}

  /**
   * The one picked in this workspace while it is listed, else the setting `agentChat.serverUrl` when a
   * person has written it, else the first of the list.
   *
   * @param simple whether `agentChat.serverUrl` is written anywhere
   * @returns undefined for the server of `agentChat.serverUrl`
   */
  current(servers: readonly ServerEntry[], simple: boolean): ServerEntry | undefined {
    const name = this.chosen.get();
    return servers.find((server) => server.name === name) ?? (simple ? undefined : servers[0]);
  }

  /** @param name of a listed server; undefined for the one of `agentChat.serverUrl` */
  choose(name: string | undefined): void {
    this.chosen.set(name);
  }
}
