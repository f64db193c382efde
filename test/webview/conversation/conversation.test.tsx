import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { TurnState, Turn } from "../../../src/shared/transcript";
import { page } from "../setup/dom";
import { agentTurn, FakeApi, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("Conversation", () => {
  let panel: PanelPage;
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => panel.close());

  it("holds one article a turn, named by its heading, in a quiet log", () => {
    panel.show({}, [userTurn("u", "Hi\n  there"), agentTurn("a", [textPart("**Hello**")])]);
    const log = panel.find("[role=log]");
    assert.equal(log.getAttribute("aria-label"), "Conversation");
    assert.equal(log.getAttribute("aria-live"), "off");
    const names = [...log.querySelectorAll("article")].map(
      (article) => document.getElementById(article.getAttribute("aria-labelledby") ?? "")?.textContent,
    );
    assert.deepEqual(names, ["You", "Weather Agent"]);
    assert.equal(panel.find(".bubble").textContent, "Hi\n  there");
    assert.equal(panel.find(".agent strong").textContent, "Hello");
  });

  it("draws streamed patches and speaks sentences, not tokens", async () => {
    panel.show({ busy: true }, [userTurn("u", "Hi")]);
    panel.tell("patches", {
      threadId: "thread",
      patches: [{ op: "turn", turn: agentTurn("a", [textPart("")], { state: "streaming" }) }],
    });
    panel.frame();
    for (const text of ["It is ", "warm", ". Take", " a hat"]) {
      panel.tell("patches", { threadId: "thread", patches: [{ op: "append", turnId: "a", part: 0, text }] });
      panel.frame();
    }
    assert.equal(panel.find(".agent .markdown").textContent, "It is warm. Take a hat");
    assert.deepEqual(panel.spoken, ["Weather Agent is responding."], "the rest at the pace of a reader");
    while (panel.spoken.length < 2) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      panel.frame();
    }
    assert.deepEqual(panel.spoken, ["Weather Agent is responding.", "It is warm."]);
    assert.equal(panel.find("[data-live-region]").getAttribute("aria-live"), "polite");
  });

  it("keeps the nodes of turns that do not change", () => {
    const turns = [userTurn("u", "Hi"), agentTurn("a", [textPart("One")], { state: "streaming" })];
    panel.show({}, turns);
    const [first, second] = panel.all("article");
    panel.tell("patches", { threadId: "thread", patches: [{ op: "append", turnId: "a", part: 0, text: " two" }] });
    panel.frame();
    assert.deepEqual(panel.all("article"), [first, second]);
    assert.match(second?.textContent ?? "", /One two/);
  });

  it("shows what came of a turn", () => {
    const words: readonly [TurnState, RegExp][] = [
      ["stopped", /Stopped/],
      ["interrupted", /connection was lost.*Try again/],
      ["failed", /The response failed.*Try again/],
    ];
    for (const [state, expected] of words) {
      panel.show({}, [agentTurn(state, [textPart("Half")], { state })]);
      assert.match(panel.find("article").textContent, expected);
    }
  });

  it("says below a response that it comes in another window, for as long as it does", () => {
    const lines = (change: Partial<Turn>): readonly (string | null)[] => {
      panel.show({ busy: true }, [agentTurn("a", [textPart("It rains")], { state: "streaming", ...change })]);
      return panel.all(".working").map(({ textContent }) => textContent);
    };
    assert.deepEqual(lines({}), []);
    assert.deepEqual(lines({ elsewhere: true }), ["Responding outside this window"]);
    assert.deepEqual(lines({ elsewhere: true, parts: [] }), ["Responding outside this window"]);
    assert.deepEqual(lines({ elsewhere: true, state: "interrupted" }), []);
  });

  it("offers to continue what broke off, before asking again, and only what the server can go on with", () => {
    const buttons = (state: TurnState, change: Partial<Turn>): readonly (string | null)[] => {
      const error = { message: "Lost the connection.", actions: [] };
      panel.show({}, [
        agentTurn("a", [textPart("Half")], { state, ...(state === "stopped" ? {} : { error }), ...change }),
      ]);
      return panel.all("article .button").map(({ textContent }) => textContent);
    };
    assert.deepEqual(buttons("interrupted", {}), ["Try again"]);
    assert.deepEqual(buttons("stopped", {}), []);
    assert.deepEqual(buttons("stopped", { canContinue: true }), ["Continue"]);
    assert.deepEqual(buttons("interrupted", { canContinue: true }), ["Continue", "Try again"]);
    panel.press("Continue");
    assert.deepEqual(panel.api.ofType("continueTurn"), [{ type: "continueTurn", turnId: "a" }]);
  });

  it("raises an alert for the newest turn's error only", () => {
    const failed = (id: string, message: string) =>
      agentTurn(id, [], { state: "failed", error: { message, actions: ["signIn"] } });
    panel.show({}, [failed("a", "Old trouble."), userTurn("u", "Again"), failed("b", "New trouble.")]);
    const alerts = panel.all("[role=alert]");
    assert.equal(alerts.length, 1);
    assert.match(alerts[0]?.textContent ?? "", /New trouble\./);
    assert.match(panel.find("[data-turn=a]").textContent, /Old trouble\./);
    panel.press("Sign in", alerts[0]);
    assert.deepEqual(panel.api.ofType("action"), [{ type: "action", action: "signIn" }]);
  });

  it("offers no second try where it might do something twice", () => {
    const error = { message: "It has been decided elsewhere.", actions: [], retry: false } as const;
    panel.show({}, [agentTurn("a", [], { state: "interrupted", error })]);
    assert.match(panel.find("[role=alert]").textContent, /decided elsewhere/);
    assert.equal(panel.button("Try again"), undefined);
  });

  it("warns of an answer that is cut off without calling for attention", () => {
    const error = { message: "It is cut off.", actions: [], severity: "warning" } as const;
    panel.show({}, [agentTurn("a", [textPart("Half")], { error })]);
    assert.match(panel.find(".notice.warning").textContent, /cut off/);
    assert.equal(panel.all("[role=alert]").length, 0);
    const warned = panel.find(".noticeIcon").className;
    panel.show({}, [agentTurn("a", [], { state: "failed", error: { message: "It failed.", actions: [] } })]);
    assert.equal(panel.all(".notice.warning").length, 0);
    assert.notEqual(panel.find("[role=alert] .noticeIcon").className, warned, "an error has another icon");
  });

  it("copies a turn's Markdown, and not before it has ended", () => {
    panel.show({}, [agentTurn("a", [textPart("**b**")], { state: "streaming" })]);
    assert.equal(panel.button("Copy"), undefined);
    panel.show({}, [agentTurn("a", [textPart("**b**")])]);
    panel.press("Copy");
    assert.deepEqual(panel.api.ofType("copy"), [{ type: "copy", text: "**b**" }]);
    assert.equal(panel.button("Copy")?.title, "Copied");
  });

  it("folds reasoning and links sources through the host", () => {
    panel.show({}, [
      agentTurn("a", [
        { kind: "reasoning", id: "r", text: "Let me see.", finished: true },
        { kind: "source", id: "s", title: "Open-Meteo", url: "https://open-meteo.com/" },
        { kind: "source", id: "x", title: "Bad", url: "javascript:alert(1)" },
      ]),
    ]);
    assert.equal(panel.find("details").open, false);
    assert.equal(panel.find(".reasoning summary").textContent, "Thought process");
    assert.deepEqual(
      panel.all(".sources a").map((link) => link.textContent),
      ["Open-Meteo"],
    );
    panel.find("a").click();
    assert.deepEqual(panel.api.ofType("openLink"), [{ type: "openLink", href: "https://open-meteo.com/" }]);
  });

  it("draws the last 50 turns, and 50 more when asked", () => {
    const turns = Array.from({ length: 120 }, (_, index) => userTurn(`${index}`, `Turn ${index}`));
    panel.show({}, turns);
    assert.equal(panel.all("article").length, 50);
    panel.press("Load earlier");
    assert.equal(panel.all("article").length, 100);
    panel.button("Load earlier")?.focus();
    panel.press("Load earlier");
    assert.equal(panel.all("article").length, 120);
    assert.equal(panel.button("Load earlier"), undefined);
    assert.equal(document.activeElement, panel.find("[role=log]"));
  });

  it('keeps the focus when "Jump to latest" goes away by scrolling', () => {
    const turns = Array.from({ length: 3 }, (_, index) => userTurn(`${index}`, `Turn ${index}`));
    panel.show({}, turns);
    const log = panel.find("[role=log]");
    // jsdom lays nothing out.
    Object.defineProperties(log, { scrollHeight: { value: 1000 }, clientHeight: { value: 300 } });
    const scrollTo = (top: number): void => {
      log.scrollTop = top;
      void act(() => void log.dispatchEvent(new page.Event("scroll")));
    };
    scrollTo(700);
    scrollTo(100);
    panel.button("Jump to latest")?.focus();
    assert.equal(document.activeElement, panel.button("Jump to latest"));
    scrollTo(700);
    assert.equal(panel.button("Jump to latest"), undefined);
    assert.equal(document.activeElement, log);
  });

  /** How many turns stood there each time that the log was scrolled to its end, which is before a paint. */
  const drawnBySteps = (show: () => void): readonly number[] => {
    const proto = HTMLElement.prototype;
    const before = Object.getOwnPropertyDescriptor(proto, "scrollTop");
    const counts: number[] = [];
    Object.defineProperty(proto, "scrollTop", {
      configurable: true,
      get: () => 0,
      set: () => counts.push(document.querySelectorAll("article").length),
    });
    try {
      show();
    } finally {
      if (before === undefined) {
        Reflect.deleteProperty(proto, "scrollTop");
      } else {
        Object.defineProperty(proto, "scrollTop", before);
      }
    }
    return [...new Set(counts)];
  };

  it("draws a few turns before the first paint, and the page a step at a time", () => {
    const turns = Array.from({ length: 120 }, (_, index) => userTurn(`${index}`, `Turn ${index}`));
    assert.deepEqual(
      drawnBySteps(() => panel.show({}, turns, "long")),
      [12, 24, 48, 50],
    );
    assert.equal(panel.all("article").at(-1)?.dataset["turn"], "119");
    assert.deepEqual(
      drawnBySteps(() => panel.show({}, turns.slice(0, 8), "short")),
      [8],
    );
    assert.equal(panel.button("Load earlier"), undefined);
  });

  it("keeps the first turns as they are when a thread grows past what was drawn at first", () => {
    const turns = Array.from({ length: 14 }, (_, index) => userTurn(`${index}`, `Turn ${index}`));
    panel.show({}, turns.slice(0, 12), "grows");
    const first = panel.all("article")[0];
    panel.show({}, turns, "grows");
    assert.equal(panel.all("article").length, 14);
    assert.equal(panel.all("article")[0], first);
  });

  it("draws as far back as the reader was when the view was hidden", () => {
    const scroll = { threadId: "thread", turnId: "60", offset: 5, following: false };
    const revived = new PanelPage(new FakeApi({ scroll }));
    revived.show(
      {},
      Array.from({ length: 120 }, (_, index) => userTurn(`${index}`, "x")),
    );
    assert.equal(revived.all("article").length, 85, "the turn, half a page before it, and all that follow");
    revived.close();
  });

  it("shows a sentence and a button instead of a blank panel when drawing fails, until another thread", () => {
    const broken = { ...agentTurn("a", []), parts: undefined } as unknown as ReturnType<typeof agentTurn>;
    panel.show({}, [broken]);
    assert.match(panel.find("[role=alert]").textContent, /Couldn't display this thread/);
    panel.press("Show log");
    assert.deepEqual(panel.api.ofType("action"), [{ type: "action", action: "showLog" }]);
    assert.ok(panel.box, "the message box is still there");
    panel.show({}, [userTurn("u", "Hi")], "another");
    assert.equal(panel.all("article").length, 1);
  });
});
