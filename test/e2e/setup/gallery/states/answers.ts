import { type GalleryState, narrow, zoomed } from "../galleryState";
import { agent, exchange, secondsAgo, snapshot, streaming, text, user } from "./samples";

/** Everything that Markdown can hold. */
export const richAnswer = `# Lisbon in November

Mild, **often rainy**, with *short* days. Pack a [light raincoat](https://example.com/coat) and call \`getWeather\`.

## What to expect

- Daytime highs of 18 °C
- Rain on 11 days
  - mostly in the afternoon
1. Check the forecast
2. Leave early

| Month | High | Rain |
| --- | ---: | :-: |
| October | 23 °C | 7 days |
| November | 18 °C | 11 days |

\`\`\`ts
// Fahrenheit, for guests from afar
export const warm = (celsius: number): string =>
  \`\${celsius * 1.8 + 32} °F\`;
\`\`\`

> It never rains in Lisbon. Except when it does.

---

### In short
Take the coat.`;

const question = "What should I pack for Lisbon in November?";
const finished = snapshot({ turns: exchange(question, [richAnswer]) });

const word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

/** Answers as text, and the ways in which they end. */
export const answerStates: readonly GalleryState[] = [
  {
    name: "waiting-for-first-word",
    messages: [snapshot({ state: { busy: true }, turns: [user("question", question), streaming("answer", [])] })],
  },
  {
    name: "streaming",
    messages: [
      snapshot({
        state: { busy: true },
        turns: [
          user("question", question),
          streaming("answer", ["Mild, **often rainy**, with short days. Pack a light"]),
        ],
      }),
    ],
  },
  { name: "markdown", messages: [finished] },
  { name: "markdown-narrow", messages: [finished], size: narrow },
  {
    name: "code-menu",
    messages: [finished],
    size: narrow,
    act: (page) => page.getByRole("button", { name: "More actions" }).click(),
  },
  { name: "markdown-zoomed", messages: [finished], size: zoomed },
  { name: "markdown-right-to-left", messages: [finished], direction: "rtl" },
  {
    name: "large-text",
    messages: [
      snapshot({
        state: { look: { fontSize: 26 } },
        turns: exchange(question, ["Pack a **light raincoat**.\n\n- `getWeather` says rain"]),
      }),
    ],
  },
  {
    name: "long-words",
    messages: [
      snapshot({
        turns: exchange(word, [
          [
            word,
            `- \`${word}\``,
            `[${word}](https://example.com/${word})`,
            `\`\`\`\n${word}\n\`\`\``,
            `| ${word} | b |\n| - | - |\n| 1 | 2 |`,
          ].join("\n\n"),
        ]),
      }),
    ],
  },
  {
    name: "arabic-and-hebrew",
    messages: [
      snapshot({
        turns: [
          user("question", "كيف حال الطقس في لشبونة؟"),
          agent("answer", [
            "الطقس في لشبونة **معتدل** اليوم:\n\n- الحرارة 18 درجة\n- أمطار خفيفة\n\n" +
              "> خذ معطفًا خفيفًا\n\n`getWeather` يقول ذلك.",
          ]),
          user("question-2", "מה מזג האוויר בליסבון?"),
          agent("answer-2", ["בליסבון **נעים** היום, 18 מעלות.\n\n1. קחו מעיל קל\n2. צאו מוקדם"]),
        ],
      }),
    ],
  },
  {
    name: "stopped",
    messages: [snapshot({ turns: exchange(question, ["Mild, often rainy, with"], { state: "stopped" }) })],
  },
  {
    name: "interrupted",
    messages: [
      snapshot({
        turns: exchange(question, ["Mild, often rainy, with"], {
          state: "interrupted",
          error: {
            message: "The connection to localhost:4111 was lost before the answer was complete.",
            actions: ["retryTurn"],
          },
        }),
      }),
    ],
  },
  {
    name: "failed-answer",
    messages: [
      snapshot({
        turns: exchange(question, [], {
          state: "failed",
          error: {
            message: "The server met an internal error (500). Its own log says more.",
            actions: ["retryTurn", "showLog"],
          },
        }),
      }),
    ],
  },
  {
    name: "tripwire",
    messages: [
      snapshot({
        turns: exchange(question, ["Here is"], {
          state: "failed",
          error: {
            message: "The server stopped this answer: the message asks for somebody's private address.",
            actions: [],
          },
        }),
      }),
    ],
  },
  {
    name: "length-limit",
    messages: [
      snapshot({
        turns: exchange(question, ["Mild, often rainy, with short days. In the"], {
          error: {
            message: "The model reached its length limit, so this response is incomplete.",
            actions: [],
            severity: "warning",
          },
        }),
      }),
    ],
  },
  {
    name: "reasoning-running",
    messages: [
      snapshot({
        state: { busy: true },
        turns: [
          user("question", question),
          streaming("answer", [
            {
              kind: "reasoning",
              id: "r",
              text: "The person asks about November, so",
              finished: false,
              startedAt: secondsAgo(4),
            },
          ]),
        ],
      }),
    ],
  },
  {
    name: "reasoning-done",
    act: (page) => page.locator("summary").first().click(),
    messages: [
      snapshot({
        turns: exchange(question, [
          {
            kind: "reasoning",
            id: "r",
            text: "The person asks about November. **Rain** matters more than cold there.",
            finished: true,
            startedAt: secondsAgo(64),
            durationMs: 5_200,
          },
          text("Pack a light raincoat."),
        ]),
      }),
    ],
  },
];
