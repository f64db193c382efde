import * as vscode from "vscode";
import type { Chat } from "../../chat/chat";
import type { EditorTools } from "../editorTools";
import type { Settings } from "../settings";
import { Participant } from "./participant";

export interface ParticipantParts {
  readonly settings: Pick<Settings, "preferredAgent">;
  readonly chat: Pick<Chat, "controller" | "connection">;
  readonly tools: () => Promise<Pick<EditorTools, "sources" | "files">>;
  readonly logError: (what: string, error: unknown) => void;
}

/** A chunk of its own in the bundle, loaded with the first message to `@mastra`. */
export function createParticipant({ settings, chat, tools, logError }: ParticipantParts): Participant {
  const { controller, connection } = chat;
  const deps = {
    controller,
    connection,
    preferredAgent: () => settings.preferredAgent().id,
    sources: async () => (await tools()).sources,
    locate: async (place) => (await tools()).files.locate(place),
    tools: vscode.lm,
    logError,
  } satisfies ConstructorParameters<typeof Participant>[0];
  return new Participant(deps);
}
