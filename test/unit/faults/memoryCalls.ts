import { ok, strictEqual } from "node:assert/strict";
import { ShownMemory } from "../../../src/chat/shownMemory";
import type { AgentMemory, MemoryChange } from "../../../src/shared/agentMemory";
import { type Act, type Call, isMissing, type Outcome, to } from "./call";

const AGENT = "companionAgent";

/** What a panel says where it is told of no memory at all. */
const NO_MEMORY = "The agent keeps no memory that can be shown.";

/** Something done with the memory of an agent that has been told something. */
function remembering(
  name: string,
  request: Call["request"],
  mostRequests: number,
  act: (tell: (change?: MemoryChange) => Promise<AgentMemory>, text: string) => Act,
): Call {
  return {
    name,
    request,
    mostRequests,
    begin: async (window) => {
      window.agentId = AGENT;
      await window.open();
      await window.asked("Remember that I like Lisbon");
      const memory = new ShownMemory();
      const tell = (change?: MemoryChange): Promise<AgentMemory> =>
        memory.tell(window.session, window.shown.threadId, AGENT, change);
      const { working } = await tell();
      ok(working && working.text.includes("Lisbon"), "nothing is remembered");
      return act(tell, working.text);
    },
  };
}

function outcomeOf({ problem }: AgentMemory, worked: boolean): Outcome {
  return { worked: worked && problem === undefined, said: problem };
}

function reading(name: string, path: RegExp): Call {
  return remembering(name, to("GET", path), 2, (tell, text) => {
    const reads = async (): Promise<Outcome> => {
      const memory = await tell();
      return outcomeOf(memory, memory.working?.text === text && memory.observations !== undefined);
    };
    const run: Act["run"] = async (_, fault) => {
      const { worked, said } = await reads();
      // A server without such a route is one from before there was such a memory.
      return { worked, said: said ?? (isMissing(fault) ? NO_MEMORY : undefined) };
    };
    return { run, again: async () => ok((await reads()).worked, "the memory can't be read again") };
  });
}

const save = remembering("save an agent's working memory", to("POST", /\/working-memory$/), 1, (tell, shown) => {
  const saves = async (text: string): Promise<Outcome> => {
    const memory = await tell({ shown, text });
    return outcomeOf(memory, memory.saved === true);
  };
  return {
    run: () => saves("- Home: Graz"),
    again: async () => {
      // The same words, which may be there.
      ok((await saves("- Home: Graz")).worked, "the memory can't be saved again");
      strictEqual((await tell()).working?.text, "- Home: Graz");
    },
  };
});

const summary: Call = {
  name: "summarize a thread (generate)",
  request: to("POST", /\/generate$/),
  isPatient: true,
  // This server refuses one without a thread before it does anything (docs/wire.md#mastra-turns-without-a-thread).
  skip: 1,
  mostRequests: 1,
  begin: async (window) => {
    await window.open();
    await window.asked("What is the weather in Oslo in May?");
    const attached = (): readonly string[] => window.session.attachments.items.map(({ name }) => name);
    const summarizes = async (): Promise<Outcome> => {
      await window.session.attachmentActions.attachSummary(window.shown, () => undefined);
      return { worked: attached().some((name) => name.startsWith("Summary of")) };
    };
    return {
      run: summarizes,
      again: async () => {
        ok((await summarizes()).worked, "it can't be summarized again");
        strictEqual(attached().length, 1, "a summary is attached twice");
        strictEqual((await window.elsewhere()).length, 2, "the thread has got something of it");
      },
    };
  },
};

/** The calls about what an agent remembers, and to what it makes of a thread. */
export const MEMORY_CALLS: readonly Call[] = [
  reading("ask what memory an agent has", /\/memory\/config$/),
  reading("read an agent's working memory", /\/working-memory$/),
  reading("read an agent's observations", /\/observational-memory$/),
  save,
  summary,
];
