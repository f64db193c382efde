import type { Decide, Decision, ModelContext } from "../model/decision";
import type { Conversation } from "../model/prompt";

/** The rules of an agent that writes down what it is told to remember, as Markdown. */
export const decideNotes: Decide = (conversation, context) =>
  remembering(conversation, context, (what, known) => `${known || "# Traveler"}\n- ${what}`);

/** The same for one that keeps fields: "my home is Lisbon" fills in `home`. */
export const decideFields: Decide = (conversation, context) =>
  remembering(conversation, context, (what) => {
    const [, name = "note", value = what] = /^my (\w+) is (\w+)/i.exec(what) ?? [];
    return { [name]: value };
  });

/** The observer of an observational memory: what the person said, as one observation. */
export const decideObservation: Decide = ({ questions }) => {
  const said = [...(questions.at(-1) ?? "").matchAll(/User \([^)]*\): (.*)/g)].map(([, words = ""]) => words.trim());
  const observed = said.map((words) => `* 🟡 The user said: ${words}`).join("\n");
  return { text: `<observations>\nDate: today\n${observed}\n</observations>` };
};

function remembering(
  { questions, instructions = "", outcomes }: Conversation,
  { tools }: ModelContext,
  write: (what: string, known: string) => unknown,
): Decision {
  const [, what] = /remember that (.*?)\.?$/i.exec((questions.at(-1) ?? "").trim()) ?? [];
  const tool = tools.find((name) => /working-?memory/i.test(name));
  const [, data = ""] = /<working_memory_data>\s*([^]*?)\s*<\/working_memory_data>/.exec(instructions) ?? [];
  const known = data === "null" ? "" : data;
  if (outcomes.length > 0) {
    return { text: "I will remember that." };
  }
  return what === undefined || tool === undefined
    ? { text: known === "" ? "I remember nothing yet." : `This is what I remember:\n\n${known}` }
    : { toolCalls: [{ toolName: tool, args: { memory: write(what, known) } }] };
}
