import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { AgentChunk } from "../../../src/agents/chunk";
import { needsResume, optionsBody } from "../../../src/agents/runOptions";
import type { ThreadOptions } from "../../../src/shared/threadOptions";
import { openMastra } from "../setup/openMastra";

const AGENT = "showcaseAgent";
const OWN = "You show everything that an agent can send.";
const never = new AbortController().signal;
const options: ThreadOptions = {
  instructions: "Answer like a pirate.",
  maxSteps: 7,
  temperature: 0.3,
  requestContext: { tenant: "Acme" },
};

describe("options of a request, with a Mastra server", function () {
  this.timeout(180_000);
  let always: Readonly<Record<string, unknown>> | undefined;
  const mastra = openMastra(() => (always ? { requestContext: always } : {}));

  beforeEach(() => (always = undefined));

  const words = (chunks: readonly AgentChunk[]): string =>
    chunks.flatMap((chunk) => (chunk.type === "text-delta" ? [chunk.text] : [])).join("");

  async function ask(text: string, some: ThreadOptions | undefined, threadId: string): Promise<readonly AgentChunk[]> {
    const message = { id: crypto.randomUUID(), text, attachments: [], ...(some ? { options: some } : {}) };
    return (await Array.fromAsync(mastra.agents.stream(AGENT, message, { threadId, resourceId: "ada" }, never))).flat();
  }

  it("adds instructions to the agent's own, and passes temperature and context on", async () => {
    const said = words(await ask("Say what you were told", options, crypto.randomUUID()));
    match(said, new RegExp(OWN), "its own instructions stay");
    match(said, /Answer like a pirate\./);
    match(said, /Temperature: 0\.3/);
    match(said, /You work for Acme\./);
  });

  it("sends `instructions` as `system`, because the server lets them take the place of the agent's own", async () => {
    const body = { messages: [{ role: "user", content: "Say what you were told" }], instructions: "Only this." };
    const said = words((await Array.fromAsync(mastra.agents.request(AGENT, "stream", body, never))).flat());
    match(said, /Only this\./);
    ok(!said.includes(OWN), "what is in `instructions` is all that the agent is told");
    deepStrictEqual(optionsBody({ instructions: "Only this." }), { system: "Only this." });
  });

  it("counts for one request: the next one of the thread without them has none", async () => {
    const threadId = crypto.randomUUID();
    await ask("Say what you were told", options, threadId);
    const said = words(await ask("Say what you were told", undefined, threadId));
    strictEqual(/pirate|Acme|0\.3/.test(said), false, said);
  });

  it("ends a run after so many steps", async () => {
    const calls = async (some: ThreadOptions): Promise<number> =>
      (await ask("Go step after step", some, crypto.randomUUID())).filter(({ type }) => type === "tool-result").length;
    deepStrictEqual([await calls({ maxSteps: 2 }), await calls({ maxSteps: 7 })], [2, 4]);
  });

  const waiting = (chunks: readonly AgentChunk[]): { runId: string; toolCallId: string } => {
    const asked = chunks.find(({ type }) => type === "tool-call-approval" || type === "tool-call-suspended");
    ok(asked && "toolCallId" in asked && "runId" in asked && asked.runId !== undefined);
    return { runId: asked.runId, toolCallId: asked.toolCallId };
  };

  const BOOKING = "Book a trip to Lisbon, and then say what you were told";
  const decided = async (
    asked: ThreadOptions | undefined,
    approved: boolean,
    some?: ThreadOptions,
  ): Promise<string> => {
    const call = waiting(await ask(BOOKING, asked, crypto.randomUUID()));
    const decision = { ...call, approved, reason: approved ? "" : "Too far", ...(some ? { options: some } : {}) };
    return words((await Array.fromAsync(mastra.agents.decideToolCall(AGENT, decision, never))).flat());
  };

  const goingOn = [
    [true, "goes on where a call is approved: the instructions of the message, the rest as it is now"],
    [false, "goes on where a call is declined: the instructions of the message, the rest as it is now"],
  ] as const;
  for (const [approved, title] of goingOn) {
    it(title, async () => {
      const said = await decided(options, approved, {
        ...options,
        temperature: 0.9,
        requestContext: { tenant: "Umbrella" },
      });
      for (const each of [new RegExp(OWN), /Temperature: 0\.9/, /You work for Umbrella\./]) {
        match(said, each);
      }
      strictEqual(said.split("pirate").length, 2, "they are said once");
    });
  }

  it("needs the answer's route for a decision, because an approval's carries the context alone", async () => {
    const { instructions = "", requestContext = {} } = options;
    deepStrictEqual(
      [{ instructions }, { requestContext }, { maxSteps: 2 }, { temperature: 0 }, undefined].map(needsResume),
      [false, false, true, true, false],
    );
    const said = await decided(options, true);
    match(said, /pirate/, "the run keeps what was said to the agent");
    match(said, /Temperature: undefined/, "and nothing else");
    match(await decided(undefined, true, { requestContext }), /You work for Acme\./);
  });

  it("ends a run after so many steps where it goes on, too", async () => {
    const call = waiting(await ask("Book a trip to Lisbon, step after step", undefined, crypto.randomUUID()));
    const decision = { ...call, approved: true, options: { maxSteps: 2 } };
    const rest = (await Array.fromAsync(mastra.agents.decideToolCall(AGENT, decision, never))).flat();
    strictEqual(rest.filter(({ type }) => type === "tool-result").length, 2, "the call and one more");
  });

  it("takes effect where a tool is given what it asked for", async () => {
    const call = waiting(
      await ask("Ask me something open, and then say what you were told", options, crypto.randomUUID()),
    );
    const answer = { ...call, resumeData: "The hill", options };
    const said = words((await Array.fromAsync(mastra.agents.resumeToolCall(AGENT, answer, never))).flat());
    for (const each of [new RegExp(OWN), /Answer like a pirate\./, /Temperature: 0\.3/, /You work for Acme\./]) {
      match(said, each);
    }
  });

  it("takes effect where a response goes on", async () => {
    const threadId = crypto.randomUUID();
    await ask("Say what you were told", undefined, threadId);
    const broken = { threadId, resourceId: "ada", options };
    const said = words((await Array.fromAsync(mastra.agents.goOn(AGENT, broken, never))).flat());
    match(said, /pirate/);
  });

  it("carries the values of the setting in every request; those of the thread count more", async () => {
    always = { tenant: "Globex", region: "eu" };
    match(words(await ask("Say what you were told", undefined, crypto.randomUUID())), /You work for Globex\./);
    match(words(await ask("Say what you were told", options, crypto.randomUUID())), /You work for Acme\./);
    const question = "Book a trip to Lisbon, and then say what you were told";
    const call = waiting(await ask(question, undefined, crypto.randomUUID()));
    const rest = await Array.fromAsync(mastra.agents.decideToolCall(AGENT, { ...call, approved: true }, never));
    match(words(rest.flat()), /You work for Globex\./, "a mere approval carries them as well");
    match(
      (await mastra.agents.generate(AGENT, "Say what you were told", { threadId: "t", resourceId: "ada" })).text,
      /Globex/,
    );
  });
});
