import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { editorAnswers, resumeForm } from "../../../../src/editor/participant/resumeQuestions";

const words = { yes: "Yes", no: "No" };
const object = (properties: object, more: object = {}): object => ({ type: "object", properties, ...more });
const selected = (...labels: string[]): { selected: string[]; freeText: null } => ({
  selected: labels,
  freeText: null,
});
const typed = (freeText: string): { selected: string[]; freeText: string } => ({ selected: [], freeText });

describe("resumeForm", () => {
  const schema = object(
    {
      publish: { type: "boolean", description: "Publish the report" },
      comment: { type: "string", default: "" },
      stars: { type: "integer", minimum: 1, maximum: 5, title: "Stars" },
      travelClass: { enum: ["economy", "business"] },
      days: { type: "array", items: { type: "string", enum: ["Mo", "Tu"] } },
    },
    { required: ["publish", "comment"] },
  );

  it("asks a question for each property", () => {
    const form = resumeForm(schema, "May it be published?", words);
    deepStrictEqual(form?.questions, [
      {
        header: "publish",
        question: "Publish the report",
        options: [{ label: "Yes" }, { label: "No" }],
        allowFreeformInput: false,
      },
      { header: "comment", question: "May it be published?", allowFreeformInput: true },
      { header: "Stars", question: "May it be published?", allowFreeformInput: true },
      {
        header: "travelClass",
        question: "May it be published?",
        options: [{ label: "economy" }, { label: "business" }],
        allowFreeformInput: false,
      },
      {
        header: "days",
        question: "May it be published?",
        options: [{ label: "Mo" }, { label: "Tu" }],
        multiSelect: true,
        allowFreeformInput: false,
      },
    ]);
  });

  it("makes data of the answers, with the types that the tool waits for", () => {
    const form = resumeForm(schema, "", words);
    ok(form);
    deepStrictEqual(
      form.read({
        publish: selected("No"),
        Stars: typed(" 4 "),
        travelClass: selected("business"),
        days: selected("Tu"),
      }),
      { publish: false, comment: "", stars: 4, travelClass: "business", days: ["Tu"] },
    );
    deepStrictEqual(form.read({ publish: selected("Yes"), comment: typed("Fine") }), {
      publish: true,
      comment: "Fine",
    });
  });

  it("makes none when something is missing or does not fit", () => {
    const form = resumeForm(schema, "", words);
    ok(form);
    for (const stars of ["six", "6", "1.5"]) {
      strictEqual(form.read({ publish: selected("Yes"), Stars: typed(stars) }), undefined, stars);
    }
    strictEqual(form.read({ comment: typed("Fine") }), undefined);
  });

  it("leaves to the panel what VS Code's form cannot ask, and secrets", () => {
    const text = { type: "string" };
    for (const each of [
      undefined,
      object({}),
      { type: "string" },
      object({ hotel: object({ stars: text }) }),
      object({ a: text }, { anyOf: [{ required: ["a"] }] }),
      object({ a: { ...text, pattern: "^a$" } }),
      object({ password: text }),
      object({ apiKey: text }),
      object(Object.fromEntries(["a", "b", "c", "d", "e", "f", "g"].map((name) => [name, text]))),
      object({ a: { ...text, title: "Same" }, b: { ...text, title: "Same" } }),
    ]) {
      strictEqual(resumeForm(each, "", words), undefined, JSON.stringify(each));
    }
  });

  it("reads what VS Code's form returns", () => {
    deepStrictEqual(editorAnswers('{"answers":{"City":{"selected":["Rome"],"freeText":null,"skipped":false}}}'), {
      City: { selected: ["Rome"], freeText: null },
    });
    strictEqual(editorAnswers("The user is replying elsewhere."), undefined);
    strictEqual(editorAnswers("{}"), undefined);
  });
});
