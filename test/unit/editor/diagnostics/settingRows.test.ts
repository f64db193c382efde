import { deepStrictEqual, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type SettingSchema, settingRows } from "../../../../src/editor/diagnostics/settingRows";

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, SettingSchema>> } };
}

const { properties } = (JSON.parse(readFileSync("package.json", "utf8")) as Manifest).contributes.configuration;

describe("settingRows", () => {
  it("tells switches, numbers, choices and hosts, and where they are written", () => {
    const written = new Map<string, object>([
      ["agentChat.requireToolApproval", { globalValue: true }],
      ["agentChat.idleTimeoutSeconds", { globalValue: 20, workspaceValue: 30 }],
      ["agentChat.sendWith", { workspaceFolderValue: "ctrlEnter" }],
      ["agentChat.serverUrl", { globalValue: "https://mastra.example.com/team?key=secret" }],
      ["agentChat.apiPrefix", { globalValue: "/api" }],
      ["agentChat.clerk.publishableKey", { globalValue: "sk_live_abc" }],
      ["agentChat.clerk.clientId", { globalValue: " " }],
      ["agentChat.prompts", { globalValue: [{ name: "a", text: "b" }] }],
    ]);
    const rows = settingRows(properties, (name) => written.get(name));
    deepStrictEqual(
      rows.filter(([, , where]) => where !== "default"),
      [
        ["agentChat.serverUrl", "https://mastra.example.com (and a path, query)", "user"],
        ["agentChat.apiPrefix", "as the default", "user"],
        ["agentChat.clerk.publishableKey", "set, begins with sk_", "user"],
        ["agentChat.clerk.clientId", "empty", "user"],
        ["agentChat.requireToolApproval", "true", "user"],
        ["agentChat.idleTimeoutSeconds", "30", "workspace"],
        ["agentChat.sendWith", "ctrlEnter", "workspace"],
        ["agentChat.prompts", "1 entries", "user"],
      ],
    );
    deepStrictEqual(rows.length, Object.keys(properties).length);
  });

  it("tells nothing that a person can type, whatever setting it is in and whatever type it should have", () => {
    for (const secret of ["hunter2-hunter2", "pk_live_hunter2", ["hunter2"], { hunter2: "hunter2" }, null]) {
      const told = settingRows(properties, () => ({ workspaceValue: secret }));
      ok(!JSON.stringify(told).includes("hunter2"), JSON.stringify(secret));
    }
  });
});
