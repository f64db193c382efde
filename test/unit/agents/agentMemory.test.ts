import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import type { Remembered } from "../../../src/agents/agentMemory";
import type { MemoryChange } from "../../../src/shared/agentMemory";
import { openMastra } from "../setup/openMastra";

const TEMPLATE = "# Traveler\n- **Name**:\n- **Home**:\n- **Likes**:";
const never = new AbortController().signal;

describe("what an agent remembers, with a Mastra server", function () {
  this.timeout(180_000);
  const mastra = openMastra();
  let sub: string;

  beforeEach(() => {
    sub = crypto.randomUUID();
  });

  async function ask(agentId: string, text: string, threadId: string): Promise<void> {
    const message = { id: crypto.randomUUID(), text, attachments: [] };
    await Array.fromAsync(mastra.agents.stream(agentId, message, { threadId, resourceId: sub }, never));
  }

  const memoryOf = (agentId: string, threadId: string, change?: MemoryChange): Promise<Remembered> =>
    mastra.agents.memory(agentId, { threadId, resourceId: sub }, change);

  it("is nothing where an agent keeps no such memory, has no memory at all, or is not there", async () => {
    for (const agentId of ["weatherAgent", "glossaryAgent", "nobody"]) {
      deepStrictEqual(await memoryOf(agentId, "t-none"), {});
    }
  });

  it("is Markdown of a person with its template, the same in every thread, and what the agent has observed", async () => {
    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
    deepStrictEqual(await memoryOf("companionAgent", first), {
      working: { text: "", source: "resource", template: TEMPLATE, fixed: true },
      observations: "",
    });
    await ask("companionAgent", "Remember that I like Lisbon more than any other town by the sea.", first);
    // So long that it is observed, with what was said before.
    await ask("companionAgent", `What do you know? ${"Say it in a few plain words. ".repeat(20)}`, first);
    const { working, observations } = await memoryOf("companionAgent", first);
    deepStrictEqual(working, {
      ...{ source: "resource", template: TEMPLATE },
      text: "# Traveler\n- I like Lisbon more than any other town by the sea",
    });
    match(observations ?? "", /The user said: Remember that I like Lisbon/);
    const elsewhere = await memoryOf("companionAgent", second);
    deepStrictEqual([elsewhere.working?.text, elsewhere.working?.fixed], [working.text, true]);
    strictEqual(elsewhere.observations, "", "those are of a thread");
  });

  it("is fields of a thread, as its zod schema has them", async () => {
    const threadId = crypto.randomUUID();
    await ask("profileAgent", "Remember that my home is Oslo", threadId);
    const { working, observations } = await memoryOf("profileAgent", threadId);
    deepStrictEqual(
      [working?.source, JSON.parse(working?.text ?? ""), observations],
      ["thread", { home: "Oslo" }, undefined],
    );
    deepStrictEqual(working?.schema, {
      type: "object",
      properties: {
        home: { type: "string" },
        travelers: { type: "number" },
        cities: { type: "array", items: { type: "string" } },
        class: { enum: ["economy", "business"] },
      },
    });
    const other = crypto.randomUUID();
    await ask("profileAgent", "Hello", other);
    strictEqual((await memoryOf("profileAgent", other)).working?.text, "", "another thread has its own");
  });

  it("is changed where it is what was shown, and the agent knows it then", async () => {
    const threadId = crypto.randomUUID();
    await ask("companionAgent", "Hello", threadId);
    const { working, saved } = await memoryOf("companionAgent", threadId, { shown: "", text: "- Home: Graz" });
    deepStrictEqual([working?.text, saved], ["- Home: Graz", true]);
    strictEqual((await memoryOf("companionAgent", threadId)).working?.text, "- Home: Graz");
    const said = await mastra.agents.generate("companionAgent", "What do you know?", { threadId, resourceId: sub });
    match(said.text, /- Home: Graz/);
    await ask("profileAgent", "Hello", threadId);
    await memoryOf("profileAgent", threadId, { shown: "", text: '{"travelers":2}' });
    strictEqual((await memoryOf("profileAgent", threadId)).working?.text, '{"travelers":2}');
  });

  it("stays where it is another one by now, and the newest is told", async () => {
    const threadId = crypto.randomUUID();
    await ask("companionAgent", "Remember that I like trains", threadId);
    const newest = "# Traveler\n- I like trains";
    const refused = await memoryOf("companionAgent", threadId, { shown: "", text: "mine" });
    deepStrictEqual([refused.working?.text, refused.saved], [newest, undefined]);
    strictEqual((await memoryOf("companionAgent", threadId)).working?.text, newest, "nothing was saved");
    strictEqual((await memoryOf("companionAgent", threadId, { shown: newest, text: "mine" })).saved, true);
  });

  it("counts as changed where it is what it should become, however it came to that", async () => {
    const threadId = crypto.randomUUID();
    await ask("companionAgent", "Remember that I like ferries", threadId);
    const before = mastra.server.requests.length;
    const same = { shown: "", text: "# Traveler\n- I like ferries" };
    strictEqual((await memoryOf("companionAgent", threadId, same)).saved, true);
    ok(mastra.server.requests.slice(before).every(({ method }) => method === "GET"));
  });

  it("is forgotten when nothing is left of it", async () => {
    const threadId = crypto.randomUUID();
    await ask("companionAgent", "Remember that I like fog", threadId);
    await memoryOf("companionAgent", threadId, { shown: "# Traveler\n- I like fog", text: "" });
    strictEqual((await memoryOf("companionAgent", threadId)).working?.text, "");
  });

  it("can't be changed in a thread that the server doesn't have", async () => {
    const change = { shown: "", text: "mine" };
    await rejects(memoryOf("companionAgent", "not-there", change), { kind: "threadGone" });
  });
});
