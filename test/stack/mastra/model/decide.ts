import { MONTHS } from "../climate/climateNormals";
import type { Booking } from "../tools/bookTrip";
import type { WeatherResult } from "../tools/getWeather";
import { withAttachments } from "./attachments";
import { codeAnswer } from "./codeAnswer";
import type { Decision, ModelContext } from "./decision";
import { glossaryAnswer } from "./glossary";
import type { Conversation, ToolOutcome } from "./prompt";
import { type Question, readQuestion } from "./question";
import { weatherAnswer } from "./weatherAnswer";

/** Reads the conversation and decides what the model does next. */
export function decide({ questions, outcomes, attachments }: Conversation, context: ModelContext): Decision {
  const outcome = outcomes.at(-1);
  if (outcome !== undefined) {
    return withAttachments({ text: answerFrom(outcome) }, attachments);
  }
  const question = readQuestion(questions);
  const decision = withAttachments(firstStep(question, context), attachments);
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
    const args = { destination: city, month, travellers: question.travellers };
    return { toolCalls: [{ toolName: "bookTrip", args }] };
  }
  if (!tools.includes("getWeather")) {
    return { text: `I have no tool for this question about ${city}.` };
  }
  const period = question.wholeYear ? "year" : (question.month ?? "now");
  return { toolCalls: [{ toolName: "getWeather", args: { location: city, period } }] };
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

function reasoningFor({ city, month, wholeYear }: Question, { toolCalls: [call] = [] }: Decision): string {
  const place = city === undefined ? "No city is named, in this question or before." : `The question is about ${city}.`;
  const time = wholeYear ? "It asks for the whole year." : `It asks about ${month ?? "the present"}.`;
  const next =
    call === undefined ? "I can answer without a tool." : `I need figures, so I call ${call.toolName} first.`;
  return `${place} ${time} ${next}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
