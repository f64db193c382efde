import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const README = `# Agent Chat demo

Open Agent Chat in the activity bar, sign in, and ask:

- What's the weather like in New York?
- Tell me about Lima month by month
- Show me how to call this from TypeScript

Switch to the Travel Agent and say "Book a trip to Lisbon in May for two": it asks for your approval first.

Switch to the Travel Companion and say "Remember that I like trains", and then "/memory": you see what it has written down, and can change it.

## An agent that uses the editor

Switch to the Coding Agent, press the pencil below the message box, and say "Fix the bug in src/sum.mjs and run the tests". It reads the file, shows what it would change, and runs the tests, each once you have allowed it. Then press the sparkle in Source Control: an agent writes the commit message.

## Files

Switch to the Showcase Agent and say "Point at lines in files": what it names of this folder are links.
`;

const CODE = `export function celsiusToFahrenheit(celsius: number): number {
  return celsius * 1.8 + 32;
}
`;

const MAIN = `import { celsiusToFahrenheit } from "../temperature";

/** Mean temperatures of Lisbon in °C, January first. */
const means = [
  11.6, 12.7, 14.9, 15.9, 18, 21.2, 23.1, 23.5, 22.1, 18.8, 15, 12.4,
];

/** The same in °F. */
const converted = means.map(celsiusToFahrenheit);

/** The warmest month, counted from 1. */
const warmest = means.indexOf(Math.max(...means)) + 1;

console.log(converted.join(" "));

// What the reader wants to know first stands last,
// right above the prompt.
console.log(warmest);
`;

const TEST = `import { celsiusToFahrenheit } from "../../temperature";
if (celsiusToFahrenheit(100) !== 212) {
  throw new Error("Water boils at 212 °F.");
}
`;

const PROCEDURE = `CREATE PROCEDURE means AS
SELECT month, AVG(celsius) FROM readings GROUP BY month;
`;

// What every Node runs: an agent runs the test in a terminal, with whatever is installed.
const SUM = `/** All numbers together. */
export function sum(numbers) {
  return numbers.reduce((total, number) => total - number, 0);
}
`;

const SUM_TEST = `import { sum } from "./sum.mjs";
if (sum([1, 2, 3]) !== 6) {
  throw new Error("1, 2 and 3 are 6 together.");
}
console.log("All tests passed.");
`;

/**
 * A small folder to open, under Git, so that agents can review changes and write commit messages; what a person has
 * changed in it stays.
 */
export function prepareWorkspace(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of [
    ["README.md", README],
    ["temperature.ts", CODE],
    ["src/main.ts", MAIN],
    ["src/sum.mjs", SUM],
    ["src/sum.test.mjs", SUM_TEST],
    ["src/__tests__/main.test.ts", TEST],
    ["folder/Stored Procedures/means.sql", PROCEDURE],
  ] as const) {
    const file = join(folder, name);
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  if (!existsSync(join(folder, ".git"))) {
    commitAll(folder);
  }
  return folder;
}

/** Without Git the rest of the demo works all the same. */
function commitAll(folder: string): void {
  const author = ["-c", "user.name=Agent Chat demo", "-c", "user.email=demo@example.com", "-c", "commit.gpgSign=false"];
  try {
    for (const words of [
      ["init", "--quiet"],
      ["add", "--all"],
      ["commit", "--quiet", "--message", "Begin the demo"],
    ]) {
      execFileSync("git", [...author, ...words], { cwd: folder, stdio: "ignore" });
    }
  } catch {
    // There is none on this computer, or it does not want to.
  }
}
