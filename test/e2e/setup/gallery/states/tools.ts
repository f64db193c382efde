import type { ToolCallPart } from "../../../../../src/shared/transcript";
import { type GalleryState, narrow, zoomed } from "../galleryState";
import { agent, exchange, secondsAgo, snapshot, streaming, tool, user } from "./samples";

const question = "How warm is it in Lisbon?";

function running(call: ToolCallPart) {
  return snapshot({ state: { busy: true }, turns: [user("question", question), streaming("answer", [call])] });
}

const writing: ToolCallPart = {
  kind: "tool",
  id: "call",
  toolName: "getWeather",
  status: "writing",
  argsText: '{"city":"Lis',
};

const booking = tool({
  toolName: "bookTrip",
  status: "awaitingApproval",
  argsText: '{"city":"Lisbon","month":"May","travellers":2}',
  args: { city: "Lisbon", month: "May", travellers: 2 },
});

const approval = snapshot({
  state: { busy: true, agentId: "travelAgent" },
  turns: [
    user("question", "Book a trip to Lisbon in May for two"),
    agent("answer", ["I can book this right away.", booking], {
      state: "waiting",
      agentName: "Travel Agent",
      agentId: "travelAgent",
    }),
  ],
});

const subAgent = snapshot({
  turns: exchange("Plan a day in Lisbon", [
    tool({
      toolName: "agent-weatherAgent",
      argsText: '{"prompt":"Weather in Lisbon?"}',
      args: { prompt: "Weather in Lisbon?" },
      startedAt: secondsAgo(57),
      durationMs: 2_400,
      nested: [
        tool({ id: "inner", result: { temperature: 18 }, startedAt: secondsAgo(57), durationMs: 700 }),
        { kind: "text", id: "said", text: "It is **18 °C** and dry." },
      ],
      result: { text: "It is 18 °C and dry." },
    }),
    "Start at the castle, it stays dry.",
  ]),
});

const result = {
  city: "Lisbon",
  current: { temperature: 18.4, feelsLike: 17.9, raining: false, wind: null },
  days: [
    { day: "Tuesday", high: 19, low: 12 },
    { day: "Wednesday", high: 17, low: 11 },
  ],
  source: "https://example.com/stations/lisbon",
};

/** Tool calls in every state, and what hides behind them. */
const done = snapshot({
  turns: exchange(question, [
    tool({ result, startedAt: secondsAgo(57), durationMs: 840 }),
    "It is **18 °C** in Lisbon.",
  ]),
});

export const toolStates: readonly GalleryState[] = [
  { name: "tool-writing", messages: [running(writing)] },
  {
    name: "tool-running",
    messages: [
      running(
        tool({
          status: "running",
          startedAt: secondsAgo(3),
          progress: [
            { label: "Station found", percent: 25 },
            { label: "Reading 12 sensors", percent: 60, value: { sensors: 12, read: 7 } },
          ],
        }),
      ),
    ],
  },
  { name: "tool-folded", messages: [done] },
  {
    name: "tool-done",
    messages: [done],
    act: async (page) => {
      const card = page.getByRole("group", { name: "Tool getWeather" });
      await card.locator("summary").first().click();
      await card.locator("summary", { hasText: "Result" }).click();
    },
  },
  {
    name: "tool-failed",
    messages: [
      snapshot({
        turns: exchange(question, [
          tool({
            status: "failed",
            error: "The weather station of Lisbon did not answer.",
            startedAt: secondsAgo(57),
            durationMs: 3_100,
          }),
          "I could not read the weather.",
        ]),
      }),
    ],
  },
  {
    name: "tool-declined",
    messages: [
      snapshot({
        turns: exchange("Book a trip to Lisbon in May for two", [
          { ...booking, status: "declined", reason: "May is too expensive, look at October." },
          "All right, I have not booked anything.",
        ]),
      }),
    ],
  },
  {
    name: "tool-cancelled",
    messages: [snapshot({ turns: exchange(question, [tool({ status: "cancelled" })], { state: "stopped" }) })],
  },
  { name: "approval", messages: [approval] },
  { name: "approval-narrow", messages: [approval], size: narrow },
  { name: "approval-zoomed", messages: [approval], size: zoomed },
  { name: "approval-right-to-left", messages: [approval], direction: "rtl" },
  {
    name: "approval-with-reason",
    messages: [approval],
    act: async (page) => {
      await page.getByRole("button", { name: /reason/i }).click();
      await page.getByRole("group", { name: "Tool bookTrip" }).getByRole("textbox").fill("May is too expensive.");
    },
  },
  {
    name: "approval-first-of-two",
    messages: [
      snapshot({
        state: { agentId: "travelAgent" },
        turns: [
          user("question", "Book trips to Lisbon and Porto in May"),
          agent(
            "answer",
            [booking, { ...booking, id: "second", status: "running", args: { city: "Porto", month: "May" } }],
            {
              state: "waiting",
              agentName: "Travel Agent",
              agentId: "travelAgent",
            },
          ),
        ],
      }),
    ],
  },
  { name: "sub-agent", messages: [subAgent] },
  {
    name: "sub-agent-open",
    messages: [subAgent],
    act: async (page) => {
      await page.locator("summary").first().click();
      await page.locator("summary", { hasText: "Activity" }).first().click();
    },
  },
  {
    name: "workflow",
    messages: [
      running(
        tool({
          toolName: "workflow-planTrip",
          status: "running",
          startedAt: secondsAgo(5),
          nested: [
            { kind: "step", id: "1", name: "findFlights", status: "done", output: { flights: 4 }, parts: [] },
            {
              kind: "step",
              id: "2",
              name: "checkWeather",
              status: "failed",
              error: "The weather station did not answer.",
              parts: [],
            },
            {
              kind: "step",
              id: "3",
              name: "bookHotel",
              status: "running",
              parts: [tool({ id: "hotel", toolName: "findHotel", status: "running" })],
            },
            { kind: "step", id: "4", name: "confirm", status: "waiting", parts: [] },
          ],
        }),
      ),
    ],
  },
];
