import { page } from "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { AgentMemory, WorkingMemory } from "../../../src/shared/agentMemory";
import { memoryDialog, threadOptionsForm } from "../../../src/webview/composer/composer";
import { FakeApi } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

const agentId = "weatherAgent";
const notes: WorkingMemory = { text: "- Home: Graz", source: "resource", template: "- Home:" };

describe("what an agent remembers", () => {
  let panel: PanelPage;
  before(() => Promise.all([memoryDialog(), threadOptionsForm()]));
  beforeEach(() => {
    panel = new PanelPage();
    panel.show({ agentId });
  });
  afterEach(() => panel.close());

  /** Answers as the host does, with what the panel has told it of what is typed. */
  const tell = (memory: Omit<AgentMemory, "threadId" | "agentId">, threadId = "thread"): void =>
    panel.tell("memory", { threadId, agentId, typed: panel.api.ofType("memoryTyped").at(-1)?.typed ?? {}, ...memory });
  const dialog = (): HTMLElement => panel.find('[role="dialog"]');
  const isOpen = (): boolean => panel.all('[role="dialog"]').length > 0;
  const box = (): HTMLTextAreaElement => dialog().querySelector("textarea")!;
  const write = (text: string, into: HTMLTextAreaElement | HTMLInputElement = box()): void =>
    void act(() => {
      into.value = text;
      into.dispatchEvent(new page.Event("input", { bubbles: true }));
    });
  const enter = (command: string): void => {
    panel.type(command);
    panel.key("Escape");
    panel.key("Enter");
  };
  const open = (working: WorkingMemory | undefined = notes): void => {
    enter("/memory");
    tell(working ? { working } : {});
  };
  const save = async (button = "Save"): Promise<void> => {
    await act(() => panel.button(button, dialog())!.closest("form")!.requestSubmit());
  };
  const saves = () => panel.api.ofType("saveMemory").map(({ change }) => change);
  const rows = (): string[] => panel.all('[role="option"] .completionName').map(({ textContent }) => textContent);

  it("is offered behind / and in the thread's options only where there is any", () => {
    panel.type("/m");
    assert.deepEqual([rows(), panel.api.ofType("readMemory")], [[], [{ type: "readMemory", agentId }]]);
    tell({});
    assert.deepEqual(rows(), []);
    panel.press("Thread options…");
    assert.equal(panel.button("What the agent remembers"), undefined);
    tell({ working: notes }, "another thread");
    assert.equal(panel.button("What the agent remembers"), undefined);
    tell({ working: notes });
    panel.press("What the agent remembers");
    assert.equal(
      document.getElementById(dialog().getAttribute("aria-labelledby")!)?.textContent,
      "What the agent remembers",
    );
    assert.equal(document.activeElement, dialog());
    panel.type("/mem");
    assert.deepEqual(rows(), ["/memory"]);
  });

  it("shows Markdown with where it belongs and its template, and what the agent has observed, which stays", () => {
    enter("/memory");
    assert.match(dialog().textContent, /Loading…/);
    tell({ working: notes, observations: "* **Likes** fog" });
    assert.equal(box().value, "- Home: Graz");
    assert.match(dialog().textContent, /the same in all your threads/);
    void act(() => dialog().querySelector("summary")!.click());
    assert.match(dialog().textContent, /- Home:/);
    assert.equal(dialog().querySelector(".markdown strong")?.textContent, "Likes");
  });

  it("says so where there is nothing", () => {
    open(undefined);
    tell({});
    assert.match(dialog().textContent, /Weather Agent keeps no memory that can be shown\./);
    tell({ problem: "The server is down." });
    assert.equal(dialog().querySelector('[role="alert"]')?.textContent, "The server is down.");
  });

  it("saves what was changed, with what it was changed from, and says that it is saved", async () => {
    open();
    write("- Home: Oslo");
    await save();
    assert.deepEqual(saves(), [{ text: "- Home: Oslo", shown: "- Home: Graz" }]);
    tell({ working: { ...notes, text: "- Home: Oslo" }, saved: true });
    assert.match(dialog().textContent, /Saved\./);
    write("");
    await save();
    assert.deepEqual(saves().at(-1), { text: "", shown: "- Home: Oslo" });
  });

  it("begins an empty memory with its template, and waits for a thread", () => {
    open({ ...notes, text: "", fixed: true });
    assert.equal(box().value, "- Home:");
    assert.match(dialog().textContent, /Nothing is remembered yet\..*Send a message in this thread first\./);
    assert.equal(panel.button("Save", dialog()), undefined);
  });

  it("shows both where it has changed meanwhile, and saves what the person keeps", async () => {
    open();
    write("- Home: Oslo");
    await save();
    tell({ working: { ...notes, text: "- Home: Rome" } });
    assert.match(dialog().querySelector('[role="alert"]')!.textContent, /has changed on the server.*- Home: Rome/);
    assert.equal(box().value, "- Home: Oslo");
    assert.equal(panel.button("Save", dialog()), undefined);
    await save("Keep mine");
    assert.deepEqual(saves().at(-1), { text: "- Home: Oslo", shown: "- Home: Rome" });
    tell({ working: { ...notes, text: "- Home: Oslo" }, saved: true });
    assert.equal(dialog().querySelector('[role="alert"]'), null);
  });

  it("or takes the server's, and sends nothing", () => {
    open();
    write("- Home: Oslo");
    tell({ working: { ...notes, text: "- Home: Rome" } });
    panel.press("Use the server's", dialog());
    assert.equal(box().value, "- Home: Rome");
    assert.deepEqual(saves(), []);
  });

  it("keeps what was typed in another life of the view, and over what it was typed", () => {
    open();
    write("- Home: Oslo");
    const next = new PanelPage(panel.api);
    next.show({ agentId });
    panel.close();
    panel = next;
    open({ ...notes, text: "- Home: Rome" });
    assert.equal(box().value, "- Home: Oslo");
    assert.ok(panel.button("Keep mine", dialog()));
  });

  it("puts nothing that is typed into the view's saved state", async () => {
    const states: string[] = [];
    class Watched extends FakeApi {
      override setState(state: unknown): void {
        states.push(JSON.stringify(state));
        super.setState(state);
      }
    }
    panel.close();
    panel = new PanelPage(new Watched());
    panel.show({ agentId });
    open();
    write("- Home: Oslo");
    await save();
    tell({ working: { ...notes, text: "- Home: Rome" } });
    write("- Home: Bergen");
    panel.show({ agentId }, [], "other");
    panel.tell("snapshot", snapshotOf("bob"));
    assert.ok(states.length > 0);
    assert.doesNotMatch(states.join(" ") + JSON.stringify(panel.api.getState()), /Oslo|Bergen/);
    // The host alone has it.
    assert.match(JSON.stringify(panel.api.ofType("memoryTyped")), /Oslo.*Bergen/);
  });

  it("is forgotten on both sides once it is saved", async () => {
    open();
    write("- Home: Oslo");
    await save();
    tell({ working: { ...notes, text: "- Home: Oslo" }, saved: true });
    assert.deepEqual(panel.api.ofType("memoryTyped").at(-1)?.typed, {});
  });

  it("is nothing to another owner of the same thread, and nothing after a sign-out", () => {
    open();
    write("- Home: Oslo");
    panel.tell("snapshot", snapshotOf("bob"));
    assert.equal(isOpen(), false);
    enter("/memory");
    tell({ working: notes, typed: {} });
    assert.equal(box().value, "- Home: Graz");
    write("- Home: Bergen");
    panel.tell("snapshot", { ...snapshotOf(""), transcript: { threadId: "", turns: [] } });
    assert.equal(isOpen(), false);
    panel.tell("snapshot", snapshotOf("bob"));
    assert.equal(isOpen(), false, "it is closed when they are back");
    enter("/memory");
    tell({ working: notes, typed: {} });
    assert.equal(box().value, "- Home: Graz");
  });

  it("stays when an answer about an agent or a thread comes that a person has left", () => {
    open();
    write("- Home: Oslo");
    panel.tell("memory", { threadId: "thread", agentId: "another agent", working: { ...notes, text: "- Home: Rome" } });
    tell({ working: { ...notes, text: "- Home: Rome" } }, "another thread");
    assert.equal(box().value, "- Home: Oslo");
    assert.equal(dialog().querySelector('[role="alert"]'), null);
  });

  it("reads what the host gives it as nothing where it can't", () => {
    enter("/memory");
    tell({ working: notes, typed: { typed: 7 } });
    assert.equal(box().value, "- Home: Graz");
  });

  it("keeps what was typed when a change fails, and after it was saved", async () => {
    open();
    write("- Home: Oslo");
    await save();
    tell({ problem: "The server is down." });
    assert.equal(box().value, "- Home: Oslo");
    await save();
    write("- Home: Oslo!");
    tell({ working: { ...notes, text: "- Home: Oslo" }, saved: true });
    assert.equal(box().value, "- Home: Oslo!");
    assert.equal(panel.button("Keep mine", dialog()), undefined);
    await save();
    assert.deepEqual(saves().at(-1), { text: "- Home: Oslo!", shown: "- Home: Oslo" });
  });

  it("is a form where the memory has fields; what has none stays", async () => {
    const schema = { type: "object", properties: { home: { type: "string" }, travelers: { type: "number" } } };
    open({ text: '{"home":"Graz","since":1999}', source: "thread", template: "{}", schema });
    assert.match(dialog().textContent, /Working memory of this thread\./);
    const travelers = [...dialog().querySelectorAll("label")].find(({ textContent }) => /travelers/i.test(textContent));
    write("2", document.getElementById(travelers!.htmlFor) as HTMLInputElement);
    await save();
    assert.deepEqual(JSON.parse(saves()[0]!.text), { since: 1999, home: "Graz", travelers: 2 });
    tell({ working: { text: '{"home":"Rome"}', source: "thread", template: "{}", schema } });
    assert.match(dialog().querySelector('[role="alert"]')!.textContent, /"home": "Rome"/);
  });

  it("is plain text where another agent has written words into it", () => {
    open({ text: "# Words", source: "resource", template: "{}", schema: { type: "object", properties: {} } });
    assert.equal(box().value, "# Words");
  });

  it("is gone with Escape and with the thread, and nobody else's is drawn", () => {
    open();
    void act(() => {
      dialog().dispatchEvent(new page.KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    });
    assert.equal(isOpen(), false);
    assert.equal(document.activeElement, panel.box);
    open();
    panel.show({ agentId }, [], "other");
    assert.equal(isOpen(), false);
    panel.tell("snapshot", snapshotOf("bob"));
    assert.equal(panel.panel.model.memory, undefined);
  });

  const snapshotOf = (owner: string) => ({
    owner,
    state: panel.panel.model.state,
    transcript: { threadId: "thread", turns: [] },
    draft: { text: "", revision: 0 },
    strings: {},
  });
});
