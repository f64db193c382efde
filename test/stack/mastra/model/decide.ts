import { MONTHS } from "../climate/climateNormals";
import type { Booking } from "../tools/bookTrip";
import type { WeatherResult } from "../tools/getWeather";
import { codeAnswer } from "./codeAnswer";
import { glossaryAnswer } from "./glossary";
import type { Conversation, ToolOutcome } from "./prompt";
import { type Question, readQuestion } from "./question";
import { weatherAnswer } from "./weatherAnswer";

/** One step of the model: a tool to call, or the text of the answer, perhaps with its reasoning before it. */
export interface Decision {
  readonly reasoning?: string;
  readonly toolCall?: { readonly toolName: string; readonly args: Readonly<Record<string, unknown>> };
  readonly text?: string;
}

export interface ModelContext {
  readonly agentId: string;
  readonly apiUrl: string;
  /** Names of the tools that may be called in this step. */
  readonly tools: readonly string[];
}

/** Reads the conversation and decides what the model does next. */
export function decide({ questions, outcomes }: Conversation, context: ModelContext): Decision {
  const outcome = outcomes.at(-1);
  if (outcome !== undefined) {
    return { text: answerFrom(outcome) };
  }
  const question = readQuestion(questions);
  const decision = firstStep(question, context);
  return question.wantsReasoning ? { reasoning: reasoningFor(question, decision), ...decision } : decision;
}

function firstStep(question: Question, { agentId, apiUrl, tools }: ModelContext): Decision {
  if (question.code !== undefined) {
    return { text: codeAnswer(question.code, agentId, apiUrl) };
  }
  if (tools.length === 0) {
    return { text: glossaryAnswer(question.text) };
  }
  const { city } = question;
  if (city === undefined) {
    return { text: "Which city do you mean? Name one, for example **New York**, **Nairobi** or **Tokyo**." };
  }
  if (question.booking && tools.includes("bookTrip")) {
    const month = question.month ?? MONTHS[(new Date().getMonth() + 1) % 12];
    return { toolCall: { toolName: "bookTrip", args: { destination: city, month, travellers: question.travellers } } };
  }
  if (!tools.includes("getWeather")) {
    return { text: `I have no tool for this question about ${city}.` };
  }
  const period = question.wholeYear ? "year" : (question.month ?? "now");
  return { toolCall: { toolName: "getWeather", args: { location: city, period } } };
}

function answerFrom({ toolName, value, error }: ToolOutcome): string {
  if (error !== undefined) {
    return toolName === "bookTrip"
      ? `Nothing was booked: ${sentence(error)} Tell me if you would like another trip.`
      : `I could not look that up: ${sentence(error)}`;
  }
  if (toolName === "bookTrip") {
    const { reference, destination, month, travellers } = value as Booking;
    const people = travellers === 1 ? "one person" : `${travellers} people`;
    return `## Booked: ${destination} in ${month}

- Reference: **${reference}**
- For: ${people}

Nothing has to be paid; this is a demo.
`;
  }
  return weatherAnswer(value as WeatherResult);
}

function reasoningFor({ city, month, wholeYear }: Question, { toolCall }: Decision): string {
  const place = city === undefined ? "No city is named, in this question or before." : `The question is about ${city}.`;
  const time = wholeYear ? "It asks for the whole year." : `It asks about ${month ?? "the present"}.`;
  const next =
    toolCall === undefined ? "I can answer without a tool." : `I need figures, so I call ${toolCall.toolName} first.`;
  return `${place} ${time} ${next}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
