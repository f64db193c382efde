import type { ToView, ViewState } from "../../../../../src/shared/protocol";
import type { ThreadListState, ThreadSummary } from "../../../../../src/shared/threads";
import { type GalleryState, narrow } from "../galleryState";
import { exchange, secondsAgo, snapshot } from "./samples";

const minute = 60;
const day = 24 * 60 * minute;

const threads: readonly ThreadSummary[] = [
  { id: "thread", title: "Weather in Lisbon", agentName: "Weather Agent", updatedAt: secondsAgo(2 * minute) },
  {
    id: "2",
    title: "Book a trip to Lisbon in May for two",
    agentName: "Travel Agent",
    updatedAt: secondsAgo(20 * minute),
    activity: "waiting",
  },
  {
    id: "3",
    title: "Compare Tokyo and Sydney",
    agentName: "Weather Agent",
    updatedAt: secondsAgo(180 * minute),
    activity: "running",
  },
  {
    id: "4",
    title: "A very long question that somebody asked once and that does not fit into one line of a sidebar",
    agentName: "Weather Agent",
    updatedAt: secondsAgo(2 * day),
  },
  { id: "5", title: "Untitled thread", agentName: "", updatedAt: secondsAgo(400 * day) },
];

const found: readonly ThreadSummary[] = [
  { ...threads[1]!, snippet: "… a room with a view of the castle, and a raincoat …" },
  { ...threads[3]!, snippet: "Take a raincoat" },
];

const unread: readonly ThreadSummary[] = threads.map((thread, index) =>
  index === 1 || index === 3 ? { ...thread, unread: true } : thread,
);

function list(change: Partial<ThreadListState> = {}, viewed: Partial<ViewState> = {}): readonly ToView[] {
  const state: ThreadListState = { query: "", threads, loading: false, more: false, ...change };
  return [
    snapshot({ state: viewed, turns: exchange("How warm is it in Lisbon?", ["It is **18 °C** in Lisbon."]) }),
    { type: "showThreads" },
    { type: "threads", list: state },
  ];
}

/** The list of threads. */
export const threadStates: readonly GalleryState[] = [
  { name: "threads", messages: list({ more: true }) },
  { name: "threads-narrow", messages: list({ more: true }), size: narrow },
  { name: "threads-right-to-left", messages: list({ more: true }), direction: "rtl" },
  { name: "threads-unread", messages: list({ threads: unread }) },
  { name: "threads-unread-right-to-left", messages: list({ threads: unread }), direction: "rtl" },
  {
    name: "threads-found",
    messages: list({ query: "raincoat", threads: found, loading: true }),
    answers: (message) =>
      message.type === "listThreads" && message.query === "raincoat"
        ? [{ type: "threads", list: { query: "raincoat", threads: found, loading: true, more: false } }]
        : [],
    act: (page) => page.getByRole("searchbox").fill("raincoat"),
  },
  {
    name: "threads-rename",
    messages: list(),
    act: async (page) => {
      await page
        .getByRole("button", { name: /^Rename/ })
        .nth(1)
        .click();
    },
  },
  {
    name: "threads-deleted",
    messages: list({ threads: threads.slice(1) }, { deleted: { id: "thread", title: "Weather in Lisbon" } }),
  },
  { name: "threads-empty", messages: list({ threads: [] }) },
  { name: "threads-loading", messages: list({ threads: [], loading: true }) },
  {
    name: "threads-failed",
    messages: list({ threads: [], error: "The list of threads could not be read: localhost:4111 did not answer." }),
  },
];
