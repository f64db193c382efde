import { namedPrompt, type ReadPrompt } from "./promptFile";

/** The prompts of the setting `agentChat.prompts`, in its order. People can write anything into settings.json. */
export function readPromptSetting(value: unknown): readonly ReadPrompt[] {
  return Array.isArray(value) ? value.map(readEntry) : [];
}

function readEntry(entry: unknown): ReadPrompt {
  const { name, description, text } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof name !== "string" || typeof text !== "string") {
    return { problem: "it needs a name and a text" };
  }
  return namedPrompt(name, typeof description === "string" ? description : undefined, text.trim());
}
