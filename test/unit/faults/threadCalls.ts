import { ok } from "node:assert/strict";
import { readResourceMetadata } from "../../../src/agents/resourceMetadata";
import type { ThreadListState } from "../../../src/shared/threads";
import { type Act, type Call, type Outcome, to } from "./call";
import type { FaultWindow } from "./faultWindow";
import { outcome } from "./runCalls";

const QUESTION = "What is the weather in Oslo in May?";
const ANOTHER = "How warm is it in Rome in July?";

/** Something that is done to the one thread there is, which has one question with its answer. */
function withThread(
  name: string,
  request: Call["request"],
  mostRequests: number,
  act: (window: FaultWindow, threadId: string) => Act,
  more: Partial<Call> = {},
): Call {
  return {
    name,
    request,
    mostRequests,
    ...more,
    begin: async (window) => {
      await window.open();
      await window.asked(QUESTION);
      // The ids of the messages, without which there is nothing to branch from or to delete.
      await window.session.navigator.sync(window.shown);
      return act(window, window.shown.threadId);
    },
  };
}

const list = (window: FaultWindow): ThreadListState | undefined =>
  window.posted.findLast((message) => message.type === "threads")?.list;

async function shows(window: FaultWindow, query: string, threadId: string): Promise<Outcome> {
  await window.session.list.show(query);
  const state = list(window);
  ok(state?.loading === false, "the list still loads");
  const found = state.threads.some(({ id }) => id === threadId);
  // What this computer knows is shown in any case.
  return { worked: found && state.error === undefined };
}

function listing(name: string, request: Call["request"], query: string): Call {
  return withThread(name, request, 2, (window, threadId) => ({
    run: () => shows(window, query, threadId),
    again: async () => {
      window.session.list.close();
      ok((await shows(window, query, threadId)).worked, "the list does not come back");
    },
  }));
}

/** Opens the thread anew, as after another one. */
async function opens(window: FaultWindow, threadId: string): Promise<Outcome> {
  const since = window.posted.length;
  window.session.navigator.newThread();
  await window.session.navigator.open(threadId);
  ok(window.shown.turns.length === 2, "the thread has lost its turns");
  return { worked: window.told(since).length === 0 };
}

const AGENTS = to("GET", /\/api\/agents$/);

/** A look at the server. */
function looking(name: string, request: Call["request"], mostRequests: number): Call {
  return {
    name,
    request,
    mostRequests,
    begin: async (window) => {
      await window.open();
      const look = async (): Promise<Outcome> => {
        await window.chat.connection.refresh();
        ok(window.chat.connection.status !== "loading", "it still looks");
        return { worked: window.chat.connection.status === "ready" };
      };
      return { run: look, again: async () => ok((await look()).worked, "the server is not found again") };
    },
  };
}

async function renames(window: FaultWindow, threadId: string, title: string): Promise<Outcome> {
  await window.session.navigator.rename(threadId, title);
  return { worked: window.shown.title === title };
}

/** The calls to the server's memory, and what is asked about the server. */
export const THREAD_CALLS: readonly Call[] = [
  looking("ask whether the server is open", (request) => AGENTS(request) && !request.hasToken, 1),
  looking("list the agents", (request) => AGENTS(request) && request.hasToken, 2),
  listing("list the threads", to("GET", /\/memory\/threads$/), ""),
  listing("search the threads", to("GET", /\/memory\/threads\/[^/]+\/messages$/), "Oslo"),
  withThread("read a thread", to("GET", /\/memory\/threads\/[^/]+\/messages$/), 2, (window, threadId) => ({
    run: () => opens(window, threadId),
    again: async () => ok((await opens(window, threadId)).worked, "the thread can't be read again"),
  })),
  withThread(
    "ask what waits in a thread",
    to("GET", /\/suspended-runs$/),
    Infinity,
    (window, threadId) => ({ run: () => opens(window, threadId) }),
    { quiet: true },
  ),
  withThread("rename a thread", to("PATCH", /\/memory\/threads\//), 1, (window, threadId) => ({
    run: () => renames(window, threadId, "Weather"),
    again: async () => {
      ok((await renames(window, threadId, "Weather again")).worked, "it can't be renamed again");
      ok((await window.titles()).includes("Weather again"), "the server has another name");
    },
  })),
  withThread("ask whether an agent has memory", to("GET", /\/memory\/status$/), Infinity, (window, threadId) => ({
    run: () => renames(window, threadId, "Weather"),
    again: async () => ok((await renames(window, threadId, "Weather again")).worked, "it can't be renamed again"),
  })),
  withThread("delete a thread", to("DELETE", /\/memory\/threads\//), 1, (window, threadId) => {
    const deletes = async (): Promise<Outcome> => {
      window.session.navigator.delete(threadId);
      await window.session.flushDeletes();
      return { worked: window.session.list.row(threadId) === undefined };
    };
    return {
      run: async () => {
        await window.session.list.show("");
        return deletes();
      },
      again: async () => {
        await deletes();
        ok((await window.elsewhere(threadId)).length === 0, "the server still has the thread");
      },
    };
  }),
  withThread("branch a thread (clone)", to("POST", /\/clone$/), 1, (window, threadId) => {
    const branches = async (): Promise<Outcome> => {
      const { shown } = window;
      await window.session.navigator.branch(shown, shown.lastTurn?.id ?? "");
      return { worked: window.shown.threadId !== threadId && window.shown.turns.length === 2 };
    };
    return { run: branches, again: async () => ok((await branches()).worked, "it can't be branched again") };
  }),
  withThread("ask again: delete the old messages", to("POST", /\/memory\/messages\/delete$/), 1, (window) => {
    const asks = async (): Promise<Outcome> => {
      await window.session.sender.askAgain(window.shown, window.last?.id ?? "", ANOTHER);
      return { worked: window.shown.turns.length === 2 && window.last?.state === "complete" };
    };
    return { question: ANOTHER, run: asks, again: async () => ok((await asks()).worked, "it can't be asked again") };
  }),
  withThread("ask again: put the old messages back", to("POST", /\/memory\/save-messages$/), 1, (window) => ({
    question: ANOTHER,
    run: async () => {
      const fault = { on: "gateway", status: 503, headers: {}, body: "" } as const;
      window.network.break({ matches: to("POST", /\/stream$/), fault });
      await window.session.sender.askAgain(window.shown, window.last?.id ?? "", ANOTHER);
      return { worked: (await window.elsewhere()).length === 2 };
    },
    again: async () => {
      window.clearDraft();
      await window.session.sender.restoreMessages();
      ok((await window.elsewhere()).length === 2, "the old messages are not back");
    },
  })),
  {
    name: "list the MCP servers",
    request: to("GET", /\/mcp\/v0\/servers$/),
    mostRequests: 2,
    begin: async (window) => {
      await window.open();
      const ask = (): Promise<Outcome> => outcome(async () => (await window.agents.listMcpServers()).length === 1);
      return { run: ask, again: async () => ok((await ask()).worked) };
    },
  },
  {
    name: "read who may sign in (resource metadata)",
    request: to("GET", /oauth-protected-resource/),
    mostRequests: 1,
    quiet: true,
    begin: (window) => {
      const ask = async (signal?: AbortSignal): Promise<Outcome> => {
        const { baseUrl } = window.address;
        try {
          return { worked: (await readResourceMetadata(baseUrl, window.network.fetch, signal)) !== undefined };
        } catch (error) {
          ok(signal?.aborted, String(error));
          return { worked: false };
        }
      };
      return Promise.resolve({ run: ask, again: async () => ok((await ask()).worked) });
    },
  },
];
