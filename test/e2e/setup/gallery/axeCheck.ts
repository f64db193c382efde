import AxeBuilder from "@axe-core/playwright";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import type { Page } from "playwright-core";

/** The script that the gallery's page loads: hundreds of pages take it from the browser's cache. */
export function axeScript(): string {
  const builder = createRequire(resolve("package.json")).resolve("@axe-core/playwright");
  return createRequire(builder).resolve("axe-core/axe.min.js");
}

/** Everything that axe finds on a page that has loaded `axeScript`, by all of its rules; a line for each element. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // The page has no frames, and legacy mode spares the second page that axe would open for them.
  const builder = new AxeBuilder({ page, axeSource: ";" }).setLegacyMode(true);
  const { violations } = await builder.options({ resultTypes: ["violations"] }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join(" ");
      return `${id}: ${html.slice(0, 160)} (${why.slice(0, 200)})`;
    }),
  );
}
