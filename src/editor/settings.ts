import * as vscode from "vscode";
import type { AgentSettings } from "../agents/agentService";
import type { ToolsSetting } from "../chat/clientTools/editorAccess";
import { completeServerUrl } from "../agents/serverUrl";
import { affects, configuration, isExplicit, targetOf, read, text, valueAt, write } from "./configuration";
import { contextFor } from "./requestContext";
import {
  type ChosenServer,
  readServerList,
  ServerChoice,
  type ServerEntry,
  type ServerValues,
  withServer,
} from "./servers";
import { agentOfTask, type TaskName } from "./tasks/taskNames";

/** Below the 300 s after which Node gives a silent body up by itself (docs/wire.md#mastra-silence). */
const DEFAULT_IDLE_SECONDS = 280;

/** `whenUnfocused`: only while the window is in the background. */
export type NotificationsSetting = "always" | "whenUnfocused" | "never";

export interface ClerkSettings {
  readonly publishableKey: string;
  readonly clientId: string;
  /** Overrides the issuer that the publishable key names. */
  readonly issuer: string;
  readonly scopes: string;
  readonly redirectRelay: string;
}

/** A server that a person can switch to. */
export interface KnownServer {
  /** Its name in the list; for the one of `agentChat.serverUrl` its host. */
  readonly name: string;
  readonly url: string;
  /** True when it stands in `agentChat.servers`. */
  readonly listed: boolean;
}

/** Writes what "Configure Server" has found out into settings.json. */
class ServerWriter {
  /**
   * Saves `agentChat.serverUrl` and the Clerk settings that go with it: in the folder when the address
   * is set there, otherwise for every folder. An empty publishable key or client ID leaves the setting as it is.
   */
  async saveSimple({ url, publishableKey, clientId }: ServerValues): Promise<void> {
    // The address comes last: at no moment does the new server stand beside the old Clerk instance.
    if (publishableKey !== "" && publishableKey !== text("clerk.publishableKey")) {
      // It overrides what the key names, and belonged to the key before.
      await this.clear("clerk.issuer");
      await this.save("clerk.publishableKey", publishableKey);
    }
    if (clientId !== "") {
      await this.save("clerk.clientId", clientId);
    }
    await write("serverUrl", url, targetOf("serverUrl"));
  }

  /** Adds a server to `agentChat.servers`, or changes the one of that name, where the list is set now. */
  async saveListed(entry: ServerEntry): Promise<void> {
    const target = targetOf("servers");
    await write("servers", withServer(valueAt("servers", target), entry), target);
  }

  private async save(name: string, value: string): Promise<void> {
    if (text(name) !== value) {
      await write(name, value, targetOf(name, "serverUrl"));
    }
  }

  private async clear(name: string): Promise<void> {
    if (text(name) !== "") {
      const target = targetOf(name, "serverUrl");
      // In a folder an empty text hides what stands in the user settings.
      await write(name, target === vscode.ConfigurationTarget.Workspace ? "" : undefined, target);
    }
  }
}

