import type { Page } from "playwright-core";
import { type GalleryState, narrow } from "../galleryState";
import { agent, exchange, snapshot, tool, user } from "./samples";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"];

const long = months.flatMap((month, index) => [
  user(`q${index}`, `And in ${month}?`),
  agent(`a${index}`, [`It is **mild**. Rain falls on ${12 - index} days.`]),
]);

const used = {
  inputTokens: 1_284,
  outputTokens: 96,
  totalTokens: 1_380,
  reasoningTokens: 32,
  cachedInputTokens: 1_024,
};

async function find(page: Page, words: string): Promise<void> {
  await page
    .getByRole("searchbox")
    .or(page.getByRole("textbox", { name: /Find/ }))
    .first()
    .fill(words);
}

/** Finding, editing and moving about in a conversation. */
export const readingStates: readonly GalleryState[] = [
  { name: "long-thread", messages: [snapshot({ turns: long })] },
  {
    name: "load-earlier",
    messages: [snapshot({ turns: long.slice(0, 4), transcript: { earlier: true } })],
    act: (page) => page.getByRole("log").evaluate((log) => log.scrollTo(0, 0)),
  },
  {
    name: "loading-earlier",
    messages: [snapshot({ state: { loadingEarlier: true }, turns: long.slice(0, 4), transcript: { earlier: true } })],
    act: (page) => page.getByRole("log").evaluate((log) => log.scrollTo(0, 0)),
  },
  {
    name: "jump-to-latest",
    messages: [snapshot({ turns: long })],
    act: async (page) => {
      await page.getByRole("log").hover();
      await page.mouse.wheel(0, -900);
      await page.getByRole("button", { name: "Jump to latest" }).waitFor();
    },
  },
  {
    name: "messages-list",
    messages: [snapshot({ turns: long })],
    act: (page) => page.getByRole("button", { name: "Messages in this thread" }).click(),
  },
  {
    name: "focus-on-responses",
    messages: [
      snapshot({
        turns: [
          user("q1", "How warm is it in Lisbon?"),
          agent("a1", [tool({ result: { temperature: 18 } }), "It is **18 °C**."]),
          user("q2", "And what does the sensor say?"),
          agent("a2", [tool({ status: "failed", error: "The sensor does not respond." }), "Nothing for now."]),
        ],
      }),
    ],
    act: (page) => page.getByRole("button", { name: "Focus on responses" }).click(),
  },
  {
    name: "another-agent",
    messages: [
      snapshot({
        state: { agentId: "weatherAgent" },
        turns: [
          ...long.slice(0, 2),
          user("book", "Book a trip there"),
          agent("booked", ["It is booked."], { agentName: "Travel Agent", agentId: "travelAgent" }),
        ],
      }),
    ],
  },
  {
    name: "find",
    messages: [snapshot({ turns: long.slice(0, 6) }), { type: "showFind" }],
    act: (page) => find(page, "Rain"),
  },
  {
    name: "find-narrow",
    size: narrow,
    messages: [snapshot({ turns: long.slice(0, 6) }), { type: "showFind" }],
    act: (page) => find(page, "Rain"),
  },
  {
    name: "find-nothing",
    messages: [snapshot({ turns: long.slice(0, 2) }), { type: "showFind" }],
    act: (page) => find(page, "hurricane"),
  },
  {
    name: "long-message",
    messages: [
      snapshot({
        turns: exchange(
          months
            .map((month) => `${month}\n\n`)
            .join("")
            .repeat(5),
          ["Rather **mild**."],
        ),
      }),
    ],
    act: (page) => page.getByRole("button", { name: "Show all" }).scrollIntoViewIfNeeded(),
  },
  {
    name: "edit-question",
    messages: [snapshot({ turns: exchange("What should I pack for Lisbon?", ["A raincoat."]) })],
    act: async (page) => {
      const turn = page.getByRole("article").first();
      await turn.hover();
      await turn.getByRole("button", { name: /^Edit/ }).click();
    },
  },
  {
    name: "turn-tools",
    messages: [snapshot({ turns: exchange("What should I pack for Lisbon?", ["A raincoat."]) })],
    act: (page) => page.getByRole("article").last().hover(),
  },
  {
    name: "usage",
    messages: [
      snapshot({
        turns: exchange("What should I pack for Lisbon?", ["A raincoat."], { usage: used, model: "gpt-5-mini" }),
      }),
    ],
    act: async (page) => {
      const turn = page.getByRole("article").last();
      await turn.hover();
      await turn.getByRole("button", { name: /usage|details|tokens/i }).click();
    },
  },
];
