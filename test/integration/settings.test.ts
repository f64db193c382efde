import { deepStrictEqual, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { Settings } from "../../src/editor/settings";

describe("Settings", () => {
  let settings: Settings;
  const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration("agentChat");
  const set = (name: string, value: unknown): Thenable<void> =>
    configuration().update(name, value, vscode.ConfigurationTarget.Global);

  beforeEach(() => (settings = new Settings()));
  afterEach(async () => {
    settings.dispose();
    for (const name of ["serverUrl", "agent", "idleTimeoutSeconds", "clerk.publishableKey"]) {
      await set(name, undefined);
    }
  });

  it("has the documented defaults", () => {
    deepStrictEqual(settings.agents(), {
      serverUrl: "http://localhost:4111",
      apiPrefix: "/api",
      idleTimeoutSeconds: 280,
      requireToolApproval: false,
    });
    deepStrictEqual(settings.clerk(), {
      publishableKey: "",
      clientId: "",
      issuer: "",
      scopes: "openid profile email offline_access",
      redirectRelay: "https://vscode.dev/redirect",
    });
    deepStrictEqual(settings.preferredAgent(), { id: "weatherAgent", explicit: false });
  });

  it("counts as unconfigured until a server or a Clerk instance is named", async () => {
    strictEqual(settings.isUnconfigured(), true);
    await set("clerk.publishableKey", "pk_test_MTI3LjAuMC4yOjQ0NTUk");
    strictEqual(settings.isUnconfigured(), false);
  });

  it("takes a change at once and tells of it", async () => {
    const changed = new Promise<void>((resolve) => settings.onDidChange(resolve));
    await set("serverUrl", " https://mastra.example.com ");
    await changed;
    strictEqual(settings.agents().serverUrl, "https://mastra.example.com");
  });

  it("tells of another agent separately, since the connection stays", async () => {
    let server = 0;
    settings.onDidChange(() => (server += 1));
    const changed = new Promise<void>((resolve) => settings.onDidChangeAgent(resolve));
    await set("agent", "travelAgent");
    await changed;
    deepStrictEqual([settings.preferredAgent(), server], [{ id: "travelAgent", explicit: true }, 0]);
  });

  it("survives a settings.json with the wrong kinds of values", async () => {
    await set("serverUrl", 4111);
    await set("idleTimeoutSeconds", "soon");
    deepStrictEqual([settings.agents().serverUrl, settings.agents().idleTimeoutSeconds], ["", 280]);
  });

  it("saves the server's address for every folder", async () => {
    await settings.saveServerUrl("https://mastra.example.com");
    strictEqual(configuration().inspect("serverUrl")?.globalValue, "https://mastra.example.com");
  });
});
