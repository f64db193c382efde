import { page } from "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { ResponseNews } from "../../../src/shared/responses";
import { responseExtras } from "../../../src/webview/conversation/turnTools";
import { agentTurn, textPart, userTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

const shown = { owner: "ada", threadId: "thread" };
const turns = [
  userTurn("u1", "One?"),
  agentTurn("a1", [textPart("One.")]),
  userTurn("u2", "Two?"),
  agentTurn("a2", [textPart("Two.")]),
];

describe("rating a response", () => {
  let panel: PanelPage;
  before(() => responseExtras());
  beforeEach(() => {
    panel = new PanelPage();
    panel.show({}, turns);
  });
  afterEach(() => panel.close());

  const tell = (news: ResponseNews, where = shown): void => panel.tell("response", { shown: where, news });
  const offer = (ratings: Readonly<Record<string, boolean>> = {}, where = shown): void =>
    tell({ about: "offers", offers: { feedback: true }, ratings }, where);
  const turn = (id: string) => panel.find(`[data-turn="${id}"]`);
  const thumb = (name: "Helpful" | "Unhelpful", id = "a2") => panel.button(name, turn(id));
  const pressed = (id = "a2") => [thumb("Helpful", id), thumb("Unhelpful", id)].map((each) => each?.ariaPressed);
  const requests = () => panel.api.ofType("response").map(({ request }) => request);
  const ratings = () => requests().filter(({ about }) => about === "rating");
  const box = () => panel.find('[aria-label="Comment (optional)"]') as HTMLInputElement;
  const hasBox = () => panel.all('[aria-label="Comment (optional)"]').length > 0;
  const write = (text: string) =>
    void act(() => {
      box().value = text;
      box().dispatchEvent(new page.Event("input", { bubbles: true }));
    });
  const enter = () => void act(() => box().form?.requestSubmit());
  const escape = () =>
    void act(() => {
      box().dispatchEvent(new page.KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    });

  it("is asked for once with the newest response, and offered where the host says so", () => {
    assert.deepEqual(requests(), [{ about: "offers" }]);
    assert.equal(thumb("Helpful"), undefined);
    tell({ about: "offers", offers: {}, ratings: {} });
    assert.equal(thumb("Helpful"), undefined);
    offer({ a1: false });
    assert.deepEqual(pressed("a1"), ["false", "true"]);
    assert.deepEqual(pressed("a2"), ["false", "false"]);
    assert.equal(panel.all('.user [aria-label="Helpful"]').length, 0);
    panel.show({}, [...turns, userTurn("u3", "Three?"), agentTurn("a3", [textPart("Three.")])]);
    assert.deepEqual(requests(), [{ about: "offers" }, { about: "offers" }]);
  });

  it("is not asked for while there is no connection", () => {
    panel.close();
    panel = new PanelPage();
    panel.show({ connection: "failed" }, turns);
    assert.deepEqual(requests(), []);
    panel.show({}, turns);
    assert.deepEqual(requests(), [{ about: "offers" }]);
  });

  it("is sent and shown at once, can be changed, and a second press sends nothing", () => {
    offer();
    panel.press("Helpful", turn("a1"));
    assert.deepEqual(pressed("a1"), ["true", "false"]);
    tell({ about: "rating", turnId: "a1", isHelpful: true });
    panel.press("Helpful", turn("a1"));
    panel.press("Unhelpful", turn("a1"));
    assert.deepEqual(pressed("a1"), ["false", "true"]);
    assert.deepEqual(ratings(), [
      { about: "rating", turnId: "a1", isHelpful: true },
      { about: "rating", turnId: "a1", isHelpful: false },
    ]);
  });

  it("goes back to what holds when it could not be kept, and says why", () => {
    offer({ a2: true });
    panel.press("Unhelpful", turn("a2"));
    tell({ about: "rating", turnId: "a2", isHelpful: false, problem: "It didn't keep your feedback." });
    assert.deepEqual(pressed(), ["true", "false"]);
    assert.equal(panel.find('[role="alert"]').textContent, "It didn't keep your feedback.");
    assert.equal(hasBox(), false);
    panel.press("Unhelpful", turn("a2"));
    assert.equal(panel.all('[role="alert"]').length, 0);
  });

  it("takes a comment by Enter, which stays in the box until it is kept", () => {
    offer();
    panel.press("Helpful", turn("a2"));
    assert.equal(document.activeElement, box());
    enter();
    assert.equal(ratings().length, 1, "an empty comment is none");
    write("  Just right ");
    enter();
    enter();
    assert.deepEqual(ratings().slice(1), [{ about: "rating", turnId: "a2", isHelpful: true, comment: "Just right" }]);
    const answer = { about: "rating", turnId: "a2", isHelpful: true, commented: true } as const;
    tell({ ...answer, problem: "Couldn't reach it." });
    assert.equal(box().value, "  Just right ");
    enter();
    tell(answer);
    assert.equal(hasBox(), false);
    assert.equal(turn("a2").querySelector('p[role="status"]')?.textContent, "Comment sent.");
    assert.equal(document.activeElement, thumb("Helpful"), "the box is gone, and the keyboard is where it came from");
    panel.press("Unhelpful", turn("a2"));
    assert.equal(box().value, "", "another comment is another one");
  });

  it("needs no comment: Escape closes the box, and the focus is back at the thumb", () => {
    offer();
    panel.press("Unhelpful", turn("a2"));
    escape();
    assert.equal(hasBox(), false);
    assert.deepEqual(pressed(), ["false", "true"]);
    assert.equal(document.activeElement, thumb("Unhelpful"));
    assert.equal(ratings().length, 1);
  });

  it("is one stop for the Tab key together with the other buttons", () => {
    offer();
    const stops = [...turn("a2").querySelectorAll("[role=toolbar] button")] as HTMLButtonElement[];
    assert.deepEqual(
      stops.map(({ tabIndex }) => tabIndex),
      [0, -1, -1, -1, -1],
    );
    stops[0]?.focus();
    void act(() => {
      stops[0]?.dispatchEvent(new page.KeyboardEvent("keydown", { key: "End", bubbles: true }));
    });
    assert.equal(document.activeElement, thumb("Unhelpful"));
  });

  it("of another thread or another person is dropped", () => {
    offer({ a2: true }, { ...shown, threadId: "another" });
    offer({ a2: true }, { ...shown, owner: "grace" });
    assert.equal(thumb("Helpful"), undefined);
    offer({ a2: true });
    panel.show({}, turns, "another");
    assert.equal(thumb("Helpful"), undefined);
  });
});
