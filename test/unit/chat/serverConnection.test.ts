import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { serverAddress } from "../../../src/agents/serverUrl";
import { ServerConnection } from "../../../src/chat/serverConnection";
import { type Account, guestAccount } from "../../../src/shared/account";
import type { AgentSummary } from "../../../src/shared/protocol";
import { ada } from "./chatBench";
import { UserFacingError } from "../../../src/shared/userFacingError";

const weather: AgentSummary = { id: "weatherAgent", name: "Weather", description: "" };

describe("ServerConnection", () => {
  let lists: PromiseWithResolvers<AgentSummary[]>[];
  let statuses: string[];
  let logged: string[];
  let connection: ServerConnection;
  let account: () => Promise<Account | undefined>;
  let explain: (error: unknown) => Promise<unknown>;

  beforeEach(() => {
    lists = [];
    statuses = [];
    logged = [];
    explain = (error) => Promise.resolve(error);
    account = () => Promise.resolve(ada);
    const session = {
      listAgents: () => {
        const list = Promise.withResolvers<AgentSummary[]>();
        lists.push(list);
        return list.promise;
      },
    };
    connection = new ServerConnection({
      account: () => account(),
      server: () => serverAddress("https://mastra.example.com", "/api"),
      sessions: { use: () => session, leave: () => undefined },
      open: {
        wasOpen: () => false,
        isOpen: () => Promise.resolve(false),
        guest: () => Promise.resolve(guestAccount("guest")),
        expected: (_, who) => Promise.resolve(who),
      },
      obstacle: () => undefined,
      onChange: () => statuses.push(connection.status),
      onSessionEnded: () => undefined,
      logError: (what) => logged.push(what),
      explain: (error) => explain(error),
    });
  });

  const asked = async (count: number): Promise<void> => {
    while (lists.length < count) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  it("shares one look between callers of the same moment", async () => {
    const looks = [connection.ensure(), connection.ensure()];
    await asked(1);
    lists[0]?.resolve([weather]);
    await Promise.all(looks);
    deepStrictEqual([lists.length, connection.status], [1, "ready"]);
  });

  it("does not ask again while it is ready", async () => {
    const look = connection.ensure();
    await asked(1);
    lists[0]?.resolve([weather]);
    await look;
    await connection.ensure();
    strictEqual(lists.length, 1);
  });

  it("asks once more for an agent that it does not know, and not for one that it knows", async () => {
    const travel = { ...weather, id: "travelAgent" };
    const look = connection.looked();
    await asked(1);
    lists[0]?.resolve([weather]);
    await look;
    deepStrictEqual(await connection.lookForAgent("weatherAgent"), weather);
    strictEqual(lists.length, 1);
    const found = connection.lookForAgent("travelAgent");
    await asked(2);
    lists[1]?.resolve([weather, travel]);
    deepStrictEqual(await found, travel);
  });

  it("looks again when a look was overtaken", async () => {
    const looked = connection.looked();
    await asked(1);
    connection.invalidate();
    lists[0]?.resolve([]);
    await asked(2);
    lists[1]?.resolve([weather]);
    await looked;
    deepStrictEqual([connection.status, lists.length], ["ready", 2]);
  });

  it("lets a newer look win over a slower older one", async () => {
    const older = connection.refresh();
    await asked(1);
    const newer = connection.refresh();
    await asked(2);
    lists[1]?.resolve([weather]);
    await newer;
    lists[0]?.resolve([]);
    await older;
    deepStrictEqual([connection.status, connection.agents.length], ["ready", 1]);
  });

  it("forgets an answer that arrives after the settings changed", async () => {
    const look = connection.ensure();
    await asked(1);
    connection.invalidate();
    lists[0]?.resolve([weather]);
    await look;
    deepStrictEqual([connection.status, connection.agents], ["loading", []]);
  });

  it("keeps a bug from looking like a server's fault", async () => {
    const look = connection.ensure();
    await asked(1);
    lists[0]?.reject(new RangeError("bug"));
    await look;
    deepStrictEqual([connection.status, connection.notice?.actions], ["failed", ["showLog"]]);
    deepStrictEqual(logged, ["looking at the server"]);
  });

  const unauthorized = new UserFacingError("unauthorized", "The server does not accept your sign-in.", ["signOut"]);

  it("shows the reason behind a failed look", async () => {
    const seen: unknown[] = [];
    explain = (error) => {
      seen.push(error);
      return Promise.resolve(new UserFacingError("serverClock", "The clock is wrong.", ["retryConnection"]));
    };
    const look = connection.ensure();
    await asked(1);
    lists[0]?.reject(unauthorized);
    await look;
    deepStrictEqual(connection.notice, { message: "The clock is wrong.", actions: ["retryConnection"] });
    deepStrictEqual(seen, [unauthorized]);
  });

  it("shows the error itself when the reason cannot be looked for", async () => {
    explain = () => Promise.reject(new Error("bug"));
    const look = connection.ensure();
    await asked(1);
    lists[0]?.reject(unauthorized);
    await look;
    deepStrictEqual([connection.status, connection.notice], ["failed", unauthorized.notice]);
  });

  it("forgets a reason that is found after the settings changed", async () => {
    explain = (error) => {
      connection.invalidate();
      return Promise.resolve(error);
    };
    const look = connection.ensure();
    await asked(1);
    lists[0]?.reject(unauthorized);
    await look;
    deepStrictEqual([connection.status, connection.notice], ["loading", undefined]);
  });

  it("shows that a sign-in is under way", () => {
    connection.showSigningIn();
    deepStrictEqual(statuses, ["signingIn"]);
  });

  describe("when the storage of secrets does not answer", () => {
    const failed = new UserFacingError("storageFailed", "The keyring is locked.", ["retryConnection"]);

    it("says so with a way to try again, and leaves nobody signed out", async () => {
      account = () => Promise.reject(failed);
      await connection.ensure();
      deepStrictEqual([connection.status, connection.notice], ["failed", failed.notice]);
      account = () => Promise.resolve(ada);
      const again = connection.ensure();
      await asked(1);
      lists[0]?.resolve([weather]);
      await again;
      deepStrictEqual([connection.status, connection.notice], ["ready", undefined]);
    });

    it("asks again with the panel when it is read without one", async () => {
      account = () => Promise.reject(failed);
      await connection.readAccount();
      deepStrictEqual([connection.status, logged], ["loading", ["reading who is signed in"]]);
    });
  });
});
