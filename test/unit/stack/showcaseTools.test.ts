import assert from "node:assert/strict";
import { type Chunk, only, reasonOf, ShowcaseClient, textOf, typesOf } from "./showcaseClient";

interface Schema {
  readonly type?: string;
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly required: readonly string[];
}

const TRIP = {
  traveller: "Ada",
  nights: 3,
  insurance: true,
  travelClass: "first",
  hotel: { stars: 4 },
  stops: ["Porto"],
};

describe("showcase agent: what its tools do", function () {
  this.timeout(60_000);
  let client: ShowcaseClient;

  before(async () => {
    client = await ShowcaseClient.start();
  });
  after(() => client.close());

  function nested(chunks: readonly Chunk[]): Chunk[] {
    return chunks.filter(({ type }) => type === "tool-output").map(({ payload }) => payload?.output as Chunk);
  }

  async function pending(thread: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { body } = await client.request(`/agents/showcaseAgent/suspended-runs?threadId=${thread}`);
    return (body as { runs: { toolCalls: Record<string, unknown>[] }[] }).runs.flatMap(({ toolCalls }) => toolCalls);
  }

  it("says how far it has come, in both of Mastra's ways", async () => {
    const chunks = await client.ask("Measure the stations");
    const written = nested(chunks).map((output) => Object.keys(output));
    assert.deepEqual(written, Array(5).fill(["station", "meanTemperatureC"]));
    const notes = chunks.filter(({ type }) => type === "data-progress");
    assert.deepEqual(
      notes.map(({ data }) => (data as { percent: number }).percent),
      [20, 40, 60, 80, 100],
    );
    assert.equal(new Set(notes.map(({ id }) => id)).size, 1);
    assert.match(textOf(chunks), /\| Amsterdam \| 10\.7 °C \|/);
  });

  it("returns 5 MB when a report is big, and the answer still comes", async () => {
    const chunks = await client.ask("Make a big report");
    const size = JSON.stringify(only(chunks, "tool-result").payload?.result).length;
    assert.ok(size > 4_500_000 && size < 5_500_000, String(size));
    assert.equal(textOf(chunks), "The report has 45000 rows.");
  });

  it("fails with its own words and a cause that is nobody's business", async () => {
    const chunks = await client.ask("Break a tool");
    const { cause } = only(chunks, "tool-error").payload?.error as { cause: { message: string; cause: Error } };
    assert.equal(cause.message, 'The sensor "anemometer 17" does not answer.');
    assert.match(cause.cause.message, /ECONNREFUSED/);
    assert.match(textOf(chunks), /brokenTool did not work: The sensor/);
  });

  it("sends chunks of a type that nobody knows", async () => {
    const chunks = await client.ask("Launch a balloon");
    assert.deepEqual(only(chunks, "balloon-telemetry").payload, { altitudeM: 31_000 });
    assert.equal(textOf(chunks), "The balloon is up.");
  });

  it("asks for the details of a trip with a schema of every kind, and goes on with them", async () => {
    const asked = await client.ask("Plan a trip to Lisbon");
    const stop = only(asked, "tool-call-suspended");
    assert.equal(asked.at(-1), stop);
    const { properties, required } = JSON.parse(String(stop.payload?.resumeSchema)) as Schema;
    const kinds = Object.entries(properties).map(([name, { type, enum: values }]) => [name, values ?? type]);
    assert.deepEqual(Object.fromEntries(kinds), {
      traveller: "string",
      nights: "integer",
      budget: "number",
      insurance: "boolean",
      travelClass: ["economy", "business", "first"],
      hotel: "object",
      stops: "array",
    });
    assert.ok(!required.includes("budget") && required.includes("hotel"));
    const { minimum, maximum } = properties.nights!;
    assert.deepEqual([properties.traveller!.minLength, minimum, maximum], [2, 1, 30]);
    const chunks = await client.decide("resume-stream", stop, { resumeData: TRIP });
    assert.match(textOf(chunks), /3 nights in \*\*Lisbon\*\* for Ada\n- first class, with insurance[^]*stops: Porto/);
  });

  it("asks for the details of two trips in one step, one after the other", async () => {
    const thread = crypto.randomUUID();
    const first = only(await client.ask("Plan trips to Lisbon and Rome", thread), "tool-call-suspended");
    const second = only(await client.decide("resume-stream", first, { resumeData: TRIP }), "tool-call-suspended");
    assert.equal((second.payload?.args as { destination: string }).destination, "Rome");
    assert.deepEqual(
      (await pending(thread)).map(({ toolCallId }) => toolCallId),
      [second.payload?.toolCallId],
    );
    const chunks = await client.decide("resume-stream", second, { resumeData: { ...TRIP, nights: 5 } });
    assert.match(textOf(chunks), /3 nights in \*\*Lisbon\*\*[^]*5 nights in \*\*Rome\*\*/);
  });

  it("stops a second time when the budget is too small", async () => {
    const thread = crypto.randomUUID();
    const stop = only(await client.ask("Plan a trip to Rome", thread), "tool-call-suspended");
    const again = await client.decide("resume-stream", stop, { resumeData: { ...TRIP, budget: 1 } });
    assert.deepEqual(typesOf(again), ["tool-call-suspended"]);
    assert.equal(again[0]!.payload?.toolCallId, stop.payload?.toolCallId);
    const message = /too small: 60 €/;
    assert.match((again[0]!.payload?.suspendPayload as { message: string }).message, message);
    assert.match(((await pending(thread))[0]!.suspendPayload as { message: string }).message, message);
    const done = await client.decide("resume-stream", again[0]!, { resumeData: { ...TRIP, budget: 900 } });
    assert.match(textOf(done), /budget: 900 €/);
    assert.deepEqual(await pending(thread), []);
  });

  it("goes on without the answer when it does not fit, so that nobody can send another one", async () => {
    const stop = only(await client.ask("Plan a trip to Rome"), "tool-call-suspended");
    const chunks = await client.decide("resume-stream", stop, { resumeData: { nights: 99 } });
    assert.match(textOf(chunks), /^planTrip did not accept that: Tool input validation failed/);
  });

  it("keeps what waits while the thread goes on, whatever is said or aborted, and takes a late decision", async () => {
    const thread = crypto.randomUUID();
    const stop = only(await client.ask("Plan a trip to Lisbon", thread), "tool-call-suspended");
    assert.equal(textOf(await client.ask("Launch a balloon", thread)), "The balloon is up.");
    assert.equal((await pending(thread)).length, 1);
    const { runs } = (await client.request("/agents/showcaseAgent/suspended-runs")).body as {
      runs: { threadId: string; resourceId: string }[];
    };
    const [run] = runs.filter(({ threadId }) => threadId === thread);
    assert.ok(run, "without a thread it tells of all of them");
    const abort = await client.request("/agents/showcaseAgent/threads/abort", { ...run, threadId: thread });
    assert.deepEqual(abort.body, { aborted: false });
    assert.equal((await pending(thread)).length, 1);
    await client.decide("decline-tool-call", stop);
    assert.deepEqual(await pending(thread), []);
  });

  it("ends the waiting of a suspended tool that is declined, and does not run one that checks its answers", async () => {
    const thread = crypto.randomUUID();
    const stop = only(await client.ask("Plan a trip to Rome", thread), "tool-call-suspended");
    const chunks = await client.decide("decline-tool-call", stop, { reason: "Not today" });
    const { error, message } = only(chunks, "tool-result").payload?.result as { error: boolean; message: string };
    assert.ok(error);
    assert.match(message, /Provided arguments: \{\n {2}"approved": false,\n {2}"reason": "Not today"\n\}$/);
    assert.deepEqual(await pending(thread), []);
    const again = only(await client.ask("Plan a trip to Rome", thread), "tool-call-suspended");
    const words = await client.decide("resume-stream", again, { resumeData: "The user declined to answer." });
    assert.match(textOf(words), /expected object, received string/);
    assert.deepEqual(await pending(thread), []);
  });

  it("hands a refusal to a tool that checks nothing, and ends a workflow with it", async () => {
    const stop = only(await client.ask("Register a guest"), "tool-call-suspended");
    const chunks = await client.decide("decline-tool-call", stop, { reason: "No" });
    assert.deepEqual(only(chunks, "tool-result").payload?.result, { answer: { approved: false, reason: "No" } });
    const thread = crypto.randomUUID();
    const report = only(await client.ask("Publish the report", thread), "tool-call-suspended");
    assert.ok(typesOf(await client.decide("decline-tool-call", report)).includes("tool-error"));
    assert.deepEqual(await pending(thread), []);
  });

  for (const [question, schema] of [
    ["Ask for my name without a schema", /^undefined$/],
    ["Ask for my name, not in JSON", /"properties": \{"name"$/],
    ["Ask for my name with an unknown type", /"type":"banana"/],
    ["Ask for my name, too deep", /^(\{"type":"object","properties":\{"in":){2000}/],
  ] as const) {
    it(`has no schema for a form: "${question}"`, async () => {
      const stop = only(await client.ask(question), "tool-call-suspended");
      assert.match(String(stop.payload?.resumeSchema), schema);
      const answered = await client.decide("resume-stream", stop, { resumeData: "Ada" });
      assert.equal(textOf(answered), "You answered: Ada");
    });
  }

  it("asks for a guest with a default list and a union beside properties, and for one of two combinations", async () => {
    const stop = only(await client.ask("Register a guest"), "tool-call-suspended");
    const { properties, anyOf } = JSON.parse(String(stop.payload?.resumeSchema)) as Schema & { anyOf: unknown[] };
    assert.deepEqual([properties.languages!.default, anyOf.length], [["English", "Portuguese"], 2]);
    const resumeData = { languages: [], meal: "all", remarks: "", train: "IC 12" };
    assert.match(textOf(await client.decide("resume-stream", stop, { resumeData })), /- train: `"IC 12"`/);
    const mailbox = only(await client.ask("Connect a mailbox"), "tool-call-suspended");
    const connected = await client.decide("resume-stream", mailbox, { resumeData: { token: "t" } });
    assert.equal(textOf(connected), "The mailbox is connected, with token.");
  });

  it("asks for approval twice in one step, one after the other", async () => {
    const thread = crypto.randomUUID();
    const first = only(await client.ask("Book trips to Lisbon and Rome", thread), "tool-call-approval");
    assert.equal((first.payload?.args as { destination: string }).destination, "Lisbon");
    assert.deepEqual(
      (await pending(thread)).map(({ toolCallId }) => toolCallId),
      [first.payload?.toolCallId],
    );
    const second = only(await client.decide("approve-tool-call", first), "tool-call-approval");
    assert.equal((second.payload?.args as { destination: string }).destination, "Rome");
    const chunks = await client.decide("decline-tool-call", second, { reason: "Too far away" });
    assert.deepEqual(typesOf(chunks).slice(0, 2), ["tool-result", "tool-output-denied"]);
    assert.match(textOf(chunks), /^Booked \*\*Lisbon\*\* in May: AC-[^]*bookTrip did not work: Too far away$/);
    const late = await client.request("/agents/showcaseAgent/approve-tool-call", {
      runId: second.runId,
      toolCallId: second.payload?.toolCallId,
    });
    assert.equal(late.status, 500);
    assert.match((late.body as { error: string }).error, /could not find a suspended run/);
  });

  it("lets the weather agent answer, and passes everything on that it sends", async () => {
    const chunks = await client.ask("Ask the weather agent about Oslo in May");
    const types = typesOf(nested(chunks));
    for (const type of ["start", "tool-call", "tool-result", "text-delta", "finish"]) {
      assert.ok(types.includes(type), types.join(" "));
    }
    assert.equal(only(chunks, "tool-result").payload?.toolName, "agent-weatherAgent");
    assert.match(textOf(chunks), /^## Weather in Oslo/);
  });

  it("asks for the approval that the travel agent needs, under the id of its own call", async () => {
    const chunks = await client.ask("Ask the travel agent to book a trip to Rome");
    const ask = only(chunks, "tool-call-approval");
    assert.equal(ask.payload?.toolCallId, only(chunks, "tool-call").payload?.toolCallId);
    assert.equal(ask.payload?.toolName, "bookTrip");
    const approved = await client.decide("approve-tool-call", ask);
    assert.match(textOf(approved), /^## Booked: Rome/);
  });

  it("runs a workflow step by step", async () => {
    const chunks = await client.ask("Run the workflow for Oslo, Rome and Cairo");
    const steps = nested(chunks).map(({ type, payload }) => [type, payload?.id ?? payload?.workflowId]);
    assert.deepEqual(steps[0], ["workflow-start", "compareCities"]);
    assert.equal(steps.filter(([type, id]) => type === "workflow-step-progress" && id === "lookUp").length, 3);
    assert.ok(steps.some(([type, id]) => type === "workflow-step-result" && id === "compare"));
    assert.match(textOf(chunks), /1\. Cairo[^]*1\. Rome[^]*1\. Oslo/);
  });

  it("says which step of a workflow failed", async () => {
    const chunks = await client.ask("Run the workflow for Atlantis");
    const results = nested(chunks).filter(({ type }) => type === "workflow-step-result");
    assert.equal(results.find(({ payload }) => payload?.status === "failed")?.payload?.id, "lookUp");
    assert.match(textOf(chunks), /The workflow failed: No figures for "Atlantis"/);
  });

  it("waits in the middle of a workflow for a person", async () => {
    const chunks = await client.ask("Publish the report");
    assert.ok(nested(chunks).some(({ type }) => type === "workflow-step-suspended"));
    const stop = only(chunks, "tool-call-suspended");
    const done = await client.decide("resume-stream", stop, { resumeData: { publish: false, comment: "Too short." } });
    assert.equal(textOf(done), '"The year in the stations" was not published. Too short.');
    assert.equal(reasonOf(done), "stop");
  });
});
