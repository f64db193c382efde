import * as l10n from "@vscode/l10n";
import type { Auth } from "../auth/vscode/auth";
import type { AgentChoice } from "../chat/agentChoice";
import type { Chat } from "../chat/chat";
import type { WorkspaceFiles } from "../editor/code/workspaceFiles";
import { ExtensionApi } from "../editor/extensionApi/extensionApi";
import { AgentQuestions } from "../editor/askAgent/agentQuestions";
import { AskAgentTool } from "../editor/askAgent/askAgentTool";
import { SignInOffer } from "../editor/signInOffer";

export interface AskAgentParts {
  readonly auth: Pick<Auth, "requireExtensionConsent">;
  readonly chat: Pick<Chat, "controller">;
  readonly choice: Pick<AgentChoice, "current">;
  readonly files: () => Promise<Pick<WorkspaceFiles, "findAll">>;
  readonly signIn: () => Promise<unknown>;
  readonly logError: (what: string, error: unknown) => void;
}

/** How others than the person ask an agent. */
export interface AskAgent {
  readonly tool: AskAgentTool;
  readonly api: ExtensionApi;
}

/** A chunk of its own in the bundle, loaded when an assistant or another extension first asks. */
export function createAskAgent({ auth, chat, choice, files, signIn, logError }: AskAgentParts): AskAgent {
  const questions = new AgentQuestions({
    owner: () => chat.controller.opened(),
    preferred: (agents) => choice.current(agents),
    logError,
  });
  const offer = new SignInOffer(signIn);
  const offerSignIn = (): void => offer.show(l10n.t("An assistant wants to ask one of your agents. Sign in first."));
  return {
    tool: new AskAgentTool({ questions, files, offerSignIn, logError }),
    api: new ExtensionApi({ questions, consent: (server) => auth.requireExtensionConsent(server), logError }),
  };
}
