import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { ResponseRequest } from "../../../../src/shared/responses";
import { openMastra } from "../../setup/openMastra";
import { AskedResponses } from "./askedResponses";

type Kept = Readonly<Record<string, unknown>>;

const VOICES = ["weatherAgent"];
const OFFERS = { feedback: true, traces: true, voices: VOICES };

describe("what a person thinks of a response, with a Mastra server that is observed", function () {
  this.timeout(180_000);
  const mastra = openMastra(undefined, { isObserved: true });
  let thread: AskedResponses;

  beforeEach(() => {
    thread = new AskedResponses(mastra);
  });

  /** The same thread in another window, which has asked nothing yet. */
  const elsewhere = (sub = thread.sub): AskedResponses =>
    new AskedResponses(mastra, sub, thread.threadId, thread.turns);

  const asked = (before: number): readonly string[] =>
    mastra.server.requests
      .slice(before)
      .map(({ path }) => path.replace(/\?.*/, ""))
      .sort();

  /** What the server has of the thread, the oldest first. */
  async function kept(): Promise<readonly Kept[]> {
    const path = `/observability/feedback?threadId=${thread.threadId}`;
    const { feedback } = await mastra.agents.access.read<{ feedback: Kept[] }>(path);
    return feedback.toReversed();
  }

  it("is kept with its agent, thread, run, trace and message, and the comment beside it", async () => {
    const { id: turnId, runId, messageIds } = await thread.ask("What's the weather like in Oslo?");
    const rating = { about: "rating", turnId, isHelpful: true } as const;
    await thread.trace(turnId);
    deepStrictEqual(await thread.tell(rating), [rating]);
    deepStrictEqual(await thread.tell({ ...rating, comment: "Just what I needed" }), [{ ...rating, commented: true }]);
    const [thumb, comment] = await kept();
    deepStrictEqual(
      [thumb, comment].map((each) => [each?.["feedbackType"], each?.["value"], each?.["feedbackSource"]]),
      [
        ["thumbs", 1, "user"],
        ["comment", "Just what I needed", "user"],
      ],
    );
    for (const each of [thumb, comment]) {
      const { entityType, entityId, threadId, resourceId, feedbackUserId, metadata } = each ?? {};
      deepStrictEqual(
        [entityType, entityId, threadId, resourceId, feedbackUserId],
        ["agent", "weatherAgent", thread.threadId, thread.sub, thread.sub],
      );
      deepStrictEqual([each?.["runId"], metadata], [runId, { messageId: messageIds?.at(-1) }]);
      match(String(each?.["traceId"]), /^[0-9a-f]{32}$/);
    }
  });

  it("is told with the thread, also to another window and to another computer; the last one counts", async () => {
    const first = await thread.ask("What's the weather like in Oslo?");
    const second = await thread.ask("What's the weather like in Rome?");
    deepStrictEqual(await thread.offers(), [{ about: "offers", offers: OFFERS, ratings: {} }]);
    await thread.tell({ about: "rating", turnId: first.id, isHelpful: true });
    await thread.tell({ about: "rating", turnId: second.id, isHelpful: true });
    await thread.tell({ about: "rating", turnId: second.id, isHelpful: false });
    const ratings = { [first.id]: true, [second.id]: false };
    deepStrictEqual(await thread.offers(), [{ about: "offers", offers: OFFERS, ratings }]);
    await thread.readTurns();
    const answers = thread.turns.filter(({ role }) => role === "agent");
    strictEqual(answers.length, 2);
    ok(answers.every(({ runId, traceId }) => runId === undefined && traceId !== undefined));
    const [news] = await elsewhere().offers();
    deepStrictEqual(news?.about === "offers" && Object.values(news.ratings), [true, false]);
  });

  it("is one request for a session, one for each agent, and one for each thread", async () => {
    await thread.ask("What's the weather like in Oslo?");
    const other = elsewhere();
    const before = mastra.server.requests.length;
    await other.offers();
    await other.offers();
    deepStrictEqual(asked(before), [
      "/api/agents/weatherAgent/voice/speakers",
      "/api/observability/feedback",
      "/api/system/packages",
    ]);
  });

  it("of another person is not told", async () => {
    const { id: turnId } = await thread.ask("What's the weather like in Oslo?");
    await thread.tell({ about: "rating", turnId, isHelpful: true });
    const other = elsewhere(crypto.randomUUID());
    deepStrictEqual(await other.offers(), [{ about: "offers", offers: OFFERS, ratings: {} }]);
  });

  it("does nothing for what is no request", async () => {
    const { id: turnId } = await thread.ask("What's the weather like in Oslo?");
    const before = mastra.server.requests.length;
    for (const request of [
      null,
      { about: "everything" },
      { about: "rating", turnId },
      { about: "rating", turnId, isHelpful: true, comment: 1 },
      { about: "trace" },
      { about: "span", turnId, traceId: "t" },
      { about: "speech", turnId, request: 0.5 },
    ]) {
      deepStrictEqual(await thread.tell(request as ResponseRequest), []);
    }
    strictEqual(mastra.server.requests.length, before);
  });

  it("does nothing for a response that is not there", async () => {
    deepStrictEqual(await thread.tell({ about: "rating", turnId: "none", isHelpful: true }), []);
  });
});

describe("what a person thinks of a response, with a Mastra server that keeps none", function () {
  this.timeout(180_000);
  const mastra = openMastra();

  it("is not asked for after one request, and is refused with one sentence", async () => {
    const thread = new AskedResponses(mastra);
    const { id: turnId } = await thread.ask("What's the weather like in Oslo?");
    const before = mastra.server.requests.length;
    deepStrictEqual(await thread.offers(), [{ about: "offers", offers: { voices: VOICES }, ratings: {} }]);
    deepStrictEqual(await thread.offers(), [{ about: "offers", offers: { voices: VOICES }, ratings: {} }]);
    deepStrictEqual(
      mastra.server.requests
        .slice(before)
        .map(({ path }) => path)
        .sort(),
      ["/api/agents/weatherAgent/voice/speakers", "/api/system/packages"],
    );
    const [news] = await thread.tell({ about: "rating", turnId, isHelpful: false });
    match(news?.about === "rating" ? (news.problem ?? "") : "", /didn't keep your feedback/);
  });
});
