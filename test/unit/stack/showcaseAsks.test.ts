import assert from "node:assert/strict";
import { type Chunk, only, ShowcaseClient, textOf } from "./showcaseClient";

describe("showcase agent: Mastra's own tools for talking to a person", function () {
  this.timeout(60_000);
  let client: ShowcaseClient;

  before(async () => {
    client = await ShowcaseClient.start();
  });
  after(() => client.close());

  it("ask_user asks with choices and goes on with a text, or with several", async () => {
    const asked = only(await client.ask("Ask me something"), "tool-call-suspended");
    const { question, options } = asked.payload?.suspendPayload as { question: string; options: object[] };
    assert.equal(question, "Where shall I look first?");
    assert.equal(options.length, 3);
    const answered = await client.decide("resume-stream", asked, { resumeData: "The hill" });
    assert.equal(textOf(answered), "User answered: The hill");
    const several = only(await client.ask("Ask me which stations"), "tool-call-suspended");
    const both = await client.decide("resume-stream", several, { resumeData: ["Bergen", "Oslo"] });
    assert.equal(textOf(both), "User answered: Bergen, Oslo");
  });

  it("submit_plan names a file that the server reads, and comes again after a rejection with feedback", async () => {
    const submitted = only(await client.ask("Make a plan"), "tool-call-suspended");
    const { path } = submitted.payload?.suspendPayload as { path: string };
    const read = async (): Promise<string> => {
      const { status, body } = await client.request(
        `/agents/showcaseAgent/plans/file?path=${encodeURIComponent(path)}`,
      );
      assert.equal(status, 200, JSON.stringify(body));
      return (body as { content: string }).content;
    };
    assert.match(await read(), /^# A station at the harbour/);
    const resumeData = { action: "rejected", feedback: "Add a lightning rod." };
    const again = only(await client.decide("resume-stream", submitted, { resumeData }), "tool-call-suspended");
    assert.match(await read(), /Add a lightning rod\./);
    const approved = await client.decide("resume-stream", again, { resumeData: { action: "approved" } });
    assert.match(textOf(approved), /approved; I begin/);
  });

  it("the server says that a plan's file is gone", async () => {
    const submitted = only(await client.ask("Make a plan whose file is gone"), "tool-call-suspended");
    const { path } = submitted.payload?.suspendPayload as { path: string };
    const { status } = await client.request(`/agents/showcaseAgent/plans/file?path=${encodeURIComponent(path)}`);
    assert.equal(status, 404);
  });

  it("every task tool gives the whole list back", async () => {
    const begun = await client.ask("Begin a task list");
    assert.deepEqual(lists(begun), [
      ["in_progress", "pending", "pending"],
      ["completed", "pending", "pending"],
      ["completed", "in_progress", "pending"],
      ["completed", "in_progress", "pending"],
    ]);
    const through = await client.ask("Work through a task list");
    assert.deepEqual(lists(through).at(-1), ["completed", "completed", "completed"]);
    assert.equal(textOf(through), "All three tasks are done.");
  });
});

function lists(chunks: readonly Chunk[]): string[][] {
  return chunks
    .filter(({ type }) => type === "tool-result")
    .map(({ payload }) => (payload?.result as { tasks: { status: string }[] }).tasks.map(({ status }) => status));
}
