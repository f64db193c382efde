import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { SIGN_IN_REQUIRED } from "../../../src/agents/requestErrors";
import { serverAddress } from "../../../src/agents/serverUrl";
import { idOf } from "../../../src/chat/ownerSession";
import { guestAccount } from "../../../src/shared/account";
import { ownerOf } from "../../../src/shared/owner";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { ada, attachment, Bench } from "./chatBench";
import { ScriptedRun, until } from "./scriptedAgents";
import { finish, text } from "./turns";

const KEY = "https://mastra.example.com/api";
const guestId = idOf(ownerOf(guestAccount("guest"), KEY));

describe("a server that asks for no sign-in", () => {
  let bench: Bench;
  const refused = (): UserFacingError => new UserFacingError(SIGN_IN_REQUIRED, "Sign in.", ["retryConnection"]);
  const unreachable = (): UserFacingError => new UserFacingError("network", "Not there.", ["retryConnection"]);

  beforeEach(() => {
    bench = new Bench();
    bench.account = undefined;
    bench.isOpen = () => Promise.resolve(true);
  });

  /** The server gets a sign-in, and refuses what a guest asks. */
  async function close(): Promise<void> {
    bench.isOpen = () => Promise.resolve(false);
    bench.connection.signInRequired(serverAddress(bench.serverUrl, "/api"));
    await until(() => bench.state.connection !== "ready" || !bench.state.isOpen);
    await bench.settle();
  }

  it("works at once, with this computer's threads and nobody's name", async () => {
    await bench.open();
    deepStrictEqual([bench.state.connection, bench.state.isOpen, bench.state.accountLabel], ["ready", true, ""]);
    bench.agents.run = new ScriptedRun().push(text("Sunny"), finish()).end();
    await bench.send("Rain?");
    deepStrictEqual(bench.connected, [`guest  ${KEY}`]);
    strictEqual(bench.where.owner, guestId);
  });

  it("gets nothing of an account that is signed in", async () => {
    bench.account = ada;
    bench.openServers = [KEY];
    await bench.open();
    deepStrictEqual([bench.state.isOpen, bench.state.accountLabel], [true, ""]);
    deepStrictEqual(bench.connected, [`guest  ${KEY}`]);
  });

  it("is known the next time before it is asked, and shows the thread that was shown last", async () => {
    await bench.open();
    bench.agents.run = new ScriptedRun().push(text("Sunny"), finish()).end();
    await bench.send("Rain?");
    const next = new Bench(bench.store, bench.drafts);
    next.account = undefined;
    next.openServers = bench.openServers;
    next.isOpen = () => new Promise(() => undefined);
    void next.open();
    await until(() => next.drawn.length === 2);
    deepStrictEqual([next.state.isOpen, next.state.connection], [true, "loading"]);
  });

  it("takes over what was typed and attached before it was found", async () => {
    bench.isOpen = () => Promise.reject(unreachable());
    await bench.open();
    bench.controller.draftTyped({ text: "Rain?", revision: 1 }, bench.where);
    await bench.controller.attachSelection(attachment("a.ts:3"));
    bench.isOpen = () => Promise.resolve(true);
    await bench.controller.environmentChanged();
    await bench.settle();
    deepStrictEqual([bench.draft.text, bench.state.context.map(({ name }) => name)], ["Rain?", ["a.ts:3"]]);
  });

  it("that cannot be reached for the first time leaves the way to sign in", async () => {
    bench.isOpen = () => Promise.reject(unreachable());
    await bench.open();
    deepStrictEqual([bench.state.connection, bench.state.isOpen, bench.connected], ["signedOut", undefined, []]);
  });

  it("that cannot be reached any more says so, and asks nobody to sign in", async () => {
    bench.openServers = [KEY];
    bench.isOpen = () => Promise.reject(unreachable());
    await bench.open();
    deepStrictEqual([bench.state.connection, bench.state.notice?.message], ["failed", "Not there."]);
    strictEqual(bench.listed, 0);
  });

  it("that does not say whether it is open gets no token of an account either", async () => {
    bench.account = ada;
    bench.isOpen = () => Promise.reject(unreachable());
    await bench.open();
    deepStrictEqual([bench.state.connection, bench.listed], ["failed", 0]);
  });

  it("is not asked in a folder that is not trusted", async () => {
    const asked: string[] = [];
    bench.isOpen = () => {
      asked.push("asked");
      return Promise.resolve(true);
    };
    bench.obstacle = () => "restricted";
    await bench.open();
    deepStrictEqual([bench.state.connection, asked], ["restricted", []]);
  });

  it("is found where nothing is configured yet", async () => {
    bench.obstacle = () => "noServer";
    await bench.open();
    deepStrictEqual([bench.state.connection, bench.state.isOpen], ["ready", true]);
  });

  describe("and gets one", () => {
    beforeEach(() => bench.open());

    it("asks to sign in, says why, and keeps the words that are typed and attached", async () => {
      bench.controller.draftTyped({ text: "Half a que", revision: 1 }, bench.where);
      await bench.controller.attachSelection(attachment("a.ts:3"));
      await close();
      const { connection, isOpen, notice, context } = bench.state;
      deepStrictEqual([connection, isOpen, context.map(({ name }) => name)], ["signedOut", undefined, ["a.ts:3"]]);
      match(notice?.message ?? "", /now requires sign-in/);
      strictEqual(bench.draft.text, "Half a que");
      deepStrictEqual(bench.openServers, []);
      await bench.become(ada);
      deepStrictEqual(
        [bench.state.connection, bench.draft.text, bench.state.context.map(({ name }) => name)],
        ["ready", "Half a que", ["a.ts:3"]],
      );
      strictEqual(bench.drafts[guestId]?.text ?? "", "");
    });

    it("keeps what is heard from the panel only after that, and what was sent meanwhile", async () => {
      const { where } = bench;
      bench.controller.draftTyped({ text: "Half", revision: 1 }, where);
      await close();
      bench.controller.draftTyped({ text: "Half a question", revision: 2 }, where);
      strictEqual(bench.draft.text, "Half a question");
      await bench.controller.send("And this?", where);
      match(bench.draft.text, /And this\?/);
      match(bench.draft.text, /Half a question/);
      await bench.become(ada);
      match(bench.draft.text, /And this\?[^]*Half a question/);
    });

    it("gives a message back that it has refused, with those behind it", async () => {
      bench.agents.run = new ScriptedRun().fail(refused());
      await bench.send("Rain?");
      await close();
      deepStrictEqual([bench.draft.text, bench.state.connection], ["Rain?", "signedOut"]);
    });

    it("gives queued messages back", async () => {
      bench.agents.run = new ScriptedRun().push(text("Sun"));
      void bench.send("First?");
      await until(() => bench.drawn.at(-1) === "Sun");
      await bench.send("Second?");
      await close();
      strictEqual(bench.draft.text, "Second?");
    });

    it("goes on with the account that is signed in already", async () => {
      bench.controller.draftTyped({ text: "Rain?", revision: 1 }, bench.where);
      bench.account = ada;
      await close();
      deepStrictEqual([bench.state.connection, bench.state.accountLabel], ["ready", "ada@example.com"]);
      strictEqual(bench.draft.text, "Rain?");
    });

    it("is open again for the same guest when the sign-in is taken away", async () => {
      await close();
      bench.isOpen = () => Promise.resolve(true);
      await bench.controller.environmentChanged();
      await bench.settle();
      deepStrictEqual([bench.state.connection, bench.where.owner], ["ready", guestId]);
    });

    it("is not asked again because another server refused something", async () => {
      bench.isOpen = () => Promise.resolve(false);
      bench.connection.signInRequired(serverAddress("https://other.example.com", "/api"));
      await bench.settle();
      deepStrictEqual([bench.state.connection, bench.state.isOpen], ["ready", true]);
    });
  });

  it("is none for whoever has pasted a token, though it names no issuer", async () => {
    bench.isOpen = () => Promise.resolve(false);
    bench.account = { ...ada, ref: { issuer: "", clientId: "", accountId: "ada" } };
    await bench.open();
    deepStrictEqual([bench.state.connection, bench.state.isOpen ?? false], ["ready", false]);
  });

  it("is looked at once when it lists its agents to everybody and refuses a guest all the same", async () => {
    let looks = 0;
    bench.isOpen = () => Promise.resolve((looks += 1) > 0);
    bench.list = () => {
      bench.connection.signInRequired(serverAddress(bench.serverUrl, "/api"));
      return Promise.reject(refused());
    };
    await bench.open();
    await bench.settle();
    deepStrictEqual([looks, bench.state.connection, bench.state.notice?.message], [1, "failed", "Sign in."]);
  });

  it("keeps a guest's words for that server when another one is chosen", async () => {
    await bench.open();
    bench.controller.draftTyped({ text: "For the first", revision: 1 }, bench.where);
    await bench.goTo("https://other.example.com");
    strictEqual(bench.draft.text, "");
    await bench.goTo("https://mastra.example.com");
    strictEqual(bench.draft.text, "For the first");
    ok(bench.state.isOpen);
  });
});
