import type { Page } from "playwright-core";
import { type GalleryState, narrow } from "../galleryState";
import { exchange, snapshot, tool } from "./samples";

const formulas = [
  "The roots of $ax^2 + bx + c = 0$ are",
  String.raw`$$x_{1,2} = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}$$`,
  "A fit of the temperatures:",
  String.raw`\[\begin{aligned} T(h) &= T_0 - \Gamma h \\ \int_0^{24} T\,dt &\approx \sum_{i=1}^{n} T_i \, \Delta t_i \end{aligned}\]`,
  String.raw`\(\unknown{x}\) cannot be read, and $5 to $10 is no formula.`,
].join("\n\n");

const diagram = [
  "```mermaid",
  "flowchart TD",
  "  A[Question] --> B{City known?}",
  "  B -- yes --> C[getWeather]",
  "  B -- no --> D[Ask for it]",
  "  C --> E[(Archive)]",
  "  D --> B",
  "```",
].join("\n");

const table = [
  "| City | Warmest | Rain |",
  "| --- | ---: | ---: |",
  "| Lisbon | 29 °C | 4 mm |",
  "| Bergen | 9 °C | 180 mm |",
  "| Rome | 31 °C | 21 mm |",
].join("\n");

const log = "\u001b[32m✓\u001b[39m 3 passed\n\u001b[31m✗\u001b[39m 1 failed \u001b[2m(12 ms)\u001b[22m\n10%\r100%";

const failure = "The sensor does not respond.\nTried 3 times.\nLast try: 12:00:04 UTC.";

/** What a response is drawn as: formulas, diagrams, tables, output of a terminal, errors of several lines. */
export const renderingStates: readonly GalleryState[] = [
  {
    name: "formulas",
    messages: [snapshot({ turns: exchange("How warm is it higher up?", [formulas]) })],
    act: (page) => page.locator("math").nth(2).waitFor(),
  },
  {
    name: "formulas-narrow",
    size: narrow,
    messages: [snapshot({ turns: exchange("How warm is it higher up?", [formulas]) })],
    act: (page) => page.locator("math").nth(2).waitFor(),
  },
  {
    name: "diagram",
    messages: [snapshot({ turns: exchange("How do you find out?", [diagram]) })],
    act: async (page) => {
      await page.getByRole("button", { name: "Show diagram" }).click();
      await page.getByRole("img", { name: /^Diagram/ }).waitFor();
    },
  },
  {
    name: "table-sorted",
    messages: [snapshot({ turns: exchange("Which city is warmest?", [table]) })],
    act: (page) => page.getByRole("button", { name: /^Sort by .*Warmest/ }).click(),
  },
  {
    name: "terminal-output",
    messages: [snapshot({ turns: exchange("Run the checks.", [tool({ toolName: "runChecks", result: log })]) })],
    act: openCall,
  },
  {
    name: "error-of-lines",
    messages: [
      snapshot({
        turns: exchange("Read the sensor.", [tool({ toolName: "readSensor", status: "failed", error: failure })]),
      }),
    ],
  },
];

/** Unfolds the tool call, of which one line is left when it is done. */
function openCall(page: Page): Promise<void> {
  return page
    .getByRole("group", { name: /^Tool / })
    .first()
    .locator("summary")
    .first()
    .click();
}
