import * as vscode from "vscode";
import type { AgentSettings } from "../agents/agentService";

const SECTION = "agentChat";
/** Below the 300 s after which Node gives a silent body up by itself (facts/mastra.md §5). */
const DEFAULT_IDLE_SECONDS = 280;

export interface ClerkSettings {
  readonly publishableKey: string;
  readonly clientId: string;
  /** Overrides the issuer that the publishable key names. */
  readonly issuer: string;
  readonly scopes: string;
  readonly redirectRelay: string;
}

/** The extension's settings, read when they are needed, so that a change counts at once. */
export class Settings implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly agentChanged = new vscode.EventEmitter<void>();
  private readonly listener: vscode.Disposable;

  /** Fires when the server or the Clerk instance is another one. */
  readonly onDidChange = this.changed.event;
  readonly onDidChangeAgent = this.agentChanged.event;

  constructor() {
    this.listener = vscode.workspace.onDidChangeConfiguration((event) => {
      if (["serverUrl", "apiPrefix", "clerk"].some((name) => event.affectsConfiguration(`${SECTION}.${name}`))) {
        this.changed.fire();
      }
      if (event.affectsConfiguration(`${SECTION}.agent`)) {
        this.agentChanged.fire();
      }
    });
  }

  agents(): AgentSettings {
    return {
      serverUrl: text("serverUrl"),
      apiPrefix: text("apiPrefix"),
      idleTimeoutSeconds: clamp(read<number>("idleTimeoutSeconds", DEFAULT_IDLE_SECONDS), 0, 3600),
      requireToolApproval: read<boolean>("requireToolApproval", false),
    };
  }

  clerk(): ClerkSettings {
    return {
      publishableKey: text("clerk.publishableKey"),
      clientId: text("clerk.clientId"),
      issuer: text("clerk.issuer"),
      scopes: text("clerk.scopes"),
      redirectRelay: text("clerk.redirectRelay"),
    };
  }

  /** The agent that is asked by default, and whether a person has named it. */
  preferredAgent(): { id: string; explicit: boolean } {
    return { id: text("agent"), explicit: isExplicit("agent") };
  }

  /** True when nothing says yet which server to talk to, or as whom. */
  isUnconfigured(): boolean {
    const { publishableKey, issuer } = this.clerk();
    return text("serverUrl") === "" || (!isExplicit("serverUrl") && publishableKey === "" && issuer === "");
  }

  /** Saves the server's address where it is set now, or for every folder. */
  async saveServerUrl(url: string): Promise<void> {
    const inFolder = configuration().inspect("serverUrl")?.workspaceValue !== undefined;
    await configuration().update(
      "serverUrl",
      url,
      inFolder ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
    );
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
    this.agentChanged.dispose();
  }
}

function configuration(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(SECTION);
}

function isExplicit(name: string): boolean {
  const found = configuration().inspect(name);
  return (found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue) !== undefined;
}

function read<T extends number | boolean>(name: string, fallback: T): T {
  const value = configuration().get<unknown>(name);
  return typeof value === typeof fallback ? (value as T) : fallback;
}

function clamp(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : least;
}

/** A text setting, trimmed. A person can write anything into settings.json; what is no text counts as none. */
function text(name: string): string {
  const value = configuration().get<unknown>(name);
  return typeof value === "string" ? value.trim() : "";
}
