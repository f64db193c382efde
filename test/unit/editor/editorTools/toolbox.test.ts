import { deepStrictEqual, match, ok, rejects } from "node:assert/strict";
import type { CallContext } from "../../../../src/chat/clientTools/clientTools";
import type { EditorTool } from "../../../../src/editor/editorTools/editorTool";
import { Declined, ToolRefusal } from "../../../../src/editor/editorTools/toolRefusal";
import { Toolbox } from "../../../../src/editor/editorTools/toolbox";
import { schema } from "../../../../src/editor/editorTools/toolArguments";

const inputSchema = schema({ path: ["string", "A path."], "lines?": ["integer", "How many."] });

describe("Toolbox", () => {
  const logged: unknown[] = [];
  const context: CallContext = {
    signal: new AbortController().signal,
    said: "",
    place: { owner: "owner", threadId: "thread", callId: "call" },
  };
  const box = (run: EditorTool["run"]): Toolbox =>
    new Toolbox([{ name: "editor_look", kind: "reads", description: "Looks.", inputSchema, run }], (_, error) =>
      logged.push(error),
    );
  const looks = box((args) => Promise.resolve({ path: args.text("path"), lines: args.number("lines") }));

  it("runs a call with arguments that fit", async () => {
    const call = { toolName: "editor_look", args: { path: "a.ts", lines: 3, other: true } };
    deepStrictEqual(await looks.judge(call, context), { kind: "reads" });
    deepStrictEqual(await looks.run(call, context), { result: { path: "a.ts", lines: 3 } });
  });

  for (const [what, args, said] of [
    ["no object", undefined, /no JSON object/],
    ["a list", ["a.ts"], /no JSON object/],
    ["a text", "a.ts", /no JSON object/],
    ["nothing", {}, /path is missing/],
    ["another type", { path: 1, lines: 1.5 }, /path is no string; lines is no integer/],
    ["what objects have by nature", Object.create({ path: "a.ts" }) as object, /path is missing/],
  ] as const) {
    it(`refuses arguments that are ${what}`, async () => {
      match(JSON.stringify(await looks.judge({ toolName: "editor_look", args }, context)), said);
      match(JSON.stringify(await looks.run({ toolName: "editor_look", args }, context)), said);
    });
  }

  it("names its tools to an agent that calls another", async () => {
    const judged = await looks.judge({ toolName: "constructor", args: {} }, context);
    match(JSON.stringify(judged), /no tool constructor\. It has these: editor_look/);
  });

  it("tells reasons, but not those of what went wrong by accident", async () => {
    const call = { toolName: "editor_look", args: { path: "a.ts" } };
    deepStrictEqual(await box(() => Promise.reject(new ToolRefusal("Too large."))).run(call, context), {
      failed: "Too large.",
    });
    deepStrictEqual(await box(() => Promise.reject(new Declined())).run(call, context), { declined: true });
    const outcome = await box(() => Promise.reject(new Error("EACCES /home/ada/.ssh"))).run(call, context);
    deepStrictEqual(outcome, { failed: "The editor couldn't do that." });
    ok(logged.length > 0);
  });

  it("ends with its signal", async () => {
    const stopped = { ...context, signal: AbortSignal.abort() };
    await rejects(
      box(() => Promise.reject(new Error("gone"))).run({ toolName: "editor_look", args: { path: "a" } }, stopped),
    );
  });
});
