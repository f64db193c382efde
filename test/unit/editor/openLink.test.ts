import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { OpenLink, readLink } from "../../../src/editor/openLink";
import { Bench } from "../chat/chatBench";
import { ScriptedRun, until } from "../chat/scriptedAgents";
import { finish, text } from "../chat/turns";

describe("readLink", () => {
  it("reads agent, prompt and thread in any order, each once", () => {
    deepStrictEqual(readLink("agent=weatherAgent&prompt=How warm is it?&thread=t-1"), {
      agent: "weatherAgent",
      prompt: "How warm is it?",
      thread: "t-1",
    });
    deepStrictEqual(readLink("thread=t-1&agent=a&agent=b"), { thread: "t-1", agent: "a" });
    deepStrictEqual(readLink(""), {});
    deepStrictEqual(readLink("server=https://evil.example&account=eve"), {});
  });

  it("takes the words as they are, since VS Code has decoded them", () => {
    strictEqual(readLink("prompt=1+1 is 100% & a=b\nnext").prompt, "1+1 is 100% & a=b\nnext");
  });

  it("leaves out what nobody would see in the message box", () => {
    strictEqual(readLink("prompt=a\u202eb\u200b\u{e0041}\u0007c\r\nd").prompt, "abc\nd");
    strictEqual(readLink("prompt=👩\u200d🚀").prompt, "👩\u200d🚀");
  });

  it("bounds what it takes, whatever comes", () => {
    strictEqual(readLink(`prompt=${"x".repeat(50_000)}`).prompt?.length, 32_000);
    deepStrictEqual(readLink(`agent=${"x".repeat(201)}&thread= `), {});
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (query) => {
        const { prompt = "" } = readLink(`prompt=${query}`);
        ok(!/[\p{Cc}--[\n\t]]/v.test(prompt));
      }),
    );
  });
});

describe("OpenLink", () => {
  let bench: Bench;
  let link: OpenLink;
  beforeEach(async () => {
    bench = new Bench();
    link = new OpenLink(bench.controller, bench.connection, () => Promise.resolve());
    await bench.open();
  });

  it("fills the box, says that a link did, and sends nothing", async () => {
    await link.run("agent=travelAgent&prompt=Plan a trip");
    strictEqual(bench.draft.text, "Plan a trip");
    strictEqual(bench.state.agentId, "travelAgent");
    match(bench.state.notice?.message ?? "", /^A link wrote this message/);
    deepStrictEqual(bench.agents.calls, []);
  });

  it("keeps what is typed already", async () => {
    bench.controller.draftTyped({ text: "Mine", revision: 9 }, bench.where);
    await link.run("prompt=Theirs");
    strictEqual(bench.draft.text, "Theirs\n\nMine");
  });

  it("says which agent the server does not have, and keeps the one that is chosen", async () => {
    await link.run("agent=nobody&prompt=Hello");
    match(bench.state.notice?.message ?? "", /has no agent "nobody"/);
    strictEqual(bench.state.agentId, "weatherAgent");
    strictEqual(bench.draft.text, "Hello");
  });

  it("opens a thread that is there", async () => {
    bench.agents.run = new ScriptedRun().push(text("Sunny"), finish()).end();
    await bench.send("Weather?");
    await until(() => bench.drawn.at(-1) === "Sunny");
    const { threadId } = bench.shown;
    bench.session?.navigator.newThread();
    await link.run(`thread=${threadId}`);
    strictEqual(bench.shown.threadId, threadId);
    deepStrictEqual(bench.drawn, ["Weather?", "Sunny"]);
    strictEqual(bench.state.notice, undefined);
  });

  it("makes no thread of an id that nobody has", async () => {
    await link.run("thread=chosen-by-somebody-else");
    ok(bench.shown.threadId !== "chosen-by-somebody-else");
    match(bench.state.notice?.message ?? "", /Couldn't find the thread/);
  });

  it("keeps the words for whoever signs in", async () => {
    bench = new Bench();
    bench.account = undefined;
    link = new OpenLink(bench.controller, bench.connection, () => Promise.resolve());
    await bench.open();
    await link.run("prompt=Later&thread=t-1");
    strictEqual(bench.draft.text, "Later");
    strictEqual(bench.state.connection, "signedOut");
  });
});
