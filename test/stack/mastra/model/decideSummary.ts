import type { Decision, ModelContext } from "./decision";
import type { Conversation } from "./prompt";

/** What any model answers that is told to summarize a conversation: what the person asked in it. */
export function decideSummary(
  { questions, instructions = "" }: Conversation,
  { tools }: ModelContext,
): Decision | undefined {
  if (!instructions.includes("Summarize the conversation in the message")) {
    return undefined;
  }
  if (tools.length > 0) {
    return { text: `I was offered ${tools.join(", ")}, which no summary needs.` };
  }
  const asked = [...(questions.at(-1) ?? "").matchAll(/^## You\n\n(.*)$/gm)].map(([, words = ""]) => words);
  return { text: `Asked so far: ${asked.join(" / ")}` };
}
