import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { idOf } from "../../../src/chat/ownerSession";
import { ownerOf } from "../../../src/shared/owner";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { ada, attachment, Bench, person } from "./chatBench";
import { ScriptedRun } from "./scriptedAgents";
import { finish, text } from "./turns";

const bob = person("user_2", "bob@example.com");

describe("what is written and attached for nobody yet", () => {
  let bench: Bench;
  const nobody = { owner: "", threadId: "" };
  const attached = (): string[] => bench.state.context.map(({ name }) => name);

  beforeEach(async () => {
    bench = new Bench();
    bench.account = undefined;
    await bench.open();
  });

  it("is shown, can be removed, and goes along with the first question after the sign-in", async () => {
    await bench.controller.attachSelection(attachment("a.ts:3"));
    const actions = bench.chat.sessions.attachmentActions("");
    await actions?.attachUris(["b.ts", "c.ts"]);
    actions?.remove("b.ts");
    deepStrictEqual(attached(), ["a.ts:3", "c.ts"]);
    await bench.become(ada);
    deepStrictEqual(attached(), ["a.ts:3", "c.ts"]);
    bench.agents.run = new ScriptedRun().push(text("Sunny"), finish()).end();
    await bench.send("Why?");
    deepStrictEqual(
      bench.agents.messages[0]?.attachments.map(({ item }) => item.name),
      ["a.ts:3", "c.ts"],
    );
  });

  it("goes to one account only", async () => {
    await bench.controller.attachSelection(attachment("a.ts:3"));
    await bench.become(ada);
    await bench.become(bob);
    deepStrictEqual(attached(), []);
  });

  it("is nothing any more once somebody is there", async () => {
    await bench.become(ada);
    strictEqual(bench.chat.sessions.attachmentActions(""), undefined);
  });

  it("takes nothing that was meant for an account that has signed out", async () => {
    await bench.become(ada);
    await bench.become(undefined);
    strictEqual(bench.chat.sessions.attachmentActions(idOf(ownerOf(ada, "https://mastra.example.com/api"))), undefined);
  });

  it("keeps a question of the palette for whoever signs in, beside what became of the sign-in", async () => {
    const failed = { message: "Clerk did not answer.", actions: [] };
    bench.controller.showNotice(failed);
    strictEqual(bench.controller.isTold(failed.message), true);
    await bench.controller.ask("Rain?", "weatherAgent");
    deepStrictEqual([bench.draft.text, bench.state.notice], ["Rain?", failed]);
    await bench.become(ada);
    deepStrictEqual([bench.draft.text, bench.agents.calls.length], ["Rain?", 0]);
    strictEqual(bench.controller.isTold(failed.message), false);
  });

  it("says that nothing is selected", async () => {
    await bench.controller.attachSelection(undefined);
    match(bench.state.notice?.message ?? "", /Nothing is selected/);
  });

  it("is in the draft of whoever signs in, though the last words are heard after that", async () => {
    bench.controller.draftTyped({ text: "Wea", revision: 3 }, nobody);
    await bench.become(ada);
    bench.controller.draftTyped({ text: "Weather?", revision: 8 }, nobody);
    strictEqual(bench.drafts[idOf(ownerOf(ada, "https://mastra.example.com/api"))]?.text, "Weather?");
    const told = bench.posted.findLast((message) => message.type === "draft");
    strictEqual(told?.draft.text, "Weather?");
  });

  it("gives what was attached at an address that never answered to the right one", async () => {
    await bench.become(ada);
    bench.list = () => Promise.reject(new UserFacingError("network", "Offline."));
    await bench.goTo("https://mistyped.example.com");
    await bench.controller.attachSelection(attachment("a.ts:3"));
    await bench.goTo("https://other.example.com");
    deepStrictEqual(
      bench.state.context.map(({ name }) => name),
      ["a.ts:3"],
    );
  });
});
