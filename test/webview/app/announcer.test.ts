import assert from "node:assert/strict";
import type { Turn } from "../../../src/shared/transcript";
import { Announcer, finishedSentences } from "../../../src/webview/app/announcer";
import { agentTurn, textPart, userTurn } from "../setup/fakes";

describe("finishedSentences", () => {
  const read = (text: string, final = false) => finishedSentences(text, 0, undefined, "Code block.", final).text;

  it("waits for the end of a sentence", () => {
    assert.equal(read("It is war"), "");
    assert.equal(read("It is warm."), "");
    assert.equal(read("It is warm. And sun"), "It is warm.");
    assert.equal(read("It is warm. And sun", true), "It is warm. And sun");
  });

  it("does not take a number's point for an end", () => {
    assert.equal(read("It is 18.5 degrees"), "");
  });

  it("takes a finished line for a sentence", () => {
    assert.equal(read("# Forecast\n- Rain\n- Wi"), "Forecast Rain");
  });

  it("knows full-width marks, which no space follows", () => {
    assert.equal(read("今日は晴れです。明日"), "今日は晴れです。");
  });

  it("reads words, not signs", () => {
    assert.equal(
      read("> **Take** an `umbrella`, see [the map](https://x.test/a?b=c).\n"),
      "Take an umbrella, see the map.",
    );
    assert.equal(read("| Day | High |\n|---|---:|\n| Mon | 20 |\n"), "Day, High Mon, 20");
  });

  it("says a sentence that does not end word by word, so that no reading begins again from its start", () => {
    for (const [text, all] of [
      ["word ".repeat(20_000), "word ".repeat(20_000)],
      ["Llanfair".repeat(10_000), "Llanfair".repeat(10_000)],
    ] as const) {
      const said: string[] = [];
      for (let length = 500, from = 0; length <= text.length; length += 500) {
        const spoken = finishedSentences(text.slice(0, length), from, undefined, "Code block.", length === text.length);
        from = spoken.next;
        said.push(spoken.text);
        assert.ok(length - from <= 2000, `${length - from} characters wait`);
      }
      assert.ok(said.every((words) => words.length < 3000));
      assert.equal(said.join("").replaceAll(" ", ""), all.replaceAll(" ", ""));
    }
  });

  it("names code instead of reading it, over several readings", () => {
    const text = "See:\n```js\nconst x = 1;\nfoo. bar\n```\nDone. ";
    const first = finishedSentences(text.slice(0, 24), 0, undefined, "Code block.", false);
    assert.equal(first.text, "See: Code block.");
    assert.equal(first.fence?.run, "```");
    const rest = finishedSentences(text, first.next, first.fence, "Code block.", false);
    assert.equal(rest.text, "Done.");
  });
});

describe("finishedSentences of what people write", () => {
  const read = (text: string) => finishedSentences(text, 0, undefined, "Code block.", true).text;

  it("does not read code inside Markdown that is written as code", () => {
    const text = "See:\n```markdown\n```bash\nls -la\n```\nmore\n```\nDone.";
    assert.equal(read(text), "See: Code block. Done.");
    for (let length = 0; length < text.length; length++) {
      const first = finishedSentences(text.slice(0, length), 0, undefined, "Code block.", false);
      const rest = finishedSentences(text, first.next, first.fence, "Code block.", true);
      assert.equal([first.text, rest.text].filter((words) => words !== "").join(" "), "See: Code block. Done.");
    }
  });

  it("reads footnotes without their signs, and a break as the space between two words", () => {
    assert.equal(
      read("It rains.[^1] Later<br/>not.\n\n[^1]: Says the radar."),
      "It rains. Later not. 1: Says the radar.",
    );
    const text = "It rains.[^1] And";
    assert.equal(finishedSentences(text, 0, undefined, "", false).text, "It rains.");
  });
});

