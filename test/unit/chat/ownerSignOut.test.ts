import { ok, deepStrictEqual, strictEqual } from "node:assert/strict";
import { ada, Bench, person } from "./chatBench";
import { ScriptedRun, until } from "./scriptedAgents";
import { finish, text } from "./turns";

describe("what an owner leaves behind after a sign-out", () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = new Bench();
    await bench.open();
    bench.agents.run = new ScriptedRun().push(text("Sunny"), finish()).end();
  });

  const files = (): number => bench.store.of(bench.session.owner).length + bench.store.last.size;

  it("nothing is written by a thread that was being opened", async () => {
    const { session } = bench;
    const loaded = Promise.withResolvers<undefined>();
    bench.store.load = () => loaded.promise;
    const opening = session.navigator.open("trip");
    await bench.settle();
    await bench.chat.sessions.signedOut(ada);
    loaded.resolve(undefined);
    await opening;
    deepStrictEqual([bench.store.files.size, bench.store.last.size], [0, 0]);
  });

  it("nothing is written by a session that another one has followed", async () => {
    await bench.send("First");
    const { session, shown } = bench;
    bench.memory.add({ id: "trip" });
    const deleted = Promise.withResolvers<undefined>();
    bench.memory.remove = () => deleted.promise;
    session.navigator.delete("trip");
    await bench.become(person("user_2", "bob@example.com"));
    await bench.chat.sessions.signedOut(ada);
    shown.rename("Late");
    await bench.settle();
    strictEqual(bench.store.of(session.owner).length, 0);
    deleted.resolve(undefined);
  });

  it("the conversations are deleted though what a search has kept cannot be", async () => {
    await bench.send("First");
    Object.assign(bench.session.services, { forget: () => Promise.reject(new Error("EBUSY")) });
    ok(files() > 0);
    const { owner } = bench.session;
    await bench.chat.sessions.signedOut(ada);
    strictEqual(bench.store.of(owner).length, 0);
  });

  it("what this window has saved after a sign-out in another one is deleted when it hears of that", async () => {
    const { owner } = bench.session;
    bench.store.clearMadeAnew = (account) => bench.store.clear(account);
    await bench.send("First");
    await bench.chat.sessions.signedOut(ada, true);
    strictEqual(bench.store.of(owner).length, 0);
  });

  describe("and signs in again while the files are still being deleted", () => {
    let cleared: PromiseWithResolvers<undefined>;
    let leaving: Promise<void>;

    beforeEach(async () => {
      await bench.send("First");
      cleared = Promise.withResolvers();
      const clear = bench.store.clear.bind(bench.store);
      bench.store.clear = async (account) => {
        await cleared.promise;
        await clear(account);
      };
      leaving = bench.chat.sessions.signedOut(ada);
      await bench.become(ada);
    });

    it("what is asked then is kept", async () => {
      bench.agents.run = new ScriptedRun().push(text("Rainy"), finish()).end();
      const asking = bench.controller.ask("Second");
      await bench.settle();
      cleared.resolve(undefined);
      await Promise.all([leaving, asking]);
      deepStrictEqual(
        bench.store.of(bench.session.owner).map(({ turns }) => turns.length),
        [2],
      );
    });

    it("what was there before is not shown again", async () => {
      strictEqual(bench.state.connection, "loading");
      cleared.resolve(undefined);
      await leaving;
      await until(() => bench.state.connection === "ready");
      deepStrictEqual(bench.drawn, []);
    });

    it("a window that closes waits for it", async () => {
      let closed = false;
      const closing = bench.chat.close().then(() => (closed = true));
      await bench.settle();
      strictEqual(closed, false);
      cleared.resolve(undefined);
      await closing;
    });
  });
});
