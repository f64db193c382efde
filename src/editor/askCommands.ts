import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ChatController } from "../chat/chatController";
import type { ServerConnection } from "../chat/serverConnection";
import { withHiddenShown } from "../shared/hiddenCharacters";
import type { AgentSummary } from "../shared/protocol";

const WEATHER_AGENT = "weatherAgent";

/** The palette's way to the agents: ask for a question, open the chat, send it. */
export class AskCommands {
  constructor(
    private readonly chat: Pick<ChatController, "ask" | "keepUntilAsked" | "selectAgent" | "focusInput">,
    private readonly connection: Pick<ServerConnection, "ensure" | "agents" | "status" | "notice">,
    private readonly reveal: () => Promise<void>,
    /** Signs in through the browser; ends as well when the person cancels. */
    private readonly signIn: () => Promise<unknown>,
  ) {}

  /** @param question asked for when left out; a keybinding may bring one */
  async askWeatherAgent(question?: unknown): Promise<void> {
    await this.ask(WEATHER_AGENT, WEATHER_AGENT, question);
  }

  /** Lets a person choose the agent first. */
  async askAgent(): Promise<void> {
    const agent = await this.pick();
    if (agent) {
      await this.ask(agent.id, agent.name, undefined);
    }
  }

  /** Makes another agent the one that the message box writes to. */
  async selectAgent(): Promise<void> {
    const agent = await this.pick();
    if (agent) {
      await this.reveal();
      this.chat.selectAgent(agent.id);
      this.chat.focusInput();
    }
  }

  private async ask(agentId: string, name: string, question: unknown): Promise<void> {
    const text = typeof question === "string" ? question : await askForQuestion(name);
    if (text !== undefined && text.trim() !== "") {
      await this.reveal();
      const take = this.chat.keepUntilAsked(text);
      try {
        await this.enter();
      } finally {
        // Whoever is signed in then asks; while nobody is, the words wait in the message box.
        if (take()) {
          await this.chat.ask(text, agentId);
        }
      }
    }
  }

  /** A person who asks for an agent wants to be signed in. */
  async enter(): Promise<void> {
    await this.connection.ensure();
    if (this.connection.status === "signedOut") {
      await this.signIn();
      await this.connection.ensure();
    }
  }

  private async pick(): Promise<AgentSummary | undefined> {
    await this.enter();
    if (this.connection.status !== "ready") {
      // The panel says what is missing, with the button that helps.
      await this.reveal();
      return undefined;
    }
    const items = this.connection.agents.map((agent) => ({
      label: withHiddenShown(agent.name),
      description: agent.id === agent.name ? "" : agent.id,
      detail: withHiddenShown(agent.description),
      agent,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: l10n.t("Choose an agent"),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    return picked?.agent;
  }
}

function askForQuestion(name: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: l10n.t("Ask {0}", name),
    placeHolder: name === WEATHER_AGENT ? l10n.t("What's the weather like in New York?") : l10n.t("Type a message"),
    ignoreFocusOut: true,
  });
}
