import { deepStrictEqual, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { valueAt, write } from "../../src/editor/configuration";
import { Settings } from "../../src/editor/settings";

const staging = { name: "Staging", url: "https://staging.example.com", publishableKey: "pk_test_a", clientId: "a" };
const plain = { name: "Plain", url: "https://plain.example.com" };

const clerkNames = ["clerk.publishableKey", "clerk.clientId", "clerk.issuer"];

describe("Settings", () => {
  let settings: Settings;
  let chosen: string | undefined;
  const { Global } = vscode.ConfigurationTarget;
  const set = (name: string, value: unknown): Promise<void> => write(name, value, Global);

  const stored = (name: string): unknown => valueAt(name, Global);
  const told = (): Promise<void> => new Promise<void>((resolve) => settings.onDidChange(resolve));

  beforeEach(() => {
    chosen = undefined;
    settings = new Settings({ get: () => chosen, set: (name) => (chosen = name) });
  });
  afterEach(async () => {
    settings.dispose();
    for (const name of ["serverUrl", "servers", "agent", "idleTimeoutSeconds", ...clerkNames]) {
      await set(name, undefined);
    }
  });

  it("has the documented defaults", () => {
    deepStrictEqual(settings.agents(), {
      serverUrl: "http://localhost:4111",
      apiPrefix: "/api",
      idleTimeoutSeconds: 280,
      requireToolApproval: false,
      keepsRunsAlive: false,
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

  it("saves a server for every folder, and tells of it once", async () => {
    await set("clerk.issuer", "https://old.example.com");
    let times = 0;
    settings.onDidChange(() => (times += 1));
    await settings.saveServer({ url: "https://mastra.example.com", publishableKey: "pk_test_b", clientId: "b" });
    deepStrictEqual(
      ["serverUrl", ...clerkNames].map(stored),
      // The issuer belonged to the key before.
      ["https://mastra.example.com", "pk_test_b", "b", undefined],
    );
    strictEqual(times, 1);
  });

  it("leaves the Clerk settings as they are when only the address is saved", async () => {
    await set("clerk.publishableKey", "pk_test_a");
    await settings.saveServer({ url: "https://mastra.example.com", publishableKey: "", clientId: "" });
    deepStrictEqual([stored("clerk.publishableKey"), stored("clerk.clientId")], ["pk_test_a", undefined]);
  });

  describe("with a list of servers", () => {
    beforeEach(() => set("servers", [staging, { name: "No address" }, 7, plain]));

    it("talks to the first of it, with that one's Clerk instance", () => {
      deepStrictEqual(settings.currentServer(), { name: "Staging", url: staging.url, listed: true });
      strictEqual(settings.agents().serverUrl, staging.url);
      const { publishableKey, clientId } = settings.clerk();
      deepStrictEqual([publishableKey, clientId], ["pk_test_a", "a"]);
      strictEqual(settings.isUnconfigured(), false);
      deepStrictEqual(
        settings.knownServers().map(({ name }) => name),
        ["Staging", "Plain"],
      );
    });

    it("talks to agentChat.serverUrl when a person has set it", async () => {
      await set("serverUrl", "https://mastra.example.com");
      deepStrictEqual(settings.currentServer(), {
        name: "mastra.example.com",
        url: "https://mastra.example.com",
        listed: false,
      });
      deepStrictEqual(
        settings.knownServers().map(({ listed }) => listed),
        [false, true, true],
      );
    });

    it("switches, tells of it, and goes back when the server is not listed any more", async () => {
      const switched = told();
      settings.chooseServer("Plain");
      await switched;
      strictEqual(settings.agents().serverUrl, plain.url);
      const removed = told();
      await set("servers", [staging]);
      await removed;
      deepStrictEqual([chosen, settings.agents().serverUrl], ["Plain", staging.url]);
    });

    it("takes from agentChat.clerk what an entry leaves out, and the issuer only with its key", async () => {
      await set("clerk.publishableKey", "pk_test_common");
      await set("clerk.clientId", "common");
      await set("clerk.issuer", "https://clerk.example.com");
      strictEqual(settings.clerk().issuer, "");
      settings.chooseServer("Plain");
      const { publishableKey, clientId, issuer } = settings.clerk();
      deepStrictEqual([publishableKey, clientId, issuer], ["pk_test_common", "common", "https://clerk.example.com"]);
    });

    it("adds a server and goes to it, and leaves the rest of the list alone", async () => {
      const added = { name: "New", url: "https://new.example.com", publishableKey: "", clientId: "" };
      await settings.addServer(added);
      const before = [staging, { name: "No address" }, 7, plain];
      deepStrictEqual(stored("servers"), [...before, { name: "New", url: added.url }]);
      deepStrictEqual(settings.currentServer(), { name: "New", url: added.url, listed: true });
    });
  });
});