describe("Announcer", () => {
  let announcer: Announcer;
  const hear = (...turns: Turn[]) => announcer.update({ threadId: "t", turns });
  beforeEach(() => {
    announcer = new Announcer();
    hear(userTurn("u", "Hi"));
  });

  it("says start, sentences and end, and no token", () => {
    const heard: string[] = [];
    const answer = "It is warm. Take a hat. Good";
    for (let length = 0; length <= answer.length; length++) {
      heard.push(...hear(agentTurn("a", [textPart(answer.slice(0, length))], { state: "streaming" })));
    }
    assert.deepEqual(heard, ["Weather Agent is responding.", "It is warm.", "Take a hat."]);
    assert.deepEqual(hear(agentTurn("a", [textPart(answer)])), ["Good", "Response complete."]);
    assert.deepEqual(hear(agentTurn("a", [textPart(answer)])), []);
  });

  it("says the end of a response also when another one has followed at once", () => {
    hear(agentTurn("a", [textPart("It rains")], { state: "streaming" }));
    const next = agentTurn("b", [textPart("And")], { state: "streaming" });
    assert.deepEqual(hear(agentTurn("a", [textPart("It rains in Oslo.")]), userTurn("v", "Two?"), next), [
      "It rains in Oslo.",
      "Response complete.",
      "Weather Agent is responding.",
    ]);
  });

  it("says a response that comes in another window once, also where it is stored as another turn", () => {
    const live = (text: string) => agentTurn("m", [textPart(text)], { state: "streaming", elsewhere: true });
    assert.deepEqual(hear(userTurn("u", "Hi"), live("It rains. Ta")), ["Weather Agent is responding.", "It rains."]);
    const call = { kind: "tool", id: "c", toolName: "deploy", status: "awaitingApproval", argsText: "{}" } as const;
    const stored = agentTurn("s", [textPart("It rains. Take a hat."), call], { state: "waiting" });
    assert.deepEqual(hear(userTurn("u", "Hi"), userTurn("v", "Two?"), stored), [
      "The tool deploy is waiting for your approval.",
    ]);
  });

  it("says a response that has ended behind one of another window", () => {
    hear(userTurn("u", "Hi"), agentTurn("m", [textPart("It rains. Ta")], { state: "streaming", elsewhere: true }));
    const both = [agentTurn("m", [textPart("It rains. Take a hat.")]), agentTurn("n", [textPart("It is dry.")])];
    assert.deepEqual(hear(userTurn("u", "Hi"), ...both), [
      "Take a hat.",
      "Response complete.",
      "Weather Agent is responding.",
      "It is dry.",
      "Response complete.",
    ]);
  });

  it("says of an answer that was cut off what cut it, and not that it is complete", () => {
    const error = { message: "The model stopped at its limit.", actions: [], severity: "warning" } as const;
    assert.deepEqual(hear(agentTurn("a", [textPart("Half")], { error })).slice(-1), [
      "The model stopped at its limit.",
    ]);
  });

  it("does not read a restored thread, but goes on with what is new in it", () => {
    const revived = new Announcer();
    const turn = (text: string) => agentTurn("a", [textPart(text)], { state: "streaming" });
    assert.deepEqual(revived.update({ threadId: "t", turns: [turn("Old words. Half")] }), []);
    assert.deepEqual(revived.update({ threadId: "t", turns: [turn("Old words. Half a line. ")] }), ["a line."]);
  });

  it("calls for a waiting approval once", () => {
    const call = { kind: "tool", id: "c", toolName: "deploy", status: "awaitingApproval", argsText: "{}" } as const;
    const turn = agentTurn("a", [call], { state: "waiting" });
    assert.deepEqual(hear(turn), ["Weather Agent is responding.", "The tool deploy is waiting for your approval."]);
    assert.deepEqual(hear({ ...turn }), []);
  });

  it("says how a turn ended, and leaves an error to its alert", () => {
    const ended = (id: string, state: Turn["state"]) => hear(agentTurn(id, [], { state })).slice(1);
    assert.deepEqual(ended("s", "stopped"), ["Response stopped."]);
    assert.deepEqual(ended("i", "interrupted"), ["Response cut short."]);
    assert.deepEqual(ended("f", "failed"), []);
  });

  it("calls for a suspended tool's input, also for one inside a sub-agent or a step", () => {
    const call = { kind: "tool", id: "c", toolName: "book", status: "suspended", argsText: "{}" } as const;
    const nested = { ...call, id: "n", toolName: "agent-travel", status: "running", nested: [call] } as const;
    const step = { kind: "step", id: "s", name: "pay", status: "waiting", parts: [{ ...call, id: "d" }] } as const;
    const turn = agentTurn("a", [nested, step], { state: "waiting" });
    const sentence = "The tool book is waiting for your input.";
    assert.deepEqual(hear(turn), ["Weather Agent is responding.", sentence, sentence]);
    assert.deepEqual(hear({ ...turn }), []);
  });

  it("does not read an old answer again when the turns after it are taken away", () => {
    const old = agentTurn("a", [textPart("Old words.")]);
    hear(userTurn("u", "Hi"), old);
    hear(userTurn("u", "Hi"), old, userTurn("u2", "More"), agentTurn("b", [textPart("Newer.")]));
    assert.deepEqual(hear(userTurn("u", "Hi"), old, userTurn("u3", "Other")), []);
    const answer = agentTurn("c", [textPart("Fresh.")], { state: "streaming" });
    assert.deepEqual(hear(userTurn("u", "Hi"), old, userTurn("u3", "Other"), answer).length, 1);
  });

  it("does not read earlier turns that are fetched", () => {
    const early = agentTurn("early", [textPart("Long ago.")]);
    assert.deepEqual(hear(early, userTurn("u", "Hi")), []);
    const fetched = new Announcer();
    fetched.update({ threadId: "t", turns: [] });
    assert.deepEqual(fetched.update({ threadId: "t", turns: [userTurn("u", "Hi"), early] }), []);
  });
});