/** The extension's settings, read when they are needed, so that a change counts at once. */
export class Settings implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly agentChanged = new vscode.EventEmitter<void>();
  private readonly listener: vscode.Disposable;
  private readonly choice: ServerChoice;
  private readonly writer = new ServerWriter();
  private saves = 0;

  /** Fires when the server or the Clerk instance is another one. */
  readonly onDidChange = this.changed.event;
  readonly onDidChangeAgent = this.agentChanged.event;

  constructor(chosen: ChosenServer) {
    this.choice = new ServerChoice(chosen);
    this.listener = vscode.workspace.onDidChangeConfiguration((event) => {
      if (affects(event, "serverUrl", "servers", "apiPrefix", "clerk") && this.saves === 0) {
        this.changed.fire();
      }
      if (affects(event, "agent")) {
        this.agentChanged.fire();
      }
    });
  }

  /** Of the current server. */
  agents(): AgentSettings {
    return {
      serverUrl: this.currentServer().url,
      apiPrefix: text("apiPrefix"),
      idleTimeoutSeconds: clamp(read<number>("idleTimeoutSeconds", DEFAULT_IDLE_SECONDS), 0, 3600),
      requireToolApproval: read<boolean>("requireToolApproval", false),
      keepsRunsAlive: read<boolean>("keepRunsAlive", false),
    };
  }

  /** Of the current server; what its entry leaves out is taken from `agentChat.clerk`. */
  clerk(): ClerkSettings {
    const entry = this.currentEntry();
    const commonKey = text("clerk.publishableKey");
    const publishableKey = entry?.publishableKey || commonKey;
    return {
      publishableKey,
      clientId: entry?.clientId || text("clerk.clientId"),
      // It belongs to the key beside it, not to another one of an entry.
      issuer: publishableKey === commonKey ? text("clerk.issuer") : "",
      scopes: text("clerk.scopes"),
      redirectRelay: text("clerk.redirectRelay"),
    };
  }

  /** The agent that is asked by default, and whether a person has named it. */
  preferredAgent(): { id: string; explicit: boolean } {
    return { id: text("agent"), explicit: isExplicit("agent") };
  }

  /** The agent that answers a task outside of the panel; undefined for the one that the panel shows. */
  agentFor(task: TaskName): string | undefined {
    return agentOfTask(configuration().get<unknown>("agentFor"), task);
  }

  /** Whether agents of the current server may use the editor: `agentChat.editorTools`, which no folder can set. */
  editorTools(): ToolsSetting {
    const { name } = this.currentServer();
    const setting = configuration().get<Readonly<Record<string, unknown>> | null>("editorTools");
    const value = setting?.[name] ?? setting?.["*"];
    return value === "off" || value === "on" ? value : "perThread";
  }

  /** What every request to an agent of a server carries for the server's code. @param baseUrl as `ServerUrl` */
  requestContext(baseUrl: string): Readonly<Record<string, unknown>> {
    return contextFor(configuration().get<unknown>("requestContext"), baseUrl);
  }

  /** When a response that nobody has seen is told of in a notification: `agentChat.notifications`. */
  notifications(): NotificationsSetting {
    const value = text("notifications");
    return value === "always" || value === "never" ? value : "whenUnfocused";
  }

  /** The setting `agentChat.servers`. */
  servers(): readonly ServerEntry[] {
    return readServerList(configuration().get<unknown>("servers"));
  }

  currentServer(): KnownServer {
    const entry = this.currentEntry();
    return entry ? knownEntry(entry) : simpleServer();
  }

  /** Everything a person can switch to, the one of `agentChat.serverUrl` first. */
  knownServers(): readonly KnownServer[] {
    const listed = this.servers().map(knownEntry);
    return isExplicit("serverUrl") || listed.length === 0 ? [simpleServer(), ...listed] : listed;
  }

  /** @param name of a listed server; undefined goes back to the one of `agentChat.serverUrl` */
  chooseServer(name: string | undefined): void {
    this.choice.choose(name);
    this.changed.fire();
  }

  /** True when nothing says yet which server to talk to, or as whom. */
  isUnconfigured(): boolean {
    const { url, listed } = this.currentServer();
    const { publishableKey, issuer } = this.clerk();
    return url === "" || (!listed && !isExplicit("serverUrl") && publishableKey === "" && issuer === "");
  }

  /** Saves the server of `agentChat.serverUrl` and goes to it. */
  saveServer(values: ServerValues): Promise<void> {
    return this.save(async () => {
      await this.writer.saveSimple(values);
      this.choice.choose(undefined);
    });
  }

  /** Adds a server to the list, or changes the one of that name, and goes to it. */
  addServer(entry: ServerEntry): Promise<void> {
    return this.save(async () => {
      await this.writer.saveListed(entry);
      this.choice.choose(entry.name);
    });
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
    this.agentChanged.dispose();
  }

  private currentEntry(): ServerEntry | undefined {
    return this.choice.current(this.servers(), isExplicit("serverUrl"));
  }

  /** Several settings are written one after the other; only the whole of them is told. */
  private async save(writeAll: () => Promise<void>): Promise<void> {
    this.saves += 1;
    try {
      await writeAll();
    } finally {
      this.saves -= 1;
      this.changed.fire();
    }
  }
}

function knownEntry({ name, url }: ServerEntry): KnownServer {
  return { name, url, listed: true };
}

function simpleServer(): KnownServer {
  const url = completeServerUrl(text("serverUrl"));
  return { name: URL.canParse(url) ? new URL(url).host : url, url, listed: false };
}

function clamp(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : least;
}
