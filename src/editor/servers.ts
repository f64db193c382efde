import { completeServerUrl } from "../agents/serverUrl";

/** What the settings say about one server; empty texts are not written down. */
export interface ServerValues {
  readonly url: string;
  readonly publishableKey: string;
  readonly clientId: string;
}

/** One server of the setting `agentChat.servers`. */
export interface ServerEntry extends ServerValues {
  /** Unique in the list. */
  readonly name: string;
}

/**
 * Reads the setting `agentChat.servers`. A person can write anything there: what is no object with a
 * name and an address is ignored, and of two servers with one name the first counts.
 */
export function readServerList(value: unknown): readonly ServerEntry[] {
  const entries = new Map<string, ServerEntry>();
  for (const item of Array.isArray(value) ? (value as unknown[]) : []) {
    const entry = { name: member(item, "name"), ...valuesOf(item) };
    if (entry.name !== "" && entry.url !== "" && !entries.has(entry.name)) {
      entries.set(entry.name, entry);
    }
  }
  return [...entries.values()];
}

/**
 * The list as it is to be written after a server was added, or changed when `entry.name` is in it.
 * Everything else in it stays as its author wrote it.
 */
export function withServer(value: unknown, entry: ServerEntry): readonly unknown[] {
  const items = Array.isArray(value) ? (value as unknown[]) : [];
  const written = { name: entry.name, ...withoutEmpty(entry) };
  const at = items.findIndex((item) => member(item, "name") === entry.name && member(item, "url") !== "");
  return at === -1 ? [...items, written] : items.with(at, written);
}

/** A name for a new server: its host, with a number when that one is taken. */
export function nameFor(url: string, taken: readonly string[]): string {
  const host = URL.canParse(url) ? new URL(url).host : url;
  let name = host;
  for (let number = 2; taken.includes(name); number += 1) {
    name = `${host} (${String(number)})`;
  }
  return name;
}

function valuesOf(item: unknown): ServerValues {
  return {
    url: completeServerUrl(member(item, "url")),
    publishableKey: member(item, "publishableKey"),
    clientId: member(item, "clientId"),
  };
}

function member(item: unknown, name: string): string {
  const value =
    typeof item === "object" && item !== null ? (item as Readonly<Record<string, unknown>>)[name] : undefined;
  return typeof value === "string" ? value.trim() : "";
}

function withoutEmpty({ url, publishableKey, clientId }: ServerValues): Partial<ServerValues> {
  return {
    url,
    ...(publishableKey === "" ? {} : { publishableKey }),
    ...(clientId === "" ? {} : { clientId }),
  };
}

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
