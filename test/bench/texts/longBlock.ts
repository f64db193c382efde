import { answerText } from "./answer";
import { oneBlockText } from "./oneBlock";

const sentence = (number: number): string =>
  `Station **${number}** has measured ${number % 31} °C, which is \`${number % 7}\` more than in [1987](https://a.test/${number}). `;

/** Answers of every shape that a server may send, of any length; nothing of most of them settles on the way. */
const shapes = {
  "a paragraph of lines": (length: number) => oneBlockText("paragraph", length),
  "a paragraph without line breaks": (length: number) => repeated(sentence, length),
  "one word": (length: number) => "Llanfairpwllgwyngyll".repeat(length / 20),
  "a list": (length: number) => oneBlockText("list", length),
  "lists in lists": (length: number) =>
    repeated((number) => `${"  ".repeat(number % 8)}- station ${number}, which stands below another one\n`, length),
  "a quote": (length: number) => repeated((number) => `> ${sentence(number)}\n>\n`, length),
  "quotes in quotes": (length: number) =>
    repeated((number) => `${"> ".repeat(1 + (number % 6))}${sentence(number)}\n${"> ".repeat(number % 6)}>\n`, length),
  "a table": (length: number) => oneBlockText("table", length),
  code: (length: number) => oneBlockText("code", length),
  "JSON without a fence": (length: number) => JSON.stringify(readings(length), undefined, 2).slice(0, length),
  "JSON in one line of code": (length: number) => `\`\`\`json\n${JSON.stringify(readings(length)).slice(0, length)}`,
  "raw HTML": (length: number) => `<div>\n${repeated((number) => `<p>Station ${number}</p>\n`, length)}`,
  "a mixed answer": (length: number) => answerText(length),
} satisfies Record<string, (length: number) => string>;

export type Shape = keyof typeof shapes;

export const shapesOfAnswers = Object.keys(shapes) as readonly Shape[];

/** So many characters of one shape, give or take a line. */
export function longText(shape: Shape, length: number): string {
  return shapes[shape](length);
}

function repeated(piece: (number: number) => string, length: number): string {
  let text = "";
  for (let number = 1; text.length < length; number++) {
    text += piece(number);
  }
  return text;
}

function readings(length: number): readonly object[] {
  return Array.from({ length: length / 40 }, (_, index) => ({
    station: index,
    mean: index % 31,
    unit: "°C",
    ok: true,
  }));
}
