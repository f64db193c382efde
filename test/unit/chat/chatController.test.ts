import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { ada, Bench, person } from "./chatBench";
import { ScriptedRun, until } from "./scriptedAgents";
import { finish, text } from "./turns";

describe("ChatController", () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));

  async function answerWith(words: string): Promise<void> {
    bench.agents.run = new ScriptedRun().push(text(words), finish()).end();
    await bench.send("Weather?");
    await until(() => bench.drawn.at(-1) === words);
  }

  it("asks the server once when the panel opens, and not again for a question", async () => {
    await bench.open();
    deepStrictEqual([bench.state.connection, bench.listed], ["ready", 1]);
    await answerWith("Sunny");
    deepStrictEqual(bench.drawn, ["Weather?", "Sunny"]);
    deepStrictEqual([bench.listed, bench.agents.calls.length], [1, 1]);
  });

  it("brings the same transcript and draft back after a reload", async () => {
    await bench.open();
    await answerWith("Sunny");
    bench.controller.draftTyped({ text: "and tomor", revision: 9 }, bench.where);
    const next = new Bench(bench.store, bench.drafts);
    await next.open();
    deepStrictEqual(next.drawn, ["Weather?", "Sunny"]);
    const snapshot = next.posted.findLast((message) => message.type === "snapshot");
    deepStrictEqual(snapshot?.draft, { text: "and tomor", revision: 9 });
    strictEqual(next.shown.threadId, bench.shown.threadId);
  });

  it("comes back whole after the view was hidden in the middle of an answer", async () => {
    await bench.open();
    const sending = bench.send("Weather?");
    await until(() => bench.agents.calls.length === 1);
    bench.agents.run.push(text("Sun"));
    await until(() => bench.drawn[1] === "Sun");
    bench.controller.panelGone();
    const before = bench.posted.length;
    bench.agents.run.push(text("ny"), finish()).end();
    await sending;
    strictEqual(bench.posted.length, before, "a hidden panel is sent nothing");
    await bench.open();
    deepStrictEqual(bench.drawn, ["Weather?", "Sunny"]);
    strictEqual(bench.state.busy, false);
  });

  it("gives a message back that the server refused, says why, and leaves no turn", async () => {
    await bench.open();
    bench.agents.run.fail(new UserFacingError("tooLarge", "Too large.", ["showLog"]));
    await bench.send("A long message");
    strictEqual(bench.draft.text, "A long message");
    deepStrictEqual(bench.state.notice, { message: "Too large.", actions: ["showLog"] });
    await until(() => bench.drawn.length === 0);
  });

  it("gives a message back when nobody is signed in, and asks no server", async () => {
    bench.account = undefined;
    await bench.open();
    await bench.send("Weather?");
    deepStrictEqual([bench.state.connection, bench.draft.text, bench.listed], ["signedOut", "Weather?", 0]);
  });

  it("keeps a question of the palette in the message box until the sign-in for it has ended, whoever closes the window", async () => {
    bench.account = undefined;
    await bench.open();
    const take = bench.controller.keepUntilAsked("Weather?");
    const next = new Bench(bench.store, bench.drafts);
    next.account = undefined;
    await next.open();
    strictEqual(next.posted.findLast((message) => message.type === "snapshot")?.draft.text, "Weather?");
    bench.account = ada;
    await bench.controller.environmentChanged();
    strictEqual(take(), true);
    strictEqual(bench.posted.findLast((message) => message.type === "draft")?.draft.text, "");
    bench.agents.run = new ScriptedRun().push(text("Sunny"), finish()).end();
    await bench.controller.ask("Weather?");
    deepStrictEqual(bench.drawn, ["Weather?", "Sunny"]);
    strictEqual(take(), false, "a second time");
  });

  it("offers the file in front in the editor until it is attached, and attaches only what was offered", async () => {
    await bench.open();
    bench.currentFile = { id: "a.ts", kind: "file", name: "a.ts", detail: "src/a.ts" };
    bench.controller.sendState();
    strictEqual(bench.state.currentFile?.name, "a.ts");
    deepStrictEqual(bench.state.context, [], "nothing is attached by itself");
    const actions = bench.chat.sessions.attachmentActions(bench.where.owner);
    await actions?.attach("b.ts");
    deepStrictEqual(bench.state.context, []);
    await actions?.attach("a.ts");
    deepStrictEqual([bench.state.context.map(({ id }) => id), bench.state.currentFile], [["a.ts"], undefined]);
  });

  it("says that there is no such agent, offers the picker and keeps the question", async () => {
    await bench.open();
    await bench.send("Weather?", "nope");
    deepStrictEqual(bench.state.notice?.actions, ["selectAgent"]);
    deepStrictEqual([bench.draft.text, bench.agents.calls.length], ["Weather?", 0]);
  });

  it("talks on with the agent that was asked by name", async () => {
    await bench.open();
    bench.agents.run = new ScriptedRun().push(finish()).end();
    await bench.send("Rome?", "travelAgent");
    strictEqual(bench.state.agentId, "travelAgent");
  });

  it("has a word for a setting that names a missing agent, until another is picked", async () => {
    bench.preferred = { id: "nope", explicit: true };
    await bench.open();
    match(bench.state.notice?.message ?? "", /no agent "nope"/);
    bench.controller.selectAgent("travelAgent");
    deepStrictEqual([bench.state.notice, bench.state.agentId], [undefined, "travelAgent"]);
  });

  const connections: readonly (readonly [string, (b: Bench) => void, string])[] = [
    ["no server", (b) => ((b.serverUrl = ""), (b.account = undefined)), "noServer"],
    ["nobody signed in", (b) => (b.account = undefined), "signedOut"],
    ["no agents", (b) => (b.list = () => Promise.resolve([])), "noAgents"],
    [
      "a server that fails",
      (b) => (b.list = () => Promise.reject(new UserFacingError("network", "Offline."))),
      "failed",
    ],
    [
      "a session that has ended",
      (b) => (b.list = () => Promise.reject(new UserFacingError("notSignedIn", "Ended."))),
      "signedOut",
    ],
  ];
  for (const [what, arrange, expected] of connections) {
    it(`shows ${what}`, async () => {
      arrange(bench);
      await bench.open();
      strictEqual(bench.state.connection, expected);
    });
  }

  it("asks nobody while the panel is hidden", async () => {
    await bench.controller.environmentChanged();
    strictEqual(bench.listed, 0);
    await bench.open();
    strictEqual(bench.listed, 1);
  });

  it("shows another account its own conversation, never the last one's", async () => {
    await bench.open();
    await answerWith("Sunny");
    bench.account = person("user_2", "bob@example.com");
    await bench.controller.environmentChanged();
    await until(() => bench.drawn.length === 0);
    bench.account = ada;
    await bench.controller.environmentChanged();
    await until(() => bench.drawn.length === 2);
  });

  it("leaves nothing behind after a sign-out, and keeps the draft for the next sign-in", async () => {
    await bench.open();
    await answerWith("Sunny");
    bench.controller.draftTyped({ text: "unsent", revision: 50 }, bench.where);
    await bench.chat.sessions.signedOut(ada);
    await bench.become(undefined);
    deepStrictEqual([bench.drawn, bench.store.files.size, bench.draft.text], [[], 0, ""]);
    await bench.become(ada);
    deepStrictEqual([bench.drawn, bench.draft.text], [[], "unsent"]);
  });

  it("starts a new thread with another id, while the answer in the old one goes on", async () => {
    await bench.open();
    const sending = bench.send("Weather?");
    const old = bench.shown.threadId;
    await until(() => bench.agents.calls.length === 1);
    bench.session.navigator.newThread();
    ok(bench.shown.threadId !== old);
    deepStrictEqual([bench.drawn, bench.state.busy], [[], false]);
    bench.agents.run.push(text("Sunny"), finish()).end();
    await sending;
    await bench.session.navigator.open(old);
    deepStrictEqual(bench.drawn, ["Weather?", "Sunny"]);
  });
});
