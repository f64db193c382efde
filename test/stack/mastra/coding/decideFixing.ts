import type { Decision, ModelContext, ToolCall } from "../model/decision";
import type { Conversation, ToolOutcome } from "../model/prompt";

/** What is wrong with the demo's file, and what is right. */
const BUG = "total - number";
const FIX = "total + number";

/**
 * What the coding agent's model does with the tools of Agent Chat's editor: it reads a file, mends it and runs the
 * tests, one after the other; or it makes the calls that a test spells out.
 *
 * @returns undefined for any other question
 */
export function decideFixing(
  question: string,
  { outcomes }: Pick<Conversation, "outcomes">,
  { tools }: ModelContext,
): Decision | undefined {
  const spelled = /^In one step: (\[[^]*\])$/.exec(question)?.[1];
  if (spelled !== undefined) {
    return outcomes.length === 0
      ? { toolCalls: JSON.parse(spelled) as ToolCall[] }
      : { text: `The editor said: ${outcomes.map(told).join(" | ")}` };
  }
  const path = /fix the bug in (\S+) and run the tests/i.exec(question)?.[1];
  if (path === undefined) {
    return undefined;
  }
  if (!tools.includes("editor_read_file")) {
    return {
      text: "I can't see your files. Let me use the editor, with the pencil below the message box, and ask again.",
    };
  }
  const failed = outcomes.find(({ error, value }) => error !== undefined || isFailure(value));
  if (failed) {
    return { text: `I stopped, because the editor said: ${told(failed)}` };
  }
  const steps: readonly Decision[] = [
    { text: `I'll look at ${path} first.`, toolCalls: [{ toolName: "editor_read_file", args: { path } }] },
    { toolCalls: [{ toolName: "editor_edit_file", args: { path, oldText: BUG, newText: FIX } }] },
    {
      toolCalls: [
        {
          toolName: "editor_run_command",
          args: { command: `node ${path.replace(/\.\w+$/, ".test$&")}` },
        },
      ],
    },
  ];
  return (
    steps[outcomes.length] ?? {
      text: `The sum began with the wrong sign. I changed \`${BUG}\` to \`${FIX}\`, and the tests say: ${printed(outcomes.at(-1)) ?? told(outcomes.at(-1))}`,
    }
  );
}

function isFailure(value: unknown): boolean {
  return typeof value === "object" && value !== null && Reflect.get(value, "error") === true;
}

/** What a command printed, as far as the editor could read it. */
function printed(outcome: ToolOutcome | undefined): string | undefined {
  const { value } = outcome ?? {};
  const text: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "text") : undefined;
  return typeof text === "string" && text.trim() !== "" ? `\`${text.trim()}\`` : undefined;
}

function told(outcome: ToolOutcome | undefined): string {
  return outcome?.error ?? JSON.stringify(outcome?.value);
}
