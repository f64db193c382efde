import * as vscode from "vscode";
import { AgentService } from "../../src/agents/agentService";
import * as mastraClient from "../../src/agents/mastraClient";
import { serverAddress } from "../../src/agents/serverUrl";
import { ThreadService } from "../../src/agents/threadService";
import { write } from "../../src/editor/configuration";

const serverUrl = process.env["AGENT_CHAT_SERVER_URL"] ?? "";
const accessToken = process.env["AGENT_CHAT_ACCESS_TOKEN"] ?? "";
const resourceId = process.env["AGENT_CHAT_SUB"] ?? "";

const { Global } = vscode.ConfigurationTarget;

/**
 * The real extension with somebody signed in at the real server. VS Code's dialogs are its own; what a person does
 * with them is played here.
 */
export class SignedInWindow {
  /** What dialogs and notifications have said. */
  readonly shown: string[] = [];
  /** What the person types into the next boxes. */
  readonly typed: string[] = [];
  /** The button that is pressed in a dialog, by how its text begins. Other warnings are allowed. */
  readonly pressed = new Map<string, string>();
  private readonly original = { ...vscode.window };

  /** @param agent which the panel shows */
  async open(agent: string): Promise<void> {
    await vscode.extensions.getExtension("agent-chat.mastra-clerk")?.activate();
    const shows =
      (otherwise?: string) =>
      (message: string): Promise<unknown> => {
        this.shown.push(message);
        const [, button] = [...this.pressed].find(([beginning]) => message.startsWith(beginning)) ?? [];
        return Promise.resolve(button ?? otherwise);
      };
    Object.assign(vscode.window, {
      showInputBox: () => Promise.resolve(this.typed.shift() ?? accessToken),
      showInformationMessage: shows(),
      showErrorMessage: shows(),
      // Whether the server may be reached.
      showWarningMessage: shows("Allow"),
    });
    this.pressed.set("Sign out of", "Sign Out");
    await write("serverUrl", serverUrl, Global);
    await write("agent", agent, Global);
    await vscode.commands.executeCommand("agentChat.pasteToken");
  }

  async close(): Promise<void> {
    await vscode.commands.executeCommand("agentChat.signOut");
    const { showInputBox, showInformationMessage, showErrorMessage, showWarningMessage } = this.original;
    Object.assign(vscode.window, { showInputBox, showInformationMessage, showErrorMessage, showWarningMessage });
    await write("agentFor", undefined, Global);
    await write("agent", undefined, Global);
    await write("serverUrl", undefined, Global);
  }

  /** What the server's memory holds of the person's messages, attachments included, each as one text. */
  async questions(): Promise<readonly string[]> {
    const service = new ThreadService(this.agents().access);
    const { threads } = await service.list(resourceId, 0);
    const pages = await Promise.all(threads.map(({ id }) => service.messages(id, 0)));
    return pages
      .flatMap(({ messages }) => messages)
      .filter(({ role }) => role === "user")
      .map(({ parts }) => parts.map((part) => String(part["text"])).join("\n"));
  }

  private agents(): AgentService {
    return new AgentService({
      server: serverAddress(serverUrl, "/api"),
      options: () => ({ idleTimeoutSeconds: 60, requireToolApproval: false }),
      tokens: { get: () => Promise.resolve(accessToken) },
      loadClient: () => Promise.resolve(mastraClient),
      fetch: (input, init) => fetch(input, init),
      account: { label: "", issuer: "" },
    });
  }
}
