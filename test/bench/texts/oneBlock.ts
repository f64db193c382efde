/** Answers that are one block from beginning to end, so that nothing of them settles on the way. */
const oneBlock = {
  code: {
    before: "```ts\n",
    line: (number: number) =>
      `  const reading${number} = await station(${number}).mean({ month: "May", unit: "°C" });\n`,
  },
  list: {
    before: "",
    line: (number: number) =>
      `- station **${number}** has measured \`${number % 31} °C\`, see [its page](https://example.com/${number})\n`,
  },
  table: {
    before: "| Station | Mean | Rain |\n| --- | ---: | :---: |\n",
    line: (number: number) =>
      `| **Station ${number}** | ${number % 31} °C | ${number % 12} mm on \`${number % 28}\` days |\n`,
  },
  paragraph: {
    before: "",
    line: (number: number) =>
      `Station **${number}** has measured ${number % 31} °C, which is *more* than in the years before.\n`,
  },
} as const;

export type OneBlock = keyof typeof oneBlock;

export const oneBlockKinds = Object.keys(oneBlock) as readonly OneBlock[];

/** So many characters of one block, give or take a line. */
export function oneBlockText(kind: OneBlock, length: number): string {
  const { before, line } = oneBlock[kind];
  let text: string = before;
  for (let number = 1; text.length < length; number++) {
    text += line(number);
  }
  return text;
}
