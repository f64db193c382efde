import { textOf } from "../../../src/chat/turn/turnChanges";
import type { Turn } from "../../../src/shared/transcript";

/** A message with what followed it. */
interface Exchange {
  readonly question: string;
  readonly answer: string;
  /** It has a response that came to its proper end. */
  readonly isWhole: boolean;
}

function exchanges(turns: readonly Turn[]): readonly Exchange[] {
  const starts = turns.flatMap(({ role }, index) => (role === "user" ? [index] : []));
  return starts.map((start, index) => {
    const responses = turns.slice(start + 1, starts[index + 1]);
    return {
      question: textOf(turns[start]!).trim(),
      answer: responses.map(textOf).join("").replace(/\s+/g, " ").trim(),
      isWhole: responses.length > 0 && responses.every(({ state }) => state === "complete"),
    };
  });
}

/**
 * What of a thread a panel says otherwise than the server, message by message. What the server does not store, such as
 * a message that did not get there, may be in the panel alone, but not with a response that is whole.
 */
export function differences(panel: readonly Turn[], server: readonly Turn[]): readonly string[] {
  const [here, there] = [exchanges(panel), exchanges(server)];
  const words = (all: readonly Exchange[]): readonly string[] => all.map(({ question }) => question);
  const twice = (all: readonly string[]): readonly string[] => all.filter((each, index) => all.indexOf(each) < index);
  const byQuestion = new Map(there.map((exchange) => [exchange.question, exchange]));
  const shared = words(here).filter((question) => byQuestion.has(question));
  return [
    ...twice(words(here)).map((question) => `twice in the panel: ${question}`),
    ...twice(words(there)).map((question) => `twice on the server: ${question}`),
    ...words(there)
      .filter((question) => !shared.includes(question))
      .map((question) => `on the server alone: ${question}`),
    ...(shared.join("\n") ===
    words(there)
      .filter((question) => shared.includes(question))
      .join("\n")
      ? []
      : [`another order: ${shared.join(" / ")}`]),
    ...here.flatMap(({ question, answer, isWhole }) => {
      const stored = byQuestion.get(question);
      if (!isWhole || stored?.answer === answer) {
        return [];
      }
      return [
        stored ? `another response: ${question}: ${answer} / ${stored.answer}` : `in the panel alone: ${question}`,
      ];
    }),
  ];
}
