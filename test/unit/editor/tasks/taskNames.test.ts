import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { COMMANDS } from "../../../../src/editor/commandIds";
import { agentOfTask, TASKS } from "../../../../src/editor/tasks/taskNames";

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: {
        readonly "agentChat.agentFor": { readonly properties: Readonly<Record<string, unknown>> };
      };
    };
  };
}

describe("the agent of a task", () => {
  it("is the one that the setting names", () => {
    strictEqual(agentOfTask({ fixProblem: " codingAgent " }, "fixProblem"), "codingAgent");
  });

  it("is that of the panel for what is not named, and for what is no name", () => {
    for (const setting of [undefined, null, "codingAgent", [], {}, { fixProblem: "" }, { fixProblem: 1 }]) {
      strictEqual(agentOfTask(setting, "fixProblem"), undefined);
    }
  });

  it("can be set for every task, each of which is a command", () => {
    const { contributes } = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
    const settings = Object.keys(contributes.configuration.properties["agentChat.agentFor"].properties);
    deepStrictEqual(settings.sort(), [...TASKS].sort());
    deepStrictEqual(
      TASKS.filter((task) => !(task in COMMANDS)),
      [],
    );
  });
});
