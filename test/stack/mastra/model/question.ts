import { MONTHS, type Month } from "../climate/climateNormals";
import { cityInText } from "../climate/findCity";

/** What a question asks for, as far as the scripted model understands it. */
export interface Question {
  readonly text: string;
  /** A known city, or else the capitalised words after "in", "for" or "to". */
  readonly city?: string;
  readonly month?: Month;
  readonly wholeYear: boolean;
  readonly wantsReasoning: boolean;
  readonly code?: "curl" | "typescript";
  readonly booking: boolean;
  readonly travellers: number;
}

const WHOLE_YEAR = /\b(month[- ]by[- ]month|(whole|entire|through(out)? the|over the|all) year|(each|every) month)\b/i;

/**
 * @param questions everything the person wrote in the thread, oldest first; a question without a city
 * is about the last city that was named
 */
export function readQuestion(questions: readonly string[]): Question {
  const text = questions.at(-1) ?? "";
  const city = [...questions]
    .reverse()
    .map(cityNamedIn)
    .find((name) => name !== undefined);
  const month = monthNamedIn(text);
  const code = codeAskedIn(text);
  return {
    text,
    ...(city === undefined ? {} : { city }),
    ...(month === undefined ? {} : { month }),
    wholeYear: WHOLE_YEAR.test(text),
    wantsReasoning: /\b(think|thinking|why)\b/i.test(text),
    ...(code === undefined ? {} : { code }),
    booking: /\b(book|reserve|booking)\b/i.test(text),
    travellers: travellersIn(text),
  };
}

function cityNamedIn(text: string): string | undefined {
  const known = cityInText(text);
  if (known !== undefined) {
    return known.city;
  }
  const capitalised = /\b(?:in|for|at|to|of)\s+(\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+){0,2})/u.exec(text)?.[1];
  const isPlace = capitalised !== undefined && !/^(TypeScript|JavaScript|Python|Node|VS|I)\b/.test(capitalised);
  return isPlace && !MONTHS.some((month) => capitalised.startsWith(month)) ? capitalised : undefined;
}

function monthNamedIn(text: string): Month | undefined {
  // "may" and "march" are verbs unless a preposition or a capital letter says otherwise.
  return MONTHS.find((month) => {
    const isVerb = month === "May" || month === "March";
    const pattern = isVerb ? `\\b(?:in|for|during|of|next|this) ${month}\\b` : `\\b${month}\\b`;
    return new RegExp(pattern, "i").test(text) || (isVerb && new RegExp(`(?<=\\S )${month}\\b`).test(text));
  });
}

function codeAskedIn(text: string): Question["code"] {
  if (/\bcurl\b/i.test(text)) {
    return "curl";
  }
  return /\b(typescript|javascript|code|snippet|from node)\b/i.test(text) ? "typescript" : undefined;
}

function travellersIn(text: string): number {
  const words = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
  const counted = /\b(\d{1,2}) (?:people|persons|travell?ers|adults)\b/i.exec(text)?.[1];
  const digits = /\bfor (\d{1,2})\b/.exec(text)?.[1] ?? counted;
  const word = /\b(one|two|three|four|five|six|seven|eight)\b/i.exec(text)?.[1]?.toLowerCase();
  const count = digits === undefined ? words.indexOf(word ?? "one") + 1 : Number(digits);
  return Math.min(20, Math.max(1, count));
}
