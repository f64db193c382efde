import { page } from "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { ResponseNews } from "../../../src/shared/responses";
import { responseExtras } from "../../../src/webview/conversation/turnTools";
import { agentTurn, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

const shown = { owner: "ada", threadId: "thread" };
const agentId = "weatherAgent";
const turns = [
  userTurn("u1", "One?"),
  agentTurn("a1", [textPart("One.")], { agentId }),
  userTurn("u2", "Two?"),
  agentTurn("a2", [textPart("Two.")], { agentId }),
];

/** jsdom plays nothing: what the browser would be told stands here. */
class Played extends page.EventTarget {
  static all: Played[] = [];
  static refuses: DOMException | undefined;
  readonly calls: string[] = [];

  constructor(readonly src: string) {
    super();
    Played.all.push(this);
  }

  play(): Promise<void> {
    this.calls.push("play");
    return Played.refuses ? Promise.reject(Played.refuses) : Promise.resolve();
  }

  pause(): void {
    this.calls.push("pause");
  }
}

describe("reading a response aloud", () => {
  let panel: PanelPage;
  before(() => responseExtras());
  beforeEach(() => {
    Played.all = [];
    Played.refuses = undefined;
    Object.assign(globalThis, { Audio: Played });
    panel = new PanelPage();
    panel.show({}, turns);
  });
  afterEach(() => panel.close());

  const tell = (news: ResponseNews): void => panel.tell("response", { shown, news });
  const offer = (): void => tell({ about: "offers", offers: { voices: [agentId] }, ratings: {} });
  const turn = (id: string) => panel.find(`[data-turn="${id}"]`);
  const requests = () =>
    panel.api.ofType("response").flatMap(({ request }) => (request.about === "offers" ? [] : [request]));
  const lastRequest = () => {
    const last = requests().findLast(({ about }) => about === "speech");
    assert.ok(last?.about === "speech");
    return last.request;
  };
  const sound = (more: { isCut?: true } = {}, request = lastRequest()): void =>
    tell({ about: "speech", request, speech: { base64: "UklGRg==", ...more } });
  const read = (id = "a2"): void => {
    panel.press("Read aloud", turn(id));
    sound();
  };

  it("is offered for responses of agents with a voice that have words", () => {
    const more = [
      agentTurn("a3", [], { agentId }),
      agentTurn("a4", [textPart("Four.")], { agentId: "other" }),
      ...turns.slice(2),
    ];
    panel.show({}, more);
    offer();
    assert.deepEqual(
      [panel.button("Read aloud", turn("a3")), panel.button("Read aloud", turn("a4"))],
      [undefined, undefined],
    );
    assert.ok(panel.button("Read aloud", turn("a2")));
  });

  it("fetches the sound, plays it, pauses, goes on and stops", () => {
    offer();
    panel.press("Read aloud", turn("a2"));
    assert.equal(panel.button("Loading…", turn("a2"))?.ariaDisabled, "true");
    assert.deepEqual(requests(), [{ about: "speech", turnId: "a2", request: lastRequest() }]);
    assert.equal(Played.all.length, 0);
    sound();
    const [audio] = Played.all;
    assert.equal(audio?.src, "data:audio/mpeg;base64,UklGRg==");
    panel.press("Pause reading", turn("a2"));
    panel.press("Continue reading", turn("a2"));
    assert.deepEqual(audio.calls, ["play", "pause", "play"]);
    panel.press("Stop reading", turn("a2"));
    assert.deepEqual(audio.calls.slice(3), ["pause"]);
    assert.deepEqual(requests().at(-1), { about: "silence" });
    assert.ok(panel.button("Read aloud", turn("a2")));
    assert.equal(document.activeElement, panel.button("Read aloud", turn("a2")));
  });

  it("is over at the end of the sound, and the toolbar is still a stop of the Tab key", () => {
    offer();
    read();
    const stops = (): HTMLButtonElement[] =>
      [...turn("a2").querySelectorAll<HTMLButtonElement>("[role=toolbar] button")].filter(
        ({ tabIndex }) => tabIndex === 0,
      );
    stops()[0]?.focus();
    void act(() => {
      document.activeElement?.dispatchEvent(new page.KeyboardEvent("keydown", { key: "End", bubbles: true }));
    });
    assert.deepEqual(stops(), [panel.button("Stop reading", turn("a2"))]);
    void act(() => void Played.all[0]?.dispatchEvent(new page.Event("ended")));
    assert.ok(panel.button("Read aloud", turn("a2")));
    assert.equal(stops().length, 1);
  });

  it("is not taken for another one by the page after a reload, nor the other way round", () => {
    offer();
    panel.press("Read aloud", turn("a2"));
    const before = lastRequest();
    panel.close();
    panel = new PanelPage();
    panel.show({}, turns);
    offer();
    panel.press("Read aloud", turn("a2"));
    tell({ about: "speech", request: before });
    assert.ok(panel.button("Loading…", turn("a2")));
  });

  it("is one at a time, and sound that nobody waits for is not played", () => {
    offer();
    panel.press("Read aloud", turn("a1"));
    const first = lastRequest();
    panel.press("Read aloud", turn("a2"));
    sound({}, first);
    assert.equal(Played.all.length, 0);
    sound();
    assert.ok(panel.button("Read aloud", turn("a1")));
    panel.press("Read aloud", turn("a1"));
    assert.deepEqual(Played.all[0]?.calls, ["play", "pause"]);
    panel.press("Stop reading", turn("a1"));
    sound();
    assert.equal(Played.all.length, 1);
  });

  it("ends when another panel reads aloud", () => {
    offer();
    read();
    tell({ about: "speech", request: lastRequest() });
    assert.deepEqual(Played.all[0]?.calls, ["play", "pause"]);
    assert.ok(panel.button("Read aloud", turn("a2")));
  });

  it("ends with its thread, its owner and its response", () => {
    for (const leave of [
      () => panel.show({}, turns, "another"),
      () => panel.show({}, [], "another"),
      () => panel.show({}, turns.slice(0, 2)),
      () => {
        const state = panel.panel.model.state;
        const transcript = { threadId: "thread-2", turns: [] };
        panel.tell("snapshot", { owner: "grace", state, transcript, draft: { text: "", revision: 0 }, strings: {} });
      },
    ]) {
      panel.show({}, turns);
      offer();
      read();
      leave();
      assert.deepEqual(Played.all.at(-1)?.calls, ["play", "pause"], String(leave));
      assert.deepEqual(requests().at(-1), { about: "silence" });
    }
  });

  it("says when only the beginning is read, why it could not be read, and that the sound can't be played", async () => {
    offer();
    panel.press("Read aloud", turn("a2"));
    sound({ isCut: true });
    assert.match(turn("a2").textContent, /Only the beginning is read/);
    panel.press("Stop reading", turn("a2"));
    panel.press("Read aloud", turn("a2"));
    tell({ about: "speech", request: lastRequest(), problem: "The voice couldn't read it." });
    assert.equal(panel.find('[role="alert"]').textContent, "The voice couldn't read it.");
    Played.refuses = new DOMException("No such codec", "NotSupportedError");
    panel.press("Read aloud", turn("a2"));
    assert.equal(panel.all('[role="alert"]').length, 0);
    await act(async () => {
      sound();
      await Promise.resolve();
    });
    assert.match(panel.find('[role="alert"]').textContent, /Couldn't play the sound/);
    assert.ok(panel.button("Read aloud", turn("a2")));
  });

  it("is no failure when it is paused before it has begun", async () => {
    offer();
    Played.refuses = new DOMException("Interrupted", "AbortError");
    await act(async () => {
      read();
      await Promise.resolve();
    });
    assert.equal(panel.all('[role="alert"]').length, 0);
  });
});
