import assert from "node:assert/strict";
import { join } from "node:path";
import { startMastraServer } from "../../stack/mastra/mastraServer";
import { readBookings } from "../../stack/mastra/tools/bookTrip";
import { localStack } from "../setup/localStack";

interface Chunk {
  readonly type: string;
  readonly runId?: string;
  readonly payload?: Record<string, unknown> & { text?: string; toolCallId?: string };
}

describe("Mastra server", function () {
  this.timeout(60_000);
  const stack = localStack();
  let alice: string;
  let bob: string;

  before(async () => {
    alice = await stack.auth.issueAccessToken();
    bob = await stack.auth.issueAccessToken({ sub: stack.auth.users[1]!.id });
  });

  function call(path: string, body?: object, token = alice, signal?: AbortSignal): Promise<Response> {
    return fetch(`${stack.server.url}/api${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  function ask(messages: string, thread: string): { messages: string; memory: object } {
    return { messages, memory: { thread, resource: stack.auth.users[0]!.id } };
  }

  async function chunks(response: Response): Promise<Chunk[]> {
    assert.equal(response.headers.get("content-type"), "text/event-stream");
    const lines = (await response.text()).split("\n\n").filter((line) => line.startsWith("data: {"));
    return lines.map((line) => JSON.parse(line.slice("data: ".length)) as Chunk);
  }

  function textOf(all: readonly Chunk[]): string {
    return all.map(({ type, payload }) => (type === "text-delta" ? payload?.text : "")).join("");
  }

  async function stream(agent: string, question: string, thread: string): Promise<Chunk[]> {
    return chunks(await call(`/agents/${agent}/stream`, ask(question, thread)));
  }

  it("lists its agents to a signed-in person and to nobody else", async () => {
    const agents = (await (await call("/agents")).json()) as Record<string, { name: string }>;
    const ids = [
      ...["codingAgent", "companionAgent", "glossaryAgent", "profileAgent", "showcaseAgent", "structuredAgent"],
      ...["travelAgent", "weatherAgent"],
    ];
    assert.deepEqual(Object.keys(agents).sort(), ids);
    assert.equal(agents.weatherAgent!.name, "Weather Agent");
    const expired = await stack.auth.issueAccessToken({ expiresIn: -10 });
    for (const token of ["nonsense", expired]) {
      assert.equal((await call("/agents", undefined, token)).status, 401);
    }
    const [first, ...rejected] = stack.server.requests.filter(({ path }) => path === "/api/agents");
    assert.equal(first!.authorized, true);
    assert.ok(rejected.every(({ authorized, status }) => !authorized && status === 401));
  });

  it("streams reasoning, the call of the tool with its arguments, its result and the answer", async () => {
    const all = await stream("weatherAgent", "Why is it so warm in new york in july?", "t1");
    const types = all.map(({ type }) => type);
    const order = [
      "reasoning-delta",
      "tool-call-input-streaming-start",
      "tool-call-delta",
      "tool-call-input-streaming-end",
      "tool-call",
      "tool-result",
      "text-delta",
      "finish",
    ].map((type) => types.indexOf(type));
    assert.ok(
      order.every((index, place) => index > (order[place - 1] ?? -1)),
      types.join(" "),
    );
    const toolCall = all.find(({ type }) => type === "tool-call")!.payload!;
    assert.equal(toolCall.toolName, "getWeather");
    assert.deepEqual(toolCall.args, { location: "New York", period: "July" });
    assert.match(textOf(all), /## Weather in New York, United States[^]*\*\*25 °C \(77 °F\)\*\*[^]*Climate normals/);
  });

  it("generates the same answer in one piece", async () => {
    const response = await call("/agents/weatherAgent/generate", ask("Weather in Paris in May?", "t2"));
    const { text, finishReason } = (await response.json()) as { text: string; finishReason: string };
    assert.match(text, /Weather in Paris, France/);
    assert.equal(finishReason, "stop");
  });

  it("remembers the city of the thread, and asks for one in a new thread", async () => {
    await stream("weatherAgent", "How is Nairobi in March?", "t3");
    assert.match(textOf(await stream("weatherAgent", "And in June?", "t3")), /Nairobi, Kenya[^]*\*\*June\*\*/);
    assert.match(textOf(await stream("weatherAgent", "And in June?", "t4")), /Which city/);
  });

  it("explains an unknown city with the tool's own error", async () => {
    const all = await stream("weatherAgent", "What's the weather in Atlantis?", "t5");
    assert.ok(all.some(({ type }) => type === "tool-error"));
    assert.match(textOf(all), /could not look that up: No figures for "Atlantis"/);
  });

  it("answers month by month at length", async () => {
    const all = await stream("weatherAgent", "Lima month by month, please", "t6");
    assert.ok(all.filter(({ type }) => type === "text-delta").length > 200);
    assert.match(textOf(all), /\| December \|[^]*\*\*December\*\* is/);
  });

  it("waits for approval before it books, and books once it has it", async () => {
    const asked = await stream("travelAgent", "Book a trip to Lisbon in May for two", "t7");
    const { runId, payload } = asked.find(({ type }) => type === "tool-call-approval")!;
    assert.deepEqual(payload!.args, { destination: "Lisbon", month: "May", travellers: 2 });
    assert.equal((await readBookings(stack.dataDir)).length, 0);
    const decision = { runId, toolCallId: payload!.toolCallId };
    const approved = await chunks(await call("/agents/travelAgent/approve-tool-call", decision));
    assert.match(textOf(approved), /Booked: Lisbon in May/);
    assert.equal((await readBookings(stack.dataDir))[0]!.destination, "Lisbon");
  });

  it("books nothing when declined", async () => {
    const asked = await stream("travelAgent", "Book a trip to Oslo", "t8");
    const { runId, payload } = asked.find(({ type }) => type === "tool-call-approval")!;
    const decision = { runId, toolCallId: payload!.toolCallId };
    const declined = await chunks(await call("/agents/travelAgent/decline-tool-call", decision));
    assert.match(textOf(declined), /Nothing was booked/);
    assert.ok((await readBookings(stack.dataDir)).every(({ destination }) => destination !== "Oslo"));
  });

  it("has an agent without memory", async () => {
    const all = await stream("glossaryAgent", "What is a dew point?", "t9");
    assert.match(textOf(all), /\*\*Dew point\*\*: The temperature/);
    const status = await call("/memory/status?agentId=glossaryAgent");
    assert.equal(((await status.json()) as { result: boolean }).result, false);
  });

  it("keeps one person's threads from another, whatever resource the other one claims", async () => {
    const query = `agentId=weatherAgent&resourceId=${stack.auth.users[0]!.id}`;
    const list = async (token: string): Promise<unknown[]> => {
      const response = await call(`/memory/threads?${query}`, undefined, token);
      return ((await response.json()) as { threads: unknown[] }).threads;
    };
    assert.ok((await list(alice)).length >= 5);
    assert.deepEqual(await list(bob), []);
    const write = await call("/agents/weatherAgent/stream", ask("Paris in May", "t1"), bob);
    assert.equal(write.status, 403);
    const read = await call("/memory/threads/t1/messages?agentId=weatherAgent", undefined, bob);
    assert.equal(read.status, 403);
  });

  it("gives the code for calling it", async () => {
    const text = textOf(await stream("weatherAgent", "Show me how to call this with curl", "t10"));
    assert.ok(text.includes(`curl -X POST ${stack.server.url}/api/agents/weatherAgent/generate`), text);
  });

  it("ends open streams when it is closed", async () => {
    const { publishableKey, jwksUri } = stack.auth;
    const slow = await startMastraServer({
      publishableKey,
      jwksUri,
      dataDir: join(stack.dataDir, "slow"),
      chunkDelayMs: 50,
      liveWeather: false,
      environment: {},
    });
    const response = await fetch(`${slow.url}/api/agents/weatherAgent/stream`, {
      method: "POST",
      headers: { authorization: `Bearer ${alice}`, "content-type": "application/json" },
      body: JSON.stringify(ask("Lima month by month", "t1")),
    });
    const reading = response.text();
    await slow.close();
    await assert.rejects(reading);
    assert.deepEqual(
      slow.requests.map(({ status }) => status),
      [200],
    );
  });
});
