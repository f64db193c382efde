import type { Decision, ModelContext } from "../../model/decision";
import type { Conversation } from "../../model/prompt";

/** Steps in which the model calls a tool when it is asked to go on; a request may allow fewer. */
const STEPS = 4;

/**
 * What a request has changed about the agent, which is seen nowhere else: the model says what it was given, at once or
 * after the tools of another scene, or calls a tool in one step after the other.
 */
export function decideTold(conversation: Conversation, context: ModelContext): Decision | undefined {
  const question = conversation.questions.at(-1) ?? "";
  const { outcomes } = conversation;
  if (/\bstep after step\b/i.test(question)) {
    return outcomes.length < STEPS
      ? { toolCalls: [{ toolName: "runChecks", args: {} }] }
      : { text: `Done in ${STEPS} steps.` };
  }
  return /\bwhat you were told\b/i.test(question) ? { text: told(conversation, context) } : undefined;
}

function told({ instructions = "" }: Conversation, { temperature }: ModelContext): string {
  return ["I was told:", ...instructions.split("\n\n").map((line) => `- ${line}`), `Temperature: ${temperature}`].join(
    "\n",
  );
}
