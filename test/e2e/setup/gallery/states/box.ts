import type { AgentMemory } from "../../../../../src/shared/agentMemory";
import type { Page } from "playwright-core";
import type { ContextItem, ContextSuggestion, SavedPrompt } from "../../../../../src/shared/context";
import type { ThreadOptions } from "../../../../../src/shared/threadOptions";
import type { ToHost, ToView } from "../../../../../src/shared/protocol";
import { type GalleryState, narrow } from "../galleryState";
import { exchange, snapshot, squaresPng, streaming, user } from "./samples";

const preview = `data:image/png;base64,${squaresPng}`;

const chips: readonly ContextItem[] = [
  { id: "1", kind: "file", name: "forecast.ts", detail: "src/weather/forecast.ts", bytes: 4_210, openable: true },
  { id: "2", kind: "selection", name: "station.ts", detail: "lines 12–40", bytes: 890, openable: true },
  { id: "3", kind: "image", name: "screenshot.png", detail: "", bytes: 182_400, openable: false, preview },
  { id: "4", kind: "problems", name: "Problems", detail: "3 errors, 1 warning", bytes: 640, openable: false },
];

const suggestions: readonly ContextSuggestion[] = [
  { id: "current", kind: "file", name: "forecast.ts", detail: "Current file" },
  { id: "selection", kind: "selection", name: "Selection", detail: "station.ts, lines 12–40" },
  { id: "open", kind: "openEditors", name: "Open editors", detail: "4 files" },
  { id: "problems", kind: "problems", name: "Problems", detail: "3 errors, 1 warning" },
  { id: "terminal", kind: "terminal", name: "Terminal selection", detail: "6 lines" },
  { id: "diff", kind: "gitDiff", name: "Git diff", detail: "2 files changed" },
  { id: "file", kind: "file", name: "index.ts", detail: "packages/server/src/weather/stations/index.ts" },
];

const prompts: readonly SavedPrompt[] = [
  {
    name: "review",
    description: "Reviews the selection",
    text: "Review this code.",
    source: ".github/prompts/review.prompt.md",
  },
  { name: "translate", description: "", text: "Translate this.", source: "Settings" },
];

const turns = exchange("What is wrong here?", ["The station is never closed."]);

/** The host's half of both completions. */
function complete(message: ToHost): readonly ToView[] {
  if (message.type === "complete") {
    return [{ type: "completions", request: message.request, suggestions }];
  }
  return message.type === "listPrompts" ? [{ type: "prompts", prompts }] : [];
}

const withChips = snapshot({ state: { context: chips }, turns, draft: "Why does this fail?" });

const optionsSet: ThreadOptions = {
  instructions: "Answer in French, and name the station of each figure.",
  maxSteps: 8,
  requestContext: { tenant: "acme" },
};

const memory: AgentMemory = {
  threadId: "thread",
  agentId: "weatherAgent",
  working: {
    text: "# Traveler\n- **Name**: Ada\n- **Home**: Graz",
    source: "resource",
    template: "# Traveler\n- **Name**:\n- **Home**:",
  },
  observations: "Date: Nov 29, 2026\n\n* Prefers **trains** to planes\n* Asked for the weather of Lisbon in May",
};

/** The host's half of the dialog: while the person writes, the agent has written as well. */
function remember(message: ToHost): readonly ToView[] {
  const changed = { ...memory.working, text: "# Traveler\n- **Name**: Ada\n- **Home**: Rome" };
  switch (message.type) {
    case "readMemory":
      return [{ type: "memory", ...memory }];
    case "saveMemory":
      return [{ type: "memory", ...memory, working: { ...memory.working!, ...changed } }];
    default:
      return [];
  }
}

async function openMemory(page: Page): Promise<void> {
  const box = page.getByRole("textbox", { name: "Message" });
  await box.fill("/memory");
  await box.press("Enter");
  await page.getByRole("textbox", { name: "Working memory" }).waitFor();
}

/** The message box and what is around it. */
export const boxStates: readonly GalleryState[] = [
  {
    name: "draft",
    messages: [
      snapshot({ turns, draft: "One line\nand another\nand a third, which is so long that it has to wrap in the box" }),
    ],
  },
  {
    name: "queue",
    messages: [
      snapshot({
        state: {
          busy: true,
          queue: [
            { id: "1", text: "And in Porto?" },
            { id: "2", text: "Then compare both in a table, with the rain of every month and the hours of sun" },
          ],
        },
        turns: [user("question", "How warm is it in Lisbon?"), streaming("answer", ["It is **18 °C** in"])],
        draft: "One more",
      }),
    ],
  },
  {
    name: "thread-options",
    messages: [snapshot({ state: { options: optionsSet }, turns })],
    act: (page) => page.getByRole("button", { name: /^Thread options/ }).click(),
  },
  {
    name: "thread-options-narrow",
    messages: [snapshot({ state: { options: optionsSet }, turns })],
    act: async (page) => {
      await page.getByRole("button", { name: /^Thread options/ }).click();
      await page.getByRole("textbox", { name: /^Temperature/ }).fill("9");
      await page.getByRole("button", { name: "Save" }).click();
    },
    size: narrow,
  },
  { name: "memory", messages: [snapshot({ turns })], answers: remember, act: openMemory },
  {
    name: "memory-changed",
    messages: [snapshot({ turns })],
    answers: remember,
    act: async (page) => {
      await openMemory(page);
      await page.getByRole("textbox", { name: "Working memory" }).fill("# Traveler\n- **Home**: Oslo");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByRole("button", { name: "Keep mine" }).waitFor();
    },
  },
  { name: "chips", messages: [withChips] },
  { name: "chips-narrow", messages: [withChips], size: narrow },
  {
    name: "chips-sent",
    messages: [
      snapshot({
        turns: [
          user(
            "question",
            "Why does this fail?",
            ...chips.map((item) => ({ kind: "context" as const, id: item.id, item, content: "" })),
          ),
        ],
      }),
    ],
  },
  {
    name: "mention-completion",
    messages: [snapshot({ turns })],
    answers: complete,
    act: async (page) => {
      await page.getByRole("textbox", { name: "Message" }).pressSequentially("Why @f");
      await page.getByRole("listbox").getByRole("option").first().waitFor();
    },
  },
  {
    name: "slash-completion",
    messages: [snapshot({ turns })],
    answers: complete,
    act: async (page) => {
      await page.getByRole("textbox", { name: "Message" }).pressSequentially("/");
      await page
        .getByRole("option", { name: /review/ })
        .first()
        .waitFor();
    },
  },
  {
    name: "slash-help",
    messages: [snapshot({ turns })],
    answers: complete,
    act: async (page) => {
      const box = page.getByRole("textbox", { name: "Message" });
      await box.fill("/help");
      await box.press("Enter");
      await page.getByText("/export").first().waitFor();
    },
  },
];
