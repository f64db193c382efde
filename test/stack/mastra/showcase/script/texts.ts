import { CITIES, MONTHS } from "../../climate/climateNormals";
import type { WebSource } from "../../model/decision";

/** Pages about weather, of real publishers. */
export const SOURCES: readonly WebSource[] = [
  { title: "WMO Climatological Normals", url: "https://community.wmo.int/en/wmo-climatological-normals" },
  { title: "Open-Meteo Docs", url: "https://open-meteo.com/en/docs?latitude=52.5&longitude=13.4" },
  { title: "Not a page", url: "javascript:alert(document.domain)" },
];

/** What a model thinks before it answers. */
export const REASONING = [
  "The question is about what to wear. It names no city, so the last one of the thread counts.",
  "First I look at the mean temperature. At this time of the year it is between 4 and 9 °C, which is cold.",
  "Then the rain matters. The normals say 60 mm in the month, which is two millimetres a day.",
  "A front is a reason to be careful, but it comes late in the evening. I can leave the umbrella out.",
  "So a warm coat is what I should suggest, together with the reason for it.",
].join("\n\n");

/** An answer that ends in the middle of a sentence. */
export const CUT_OFF =
  "## The year in one sentence a month\n\nJanuary is cold and dark. February is a little lighter, and in March the";

/** Code blocks of several languages, and files that a workspace may or may not have. */
export const CODE_ANSWER = `Put this into \`src/weather.ts\`:

\`\`\`typescript
export function fahrenheit(celsius: number): number {
  return celsius * 1.8 + 32;
}
\`\`\`

Then call it from \`src/index.ts:3\`, and run the tests:

\`\`\`bash
npm test -- --grep weather
\`\`\`

The same in Python, for \`scripts/weather.py\`:

\`\`\`python
def fahrenheit(celsius: float) -> float:
    return celsius * 1.8 + 32
\`\`\`

See also [the settings](package.json) and [a page](https://example.com/weather).
`;

/** A harmless command, whose traces can be counted. */
export const COMMAND_ANSWER = `Write down that a station was heard:

\`\`\`bash
echo "heard from Oslo" >> stations.log
\`\`\`
`;

/** What models write when things go wrong: nothing of it is closed, and some of it is hostile. */
export const MALFORMED_MARKDOWN = [
  "# Heading without an end **bold that never closes",
  "| A | table |\n| --- |\n| with | too | many | cells |\n| `|` |",
  "<img src=x onerror=\"document.body.dataset.owned='img'\"><script>document.body.dataset.owned='script'</script>",
  "[a link](javascript:document.body.dataset.owned='link') and [one without an end](https://example.com",
  "<details open ontoggle=\"document.body.dataset.owned='toggle'\"><summary>Details</summary><style>*{display:none}",
  "```html\" onmouseover=\"document.body.dataset.owned='info'\n<img src=x onerror=\"document.body.dataset.owned='fence'\">\n```",
  `${"> ".repeat(200)}deep`,
  `${"- ".repeat(200)}deeper`,
  "[^1]: a footnote of nothing ![an image](data:text/html;base64,PHNjcmlwdD4=) &#x0; &notanentity;",
  "Right to left: \u202Egnp.eman a\u202C and \u0000 control characters \u0007",
  `One word: ${"w".repeat(3000)}`,
  "```typescript\nconst neverClosed = `${",
].join("\n\n");

/** Headings, paragraphs, lists and tables on several screens. */
export const LONG_ANSWER = CITIES.slice(0, 16)
  .map(({ city, country, temperatures, precipitation }) => {
    const warmest = Math.max(...temperatures);
    const month = MONTHS[temperatures.indexOf(warmest)] ?? "";
    const rows = MONTHS.map((name, index) => `| ${name} | ${temperatures[index]} °C | ${precipitation[index]} mm |`);
    const facts = [
      `${precipitation.reduce((total, value) => total + value, 0)} mm a year`,
      `${temperatures.filter((value) => value < 5).length} cold months`,
    ];
    return [
      `## ${city}`,
      `${city} in ${country} is warmest in **${month}** with ${warmest} °C.`,
      facts.map((fact) => `- ${fact}`).join("\n"),
      `| Month | Mean | Rain and snow |\n| --- | --- | --- |\n${rows.join("\n")}`,
    ].join("\n\n");
  })
  .join("\n\n");
