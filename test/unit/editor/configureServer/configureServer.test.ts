import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { type AuthServer, startAuthServer } from "../../../stack/auth/authServer";
import { type MastraServer, type MastraServerOptions, startMastraServer } from "../../../stack/mastra/mastraServer";
import { json, startHttpServer } from "../../setup/httpServer";
import { WizardBench } from "./wizardBench";

describe("ConfigureServer", function () {
  this.timeout(180_000);
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-wizard-"));
  let auth: AuthServer;
  /** Protected; says nothing about its instance. */
  let silent: MastraServer;
  /** Protected; publishes its instance. */
  let telling: MastraServer;
  let bench: WizardBench;

  const start = ({ publishableKey, jwksUri }: AuthServer, more: Partial<MastraServerOptions>): Promise<MastraServer> =>
    startMastraServer({
      publishableKey,
      jwksUri,
      dataDir,
      chunkDelayMs: 0,
      liveWeather: false,
      environment: {},
      ...more,
    });

  before(async () => {
    auth = await startAuthServer();
    const { issuer, publishableKey, clientId } = auth;
    silent = await start(auth, {});
    telling = await start(auth, { resourceMetadata: { authorizationServers: [issuer], publishableKey, clientId } });
  });
  after(async () => {
    await Promise.all([silent.close(), telling.close(), auth.close()]);
    rmSync(dataDir, { recursive: true, force: true });
  });
  beforeEach(() => (bench = new WizardBench()));

  const keysOf = ({ publishableKey, clientId }: AuthServer): { publishableKey: string; clientId: string } => ({
    publishableKey,
    clientId,
  });

  it("asks for address, publishable key and client ID, saves them, signs in and counts the agents", async () => {
    bench.ui.deeds = [{ enter: ` ${silent.url} ` }, { enter: auth.publishableKey }, { enter: auth.clientId }];
    await bench.run();
    deepStrictEqual(
      bench.ui.steps.map(({ step, canGoBack }) => [step, canGoBack]),
      [
        [1, false],
        [2, true],
        [3, true],
      ],
    );
    deepStrictEqual(bench.saved, [{ url: silent.url, ...keysOf(auth) }]);
    strictEqual(bench.signIns, 1);
    deepStrictEqual(bench.ui.said, [
      `Connected to ${new URL(silent.url).host} as ada@example.com. 3 agents available.`,
    ]);
  });

  it("takes the keys from a server that publishes them, and says so", async () => {
    bench.ui.deeds = [{ enter: telling.url }];
    await bench.run();
    strictEqual(bench.ui.steps.length, 1);
    deepStrictEqual(bench.saved, [{ url: telling.url, ...keysOf(auth) }]);
    match(bench.ui.said[0] ?? "", /^Connected to .* 3 agents available\. The server provided its Clerk instance/);
  });

  it("asks all the same when the published key is one of another instance", async () => {
    const { clientId, publishableKey } = auth;
    const resourceMetadata = { authorizationServers: ["https://clerk.example.com"], publishableKey, clientId };
    const astray = await start(auth, { resourceMetadata });
    try {
      bench.ui.deeds = [{ enter: astray.url }, "left"];
      await bench.run();
      deepStrictEqual(bench.ui.steps.map(({ step, value }) => [step, value])[1], [2, publishableKey]);
      deepStrictEqual(bench.saved, []);
    } finally {
      await astray.close();
    }
  });

  it("shows what the settings hold, and does not sign in a second time", async () => {
    bench.simple = { url: silent.url, ...keysOf(auth) };
    bench.account = {
      ref: { issuer: "https://clerk.example.com", clientId: "client", accountId: "a" },
      sub: "user_1",
      label: "ada@example.com",
      organization: "Acme",
      issuer: "clerk",
    };
    bench.agents = () => Promise.resolve(1);
    bench.ui.deeds = ["accept", "accept", "accept"];
    await bench.run();
    deepStrictEqual(bench.saved, [bench.simple]);
    strictEqual(bench.signIns, 0);
    match(bench.ui.said[0] ?? "", /as ada@example\.com · Acme\. 1 agent available\.$/);
  });

  it("refuses a secret key, a key that is none, a client ID with spaces and a bad address", async () => {
    bench.ui.deeds = [{ enter: "http://mastra.example.com" }, { enter: silent.url }];
    bench.ui.deeds.push(
      { enter: "sk_test_abc" },
      { enter: "pk_test_abc" },
      { enter: "" },
      { enter: auth.publishableKey },
    );
    bench.ui.deeds.push({ enter: "a b" }, { enter: "" }, { enter: auth.clientId });
    await bench.run();
    const sentences = [/isn't encrypted/, /secret key/, /isn't a publishable key/, /set up yet/, /spaces/, /missing/];
    strictEqual(bench.ui.problems.length, sentences.length);
    sentences.forEach((sentence, index) => match(bench.ui.problems[index] ?? "", sentence));
    strictEqual(bench.saved.length, 1);
  });

  it("goes back step by step with what was entered, and Escape leaves everything as it was", async () => {
    bench.ui.deeds = [
      { enter: silent.url },
      { enter: auth.publishableKey },
      "back",
      "back",
      "accept",
      "accept",
      "left",
    ];
    bench.simple = { ...bench.simple, publishableKey: auth.publishableKey };
    await bench.run();
    deepStrictEqual(
      bench.ui.steps.map(({ step }) => step),
      [1, 2, 3, 2, 1, 2, 3],
    );
    deepStrictEqual(bench.ui.steps.map(({ value }) => value).slice(3, 5), [auth.publishableKey, silent.url]);
    deepStrictEqual([bench.saved, bench.ui.said, bench.signIns], [[], [], 0]);
  });

  it("offers the sign-in again when it was cancelled", async () => {
    bench.signIn = () => undefined;
    bench.ui.deeds = [{ enter: telling.url }];
    bench.ui.button = ([first]) => first;
    await bench.run();
    strictEqual(bench.signIns, 2);
    match(bench.ui.said[0] ?? "", /Saved .*\. Sign in/);
  });

  it("takes an address without its scheme, and shows what one looks like", async () => {
    bench.ui.deeds = [{ enter: new URL(telling.url).host }];
    await bench.run();
    deepStrictEqual(bench.saved, [{ url: telling.url, ...keysOf(auth) }]);
    deepStrictEqual(bench.ui.problems, []);
    match(bench.ui.placeholders[0] ?? "", /^For example localhost:4111 or https:/);
  });

  it("says nothing where the server has no agents or fails, which the chat shows", async () => {
    bench.agents = () => Promise.resolve(undefined);
    bench.ui.deeds = [{ enter: telling.url }];
    await bench.run();
    deepStrictEqual([bench.saved.length, bench.signIns, bench.ui.said], [1, 1, []]);
  });

  it("tells when nothing more is asked, before anything takes a while", async () => {
    bench.ui.deeds = [{ enter: telling.url }];
    await bench.run();
    deepStrictEqual(bench.inputsOver, [[0, undefined]]);
  });

  it("ends while its last notification still stands there", async () => {
    bench.ui.closing = new Promise(() => undefined);
    bench.ui.deeds = [{ enter: telling.url }];
    await bench.wizard();
    strictEqual(bench.ui.said.length, 1);
  });

  it("lets what is wrong be said by those who show errors, after everything is saved", async () => {
    bench.agents = () => Promise.reject(new UserFacingError("forbidden", "You may not.", ["switchAccount"]));
    bench.ui.deeds = [{ enter: telling.url }];
    await rejects(bench.run(), { kind: "forbidden" });
    deepStrictEqual([bench.saved.length, bench.ui.said], [1, []]);
  });

  it("asks for no keys where a server is open to everyone, and says that it is", async () => {
    const open = await startHttpServer((_, response) => json(response, 200, { enabled: false, login: null }));
    try {
      bench.ui.deeds = [{ enter: open.origin }];
      await bench.run();
    } finally {
      await open.close();
    }
    deepStrictEqual(bench.saved, [{ url: open.origin, publishableKey: "", clientId: "" }]);
    match(bench.ui.said[0] ?? "", /isn't protected: anyone/);
    strictEqual(bench.signIns, 0);
  });

  it("says of a switch to an open server that nobody needs to sign in", async () => {
    bench.isUnconfigured = false;
    bench.isOpen = true;
    bench.servers = [{ name: "open", url: "http://localhost:4222", publishableKey: "", clientId: "" }];
    bench.ui.pickLabel = (labels) => labels.find((label) => label.includes("open"));
    await bench.run();
    deepStrictEqual(bench.ui.said, ["Connected to localhost:4222, which asks for no sign-in. 3 agents available."]);
    strictEqual(bench.signIns, 0);
  });

  it("lets a person change an address where nothing is, or save it anyway", async () => {
    bench.ui.button = (buttons) => buttons[bench.ui.asked.length - 1];
    const gone = await startHttpServer(() => undefined);
    await gone.close();
    const { origin } = gone;
    bench.ui.deeds = [{ enter: origin }, { enter: `${origin}/mastra` }];
    await bench.run();
    deepStrictEqual(
      bench.ui.steps.map(({ value }) => value),
      ["http://localhost:4111", origin],
    );
    deepStrictEqual(
      bench.saved.map(({ url }) => url),
      [`${origin}/mastra`],
    );
    // In a dialog: a notification would still stand there when the person is at another server.
    strictEqual(bench.ui.asked.length, 2);
    ok(bench.ui.asked.every((message) => message.startsWith("Couldn't reach 127.0.0.1:")));
  });

  describe("with several servers", () => {
    const entry = { name: "Staging", url: "https://staging.example.com", publishableKey: "pk_test_a", clientId: "a" };

    beforeEach(() => {
      bench.isUnconfigured = false;
      bench.servers = [entry];
      bench.chosen = "Staging";
    });
    const choose = (wanted: RegExp): void => {
      bench.ui.pickLabel = (labels) => labels.find((label) => wanted.test(label));
    };

    it("lists them with the current one marked, and Escape changes nothing", async () => {
      await bench.run();
      deepStrictEqual(bench.ui.picks[0], [
        { label: "simple", current: false },
        { label: "Staging", current: true },
        { label: "$(add) Add Server…", current: false },
        { label: "$(edit) Change This Server's Address…", current: false },
      ]);
      deepStrictEqual([bench.chosen, bench.saved], ["Staging", []]);
    });

    it("switches to the one that is picked and looks at it", async () => {
      bench.account = {
        ref: { issuer: "https://clerk.example.com", clientId: "client", accountId: "a" },
        sub: "user_1",
        label: "ada@example.com",
        issuer: "clerk",
      };
      choose(/^simple$/);
      await bench.run();
      deepStrictEqual(
        [bench.chosen, bench.ui.said],
        [undefined, ["Connected to localhost:4111 as ada@example.com. 3 agents available."]],
      );
    });

    it("opens no browser for a switch before the button is pressed", async () => {
      choose(/^simple$/);
      bench.ui.closing = new Promise(() => undefined);
      await bench.wizard();
      deepStrictEqual(bench.inputsOver, [[0, "Staging"]]);
      strictEqual(bench.signIns, 0);
      match(bench.ui.said[0] ?? "", /^Switched to localhost:4111\. Sign in/);
    });

    it("adds a server under the name of its host", async () => {
      choose(/Add Server/);
      bench.ui.deeds = [{ enter: telling.url }];
      await bench.run();
      deepStrictEqual(bench.saved, [{ name: new URL(telling.url).host, url: telling.url, ...keysOf(auth) }]);
      deepStrictEqual(bench.ui.steps, [{ step: 1, value: "", canGoBack: true }]);
    });

    it("changes a server that is added a second time", async () => {
      bench.servers = [{ ...entry, url: `${telling.url}/` }];
      choose(/Add Server/);
      bench.ui.deeds = [{ enter: telling.url }];
      await bench.run();
      deepStrictEqual(bench.saved, [{ name: "Staging", url: telling.url, ...keysOf(auth) }]);
    });

    it("changes the current server's address and keeps its name", async () => {
      choose(/Change This Server/);
      bench.ui.deeds = [{ enter: telling.url }];
      await bench.run();
      deepStrictEqual(bench.saved, [{ name: "Staging", url: telling.url, ...keysOf(auth) }]);
      strictEqual(bench.ui.steps[0]?.value, entry.url);
    });

    it("comes back to the list with Back", async () => {
      choose(/Add Server/);
      bench.ui.deeds = ["back", "left"];
      await bench.run();
      strictEqual(bench.ui.picks.length, 2);
    });
  });
});
