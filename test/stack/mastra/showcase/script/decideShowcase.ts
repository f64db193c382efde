import { findCity } from "../../climate/findCity";
import { MONTHS } from "../../climate/climateNormals";
import { withAttachments } from "../../model/attachments";
import type { Decision, ModelContext } from "../../model/decision";
import type { Conversation } from "../../model/prompt";
import { readQuestion } from "../../model/question";
import { answerFrom } from "./answers";
import { SCENES } from "./scenes";
import { decideTold } from "./told";

/** The rules of the showcase agent's model: a phrase leads to a scene, a tool's result to an answer. */
export function decideShowcase(conversation: Conversation, context: ModelContext): Decision {
  const { questions, attachments, outcomes } = conversation;
  const question = questions.at(-1) ?? "";
  const scene = SCENES.find(({ asked }) => asked.test(question));
  const told = scene === undefined || outcomes.length > 0 ? decideTold(conversation, context) : undefined;
  if (told !== undefined) {
    return told;
  }
  if (outcomes.length > 0) {
    return withAttachments(scene?.next?.(outcomes) ?? answerFrom(outcomes), attachments);
  }
  if (/\bas an object\b/i.test(question)) {
    return decideObject({ questions, attachments, outcomes });
  }
  const help = attachments.length > 0 ? "What shall I do with it?" : list();
  return withAttachments(scene?.decide(question) ?? { text: help }, attachments);
}

/** The rules of a model that answers with JSON alone, as its provider was asked to. */
export function decideObject({ questions }: Conversation): Decision {
  const climate = findCity(readQuestion(questions).city ?? "Oslo") ?? findCity("Oslo");
  const temperaturesC = climate?.temperatures ?? [];
  const warmestMonth = MONTHS[temperaturesC.indexOf(Math.max(...temperaturesC))];
  return { text: JSON.stringify({ city: climate?.city, country: climate?.country, warmestMonth, temperaturesC }) };
}

function list(): string {
  return `I can show everything that an agent can send. Say one of these:\n\n${SCENES.map(
    ({ phrase }) => `- ${phrase}`,
  ).join("\n")}\n- Describe Oslo as an object\n- Say something forbidden\n- Crash the server`;
}
