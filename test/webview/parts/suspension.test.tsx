import assert from "node:assert/strict";
import fc from "fast-check";
import { act } from "preact/test-utils";
import type { Suspension, ToolCallPart } from "../../../src/shared/transcript";
import { questionIn } from "../../../src/webview/parts/asks/formAsk";
import { toolForm } from "../../../src/webview/parts/suspension";
import { page } from "../setup/dom";
import { agentTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

describe("questionIn", () => {
  it("finds the tool's own question and keeps the rest of what it said", () => {
    assert.deepEqual(questionIn({ reason: "need your name", trip: { to: "Paris" } }), {
      question: "need your name",
      rest: { trip: { to: "Paris" } },
    });
    assert.deepEqual(questionIn({ title: "Trip", message: "Who?" }), { question: "Who?", rest: { title: "Trip" } });
    assert.deepEqual(questionIn("Who are you?"), { question: "Who are you?" });
    assert.deepEqual(questionIn('{"message":"Laid out"}'), { question: "Laid out" });
  });

  it("takes nothing for a question that is none", () => {
    assert.deepEqual(questionIn(undefined), {});
    assert.deepEqual(questionIn(null), {});
    assert.deepEqual(questionIn([]), {});
    assert.deepEqual(questionIn([1, 2]), { rest: [1, 2] });
    assert.deepEqual(questionIn({ message: 5 }), { rest: { message: 5 } });
    assert.deepEqual(questionIn({ message: "  " }), { rest: { message: "  " } });
    assert.deepEqual(questionIn("x".repeat(5000)), { rest: "x".repeat(5000) });
  });

  it("never fails", () => {
    fc.assert(fc.property(fc.anything(), (payload) => Object.keys(questionIn(payload)).length <= 2));
  });
});

const schema = {
  type: "object",
  properties: {
    name: { type: "string", minLength: 2, description: "As in the passport." },
    days: { type: "integer", minimum: 1 },
    kind: { type: "string", enum: ["train", "plane"] },
    notify: { type: "boolean" },
    address: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
    tags: { type: "array", items: { type: "string" }, maxItems: 2 },
  },
  required: ["name", "days", "kind", "address"],
};

describe("SuspensionForm", () => {
  let panel: PanelPage;
  before(() => toolForm());
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => {
    assert.deepEqual(panel.api.ofType("drawingFailed"), []);
    panel.close();
  });

  function show(suspension: Suspension = { schema }, status: ToolCallPart["status"] = "suspended"): void {
    const call: ToolCallPart = { kind: "tool", id: "c", toolName: "askTraveller", status, argsText: "", suspension };
    panel.show({}, [agentTurn("a", [call], { state: "waiting" })]);
  }

  type Box = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

  /** The box whose label begins with these words. */
  function box(label: string): Box {
    const found = panel.all("form.toolForm label").find((candidate) => candidate.textContent.startsWith(label));
    const id = found?.getAttribute("for");
    const element = id == null ? null : document.getElementById(id);
    assert.ok(element, `no box ${label}`);
    return element as Box;
  }

  function write(label: string, text: string): void {
    void act(() => {
      const element = box(label);
      element.value = text;
      element.dispatchEvent(new page.Event(element.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
    });
  }

  const answers = (): unknown[] => panel.api.ofType("resumeToolCall").map(({ data }) => data);
  const described = (element: Element): string =>
    (element.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" ")
      .trim();

  function fillIn(): void {
    write("Name", "Ada");
    write("Days", "3");
    write("Kind", "1");
    write("City", "Paris");
  }

  it("can be declined, with a reason or without, and rests then", () => {
    show();
    panel.press("Decline");
    panel.press("Decline");
    panel.press("Continue");
    const declined = { type: "decideToolCall", turnId: "a", toolCallId: "c", approved: false };
    assert.deepEqual(panel.api.ofType("decideToolCall"), [{ ...declined, reason: "" }]);
    assert.deepEqual(answers(), []);
    assert.equal((panel.find("form .primary") as HTMLButtonElement).disabled, true);
    show();
    panel.press("Decline with reason…");
    void act(() => {
      const line = panel.find(".reason input") as HTMLInputElement;
      line.value = "not today";
      line.dispatchEvent(new page.Event("input", { bubbles: true }));
    });
    void act(() => {
      const keys = { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true };
      panel.find(".reason input").dispatchEvent(new page.KeyboardEvent("keydown", { ...keys, ctrlKey: false }));
    });
    assert.deepEqual(panel.api.ofType("decideToolCall").at(-1), { ...declined, reason: "not today" });
    assert.deepEqual(answers(), [], "the reason is no answer");
  });

  it("sends what was filled in, once", () => {
    show();
    fillIn();
    void act(() => box("Notify").click());
    panel.press("Continue");
    panel.press("Continue");
    assert.deepEqual(panel.api.ofType("resumeToolCall"), [
      {
        type: "resumeToolCall",
        turnId: "a",
        toolCallId: "c",
        data: { name: "Ada", days: 3, kind: "plane", notify: true, address: { city: "Paris" } },
      },
    ]);
    assert.equal(panel.button("Continue")?.disabled, true);
  });

  it("sends nothing that is wrong, says why at the box, and leads to the first one", () => {
    show();
    assert.equal(panel.all("[aria-invalid]").length, 0);
    write("Days", "1.5");
    panel.press("Continue");
    assert.deepEqual(answers(), []);
    assert.deepEqual(
      panel.all("[aria-invalid]").map((element) => element.id),
      [box("Name"), box("Days"), box("Kind"), box("City")].map(({ id }) => id),
    );
    assert.equal(document.activeElement, box("Name"));
    assert.match(described(box("Name")), /^As in the passport\. This field is required/);
    assert.match(described(box("Days")), /whole number/);
    write("Days", "2");
    assert.equal(box("Days").getAttribute("aria-invalid"), null);
    fillIn();
    write("Name", "A");
    panel.press("Continue");
    assert.equal(document.activeElement, box("Name"));
    assert.match(described(box("Name")), /2 or more/);
  });

  it("adds and removes entries, and keeps the focus with them", () => {
    show();
    panel.press("Add entry to Tags");
    assert.equal(document.activeElement, box("Entry 1"));
    write("Entry 1", "sea");
    panel.press("Add entry to Tags");
    assert.equal(document.activeElement, box("Entry 2"));
    write("Entry 2", "sun");
    assert.equal(panel.button("Add entry to Tags")?.disabled, true);
    panel.press("Remove entry 1 of Tags");
    assert.equal(box("Entry 1").value, "sun");
    assert.equal(document.activeElement.getAttribute("aria-label"), "Remove entry 1 of Tags");
    panel.press("Remove entry 1 of Tags");
    assert.equal(document.activeElement, panel.button("Add entry to Tags"));
    fillIn();
    panel.press("Continue");
    assert.equal(Object.hasOwn(answers()[0] as object, "tags"), false);
  });

  it("keeps what is typed through redraws of the turn and a look at another thread", () => {
    show();
    write("Name", "Ada");
    panel.press("Add entry to Tags");
    write("Entry 1", "sea");
    show();
    assert.equal(box("Name").value, "Ada");
    panel.show({}, [], "other");
    show();
    assert.deepEqual([box("Name").value, box("Entry 1").value], ["Ada", "sea"]);
  });

  it("brings an answer back that did not arrive, and begins anew for another question", () => {
    show({ schema, payload: { message: "Who?" } });
    fillIn();
    panel.press("Continue");
    show({ schema }, "running");
    show({ schema, payload: { message: "Who?" } });
    assert.equal(box("Name").value, "Ada");
    assert.equal(panel.button("Continue")?.disabled, false);
    panel.press("Continue");
    assert.equal(answers().length, 2);
    show({ schema }, "running");
    show({ schema, payload: { message: "And who else?" } });
    assert.equal(box("Name").value, "");
  });

  it("sends with Enter in a line and with Ctrl+Enter anywhere, and not with Shift+Enter", () => {
    show({ schema: { type: "object", properties: { name: { type: "string" }, more: {} }, required: ["name"] } });
    write("Name", "Ada");
    const press = (label: string, keys: KeyboardEventInit): void => {
      void act(() => {
        box(label).dispatchEvent(
          new page.KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...keys }),
        );
      });
    };
    press("Name", { shiftKey: true });
    press("More", {});
    assert.deepEqual(answers(), []);
    press("Name", {});
    assert.deepEqual(answers(), [{ name: "Ada" }]);
    show({ schema: { type: "object", properties: { more: {} }, required: ["more"] }, payload: "Else?" });
    write("More", "[1]");
    press("More", { ctrlKey: true });
    assert.deepEqual(answers()[1], { more: [1] });
  });

  for (const [name, nonsense] of [
    ["no schema", undefined],
    ["a text", "{nonsense"],
    ["a schema that repeats itself", { $ref: "#" }],
    [
      "ten thousand fields",
      { type: "object", properties: Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`p${i}`, {}])) },
    ],
  ] as const) {
    it(`asks for JSON, with a sentence why, for ${name}`, () => {
      show({ schema: nonsense });
      assert.equal(panel.all("form.toolForm textarea").length, 1);
      assert.match(described(box("Input")), /as JSON/);
      write("Input", "{a: 1}");
      panel.press("Continue");
      assert.deepEqual(answers(), []);
      assert.match(described(box("Input")), /isn't valid JSON/);
      assert.equal(box("Input").value, "{a: 1}");
      write("Input", '{"a": 1}');
      panel.press("Continue");
      assert.deepEqual(answers(), [{ a: 1 }]);
    });
  }

  it("names the form, its groups and every box", () => {
    show();
    assert.equal(panel.find("form.toolForm").getAttribute("aria-label"), "Input for askTraveller");
    assert.deepEqual(
      panel.all("legend").map((legend) => legend.textContent),
      ["Address", "Tags (optional)"],
    );
    const boxes = panel.all(".toolForm input, .toolForm textarea, .toolForm select");
    assert.ok(boxes.every((element) => panel.all(`label[for="${element.id}"]`).length === 1));
  });

  it("keeps both shapes of a union while a person chooses", () => {
    const shape = (t: string, name: string) => ({
      type: "object",
      properties: { t: { const: t }, [name]: { type: "string" } },
      required: ["t", name],
    });
    show({
      schema: {
        type: "object",
        properties: { pay: { oneOf: [shape("card", "number"), shape("bank", "iban")] } },
        required: ["pay"],
      },
    });
    write("Pay", "0");
    write("Number", "4242");
    write("Pay", "1");
    write("Iban", "FR76");
    write("Pay", "0");
    assert.equal(box("Number").value, "4242");
    panel.press("Continue");
    assert.deepEqual(answers(), [{ pay: { t: "card", number: "4242" } }]);
  });

  it("tells an empty text from one that nobody has filled in", () => {
    show({ schema: { type: "object", properties: { note: { type: "string" } }, required: ["note"] } });
    assert.equal(panel.button("Leave Note empty"), undefined);
    panel.press("Continue");
    assert.deepEqual(answers(), []);
    assert.match(described(box("Note")), /choose to leave it empty/);
    panel.press("Leave Note empty");
    assert.equal(document.activeElement, box("Note"));
    assert.deepEqual(
      [box("Note").getAttribute("aria-invalid"), box("Note").getAttribute("placeholder")],
      [null, "Left empty"],
    );
    panel.press("Continue");
    assert.deepEqual(answers(), [{ note: "" }]);
  });

  it("says which fields go together, and leads to that sentence", () => {
    const properties = { token: { type: "string" }, username: { type: "string" }, password: { type: "string" } };
    show({
      schema: { type: "object", properties, anyOf: [{ required: ["token"] }, { required: ["username", "password"] }] },
    });
    assert.deepEqual(
      panel.all(".toolForm input").map((element) => element.getAttribute("type")),
      ["password", "password"],
    );
    write("Username", "ada");
    panel.press("Continue");
    assert.deepEqual(answers(), []);
    assert.match(document.activeElement?.textContent ?? "", /^Fill in one of these: Token; Username and Password\.$/);
    write("Password", "hunter2");
    panel.press("Continue");
    assert.deepEqual(answers(), [{ username: "ada", password: "hunter2" }]);
  });

  it("sends untouched defaults, a union beside fields, and names that a person chose", () => {
    const shape = (name: string) => ({ properties: { [name]: { type: "string" } }, required: [name] });
    show({
      schema: {
        type: "object",
        properties: {
          tags: { type: "array", items: { type: "string" }, default: ["a", "b"] },
          size: {
            oneOf: [
              { const: "s", title: "Small" },
              { const: "l", title: "Large" },
            ],
            default: "l",
          },
          counts: { type: "object", additionalProperties: { type: "integer" } },
        },
        required: ["tags", "size", "counts"],
        anyOf: [shape("train"), shape("plate")],
      },
    });
    assert.deepEqual([box("Entry 1").value, box("Entry 2").value], ["a", "b"]);
    assert.deepEqual([...box("Size").querySelectorAll("option")].map((option) => option.textContent).slice(1), [
      "Small",
      "Large",
    ]);
    write("One of these", "1");
    write("Plate", "AB 1");
    panel.press("Add entry to Counts");
    assert.equal(document.activeElement, box("Name"));
    write("Name", "suitcase");
    write("Value", "two");
    panel.press("Continue");
    assert.match(described(box("Value")), /Enter a number/);
    write("Value", "2");
    panel.press("Continue");
    assert.deepEqual(answers(), [{ tags: ["a", "b"], size: "l", counts: { suitcase: 2 }, plate: "AB 1" }]);
    const boxes = panel.all(".toolForm input, .toolForm textarea, .toolForm select");
    assert.ok(boxes.every((element) => panel.all(`label[for="${element.id}"]`).length === 1));
  });
});
