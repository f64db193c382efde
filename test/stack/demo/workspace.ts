import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const README = `# Agent Chat demo

Open Agent Chat in the activity bar, sign in, and ask:

- What's the weather like in New York?
- Tell me about Lima month by month
- Show me how to call this from TypeScript

Switch to the Travel Agent and say "Book a trip to Lisbon in May for two": it asks for your approval first.
`;

const CODE = `export function celsiusToFahrenheit(celsius: number): number {
  return celsius * 1.8 + 32;
}
`;

/** A small folder to open; what a person has changed in it stays. */
export function prepareWorkspace(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of [
    ["README.md", README],
    ["temperature.ts", CODE],
  ] as const) {
    const file = join(folder, name);
    if (!existsSync(file)) {
      writeFileSync(file, text);
    }
  }
  return folder;
}
