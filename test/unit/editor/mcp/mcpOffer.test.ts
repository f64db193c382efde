import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { AgentService } from "../../../../src/agents/agentService";
import * as mastraClient from "../../../../src/agents/mastraClient";
import { serverAddress } from "../../../../src/agents/serverUrl";
import type { ConsentAnswer } from "../../../../src/auth/vscode/originConsent";
import { McpOffer, type McpOwner } from "../../../../src/editor/mcp/mcpOffer";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { localStack } from "../../setup/localStack";

const MINUTE = 60_000;

describe("McpOffer against a Mastra server", function () {
  this.timeout(120_000);
  const stack = localStack();
  let owner: (McpOwner & { isClosed: boolean }) | undefined;
  let answer: ConsentAnswer;
  let asked: number;
  let mayReach: boolean;
  let isReady: boolean;
  let looked: () => void;
  let serverName: string;
  let stopped: string[];
  let changes: number;
  let errors: unknown[];
  let clock: { now: number; lifeMs: number; tokens: number };
  let waiting: { at: number; run: () => void } | undefined;
  let offer: McpOffer;

  beforeEach(async () => {
    owner = await ownerOf("owner-of-the-first-account");
    isReady = true;
    looked = () => undefined;
    [answer, asked, mayReach, serverName] = ["allowed", 0, true, ""];
    [stopped, changes, errors] = [[], 0, []];
    clock = { now: 0, lifeMs: 60 * MINUTE, tokens: 0 };
    waiting = undefined;
    offer = new McpOffer({
      owner: () => Promise.resolve(owner),
      isReady: () => isReady,
      look: () => {
        looked();
        return Promise.resolve();
      },
      mayReach: () => mayReach,
      answer: () => Promise.resolve(answer),
      consent: () => {
        asked += answer === undefined ? 1 : 0;
        return answer === "allowed"
          ? Promise.resolve()
          : Promise.reject(new UserFacingError("chatDeclined", "Nothing was sent."));
      },
      token: () => {
        clock.tokens += 1;
        return Promise.resolve({ token: `token-${clock.tokens}`, expiresAt: clock.now + clock.lifeMs });
      },
      serverName: () => serverName,
      stop: (label) => Promise.resolve(void stopped.push(label)),
      changed: () => (changes += 1),
      now: () => clock.now,
      later: (ms, run) => {
        const own = { at: clock.now + ms, run };
        waiting = own;
        return () => (waiting = waiting === own ? undefined : waiting);
      },
      logError: (_, error) => errors.push(error),
    });
  });

  async function ownerOf(id: string, url = stack.server.url): Promise<McpOwner & { isClosed: boolean }> {
    const sub = stack.auth.users[0]?.id ?? "";
    const token = await stack.auth.issueAccessToken({ sub });
    const address = serverAddress(url, "/api");
    const agents = new AgentService({
      server: address,
      options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false }),
      tokens: { get: () => Promise.resolve(token) },
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
    });
    const ref = { issuer: "", clientId: "", accountId: "" };
    const account = { ref, sub, label: "", issuer: "" };
    return { id, account, server: address, isClosed: false, services: { agents } };
  }

  /** Lets the time pass as a timer notices it. */
  function pass(ms: number): void {
    const end = clock.now + ms;
    while (waiting && waiting.at <= end) {
      const { at, run } = waiting;
      waiting = undefined;
      clock.now = at;
      run();
    }
    clock.now = end;
  }

  const labels = async (): Promise<string[]> => (await offer.list()).map(({ label }) => label);
  const fails = (kind: string): Promise<void> =>
    rejects(
      offer.resolve("Weather Tools"),
      (error: unknown) => error instanceof UserFacingError && error.kind === kind,
    );

  it("lists the servers without a token, and puts one in when VS Code starts a server", async () => {
    const [listed] = await offer.list();
    const address = `${stack.server.url}/api/mcp/weather-tools/mcp`;
    deepStrictEqual(listed, { label: "Weather Tools", address, version: "1.0.0+owner-of-the" });
    deepStrictEqual(await offer.resolve("Weather Tools"), { ...listed, token: "token-1" });
    strictEqual((await offer.resolve("Weather Tools")).token, "token-2");
  });

  it("starts a server that VS Code knows from an earlier window, once it has looked whose it is", async () => {
    isReady = false;
    await fails("ownerGone");
    looked = () => (isReady = true);
    strictEqual((await offer.resolve("Weather Tools")).token, "token-1");
    owner = undefined;
    await offer.list();
    await fails("ownerGone");
  });

  it("says which server they are of where there are several", async () => {
    serverName = "Production";
    deepStrictEqual(await labels(), ["Weather Tools · Production"]);
  });

  it("shows what a server hides in a name", async () => {
    const listMcpServers = () => Promise.resolve([{ id: "pay", name: "Pay\u202eroll", version: "1" }]);
    owner = owner && { ...owner, services: { agents: { listMcpServers } } };
    deepStrictEqual(await labels(), ["Pay�roll"]);
  });

  it("offers nothing to nobody, and asks no server whose token may not go there", async () => {
    const requests = stack.server.requests.length;
    mayReach = false;
    deepStrictEqual(await labels(), []);
    [mayReach, owner] = [true, undefined];
    deepStrictEqual(await labels(), []);
    strictEqual(stack.server.requests.length, requests);
  });

  it("asks no server that has not listed its agents, and keeps what it has offered until it does", async () => {
    isReady = false;
    const requests = stack.server.requests.length;
    deepStrictEqual(await labels(), []);
    strictEqual(stack.server.requests.length, requests);
    isReady = true;
    deepStrictEqual(await labels(), ["Weather Tools"]);
    isReady = false;
    deepStrictEqual(await labels(), ["Weather Tools"]);
  });

  it("ends a connection two minutes before its token ends, also when the computer slept meanwhile", async () => {
    await labels();
    await offer.resolve("Weather Tools");
    pass(57 * MINUTE);
    deepStrictEqual(stopped, []);
    pass(MINUTE);
    deepStrictEqual(stopped, ["Weather Tools"]);
    await offer.resolve("Weather Tools");
    // Asleep: nothing runs until long after the token's end.
    clock.now += 120 * MINUTE;
    waiting?.run();
    deepStrictEqual(stopped, ["Weather Tools", "Weather Tools"]);
    strictEqual(waiting, undefined);
  });

  it("ends a connection in the middle of a token that lives shorter than that", async () => {
    clock.lifeMs = MINUTE;
    await labels();
    await offer.resolve("Weather Tools");
    pass(MINUTE / 2 - 1);
    deepStrictEqual(stopped, []);
    pass(1);
    deepStrictEqual(stopped, ["Weather Tools"]);
  });

  it("has nothing after a sign-out, and ends what was started", async () => {
    await labels();
    await offer.resolve("Weather Tools");
    owner!.isClosed = true;
    await fails("ownerGone");
    owner = undefined;
    deepStrictEqual(await labels(), []);
    deepStrictEqual(stopped, ["Weather Tools"]);
    await fails("ownerGone");
    strictEqual(clock.tokens, 1);
  });

  it("ends the connection of one account before the next one's servers are listed", async () => {
    const [first] = await offer.list();
    await offer.resolve("Weather Tools");
    owner = await ownerOf("somebody-else");
    const [second] = await offer.list();
    deepStrictEqual(stopped, ["Weather Tools"]);
    strictEqual(second?.label, first?.label);
    // VS Code keeps a server's tools by it.
    strictEqual(second?.version === first?.version, false);
  });

  it("asks about VS Code's chat when a server starts, once a window", async () => {
    answer = undefined;
    deepStrictEqual(await labels(), ["Weather Tools"]);
    strictEqual(asked, 0);
    await fails("chatDeclined");
    await fails("chatDeclined");
    strictEqual(asked, 1);
    strictEqual(clock.tokens, 0);
    answer = "allowed";
    strictEqual((await offer.resolve("Weather Tools")).token, "token-1");
  });

  it("is off the list after a no, and ends what runs when a yes is taken back", async () => {
    await labels();
    await offer.resolve("Weather Tools");
    answer = undefined;
    deepStrictEqual(await labels(), ["Weather Tools"]);
    deepStrictEqual(stopped, ["Weather Tools"]);
    answer = "declined";
    await fails("chatDeclined");
    strictEqual(changes, 1);
    deepStrictEqual(await labels(), []);
  });

  it("offers nothing of a server that cannot be asked, and says so in the log", async () => {
    owner = await ownerOf("owner", "http://localhost:1");
    deepStrictEqual(await labels(), []);
    strictEqual(errors.length, 1);
    match(String(errors[0]), /localhost:1/);
  });

  it("gives lists in the order in which they were asked for", async () => {
    const first = offer.list();
    owner = undefined;
    const order: string[] = [];
    await Promise.all([
      first.then(() => order.push("first")),
      offer.list().then((list) => order.push(`second ${list.length}`)),
    ]);
    deepStrictEqual(order, ["first", "second 0"]);
  });

  it("tells VS Code once that somebody else is there", () => {
    for (const state of ["a ready", "a ready", "b ready"]) {
      offer.connectionChanged(state);
    }
    strictEqual(changes, 2);
  });
});
