import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AgentService } from "../../../../src/agents/agentService";
import * as mastraClient from "../../../../src/agents/mastraClient";
import { serverAddress } from "../../../../src/agents/serverUrl";
import { WorkflowService } from "../../../../src/agents/workflows";
import type { WorkflowDetails } from "../../../../src/agents/workflowShape";
import type { WorkflowRun } from "../../../../src/chat/workflows/workflowRun";
import { WorkflowRuns } from "../../../../src/chat/workflows/workflowRuns";
import { WorkflowsPlace } from "../../../../src/chat/workflows/workflowsPlace";
import type { WorkflowRunState, WorkflowsState } from "../../../../src/shared/workflows";
import { type MastraServer, startMastraServer } from "../../../stack/mastra/mastraServer";

/** A slow step takes a hundred times as long. */
const CHUNK_DELAY = 5;

const YES = { accept: true, note: "" };

/** What is said of a connection that was lost. */
const LOST = /Lost the connection|Couldn't reach/;

describe("runs of workflows, with a Mastra server", function () {
  this.timeout(120_000);
  let server: MastraServer;
  let dataDir: string;
  let end: AbortController;
  let sub: string;
  let runs: WorkflowRuns;
  let service: WorkflowService;
  let trip: WorkflowDetails;
  /** Cuts the connections that are open, and refuses new ones of this path, as long as it is set. */
  let faults: { cut?: () => void; refuses?: RegExp; status?: number };

  before(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "agent-chat-workflows-"));
    server = await startMastraServer({
      publishableKey: "pk_test_Y2xlcmsuZXhhbXBsZS5jb20k",
      jwksUri: "http://127.0.0.1:9/jwks",
      requiresSignIn: false,
      dataDir,
      chunkDelayMs: CHUNK_DELAY,
      liveWeather: false,
      environment: {},
    });
  });

  after(async () => {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  beforeEach(async () => {
    sub = crypto.randomUUID();
    end = new AbortController();
    faults = {};
    service = serviceOf(sub);
    runs = new WorkflowRuns(service, end.signal);
    trip = await service.describe("tripPlan");
  });

  afterEach(() => end.abort());

  function serviceOf(person: string): WorkflowService {
    const { access } = new AgentService({
      server: serverAddress(server.url, "/api"),
      options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false }),
      loadClient: () => Promise.resolve(mastraClient),
      account: { label: "", issuer: "" },
      signal: end.signal,
      fetch: (input, init) => {
        const url = input instanceof Request ? input.url : String(input);
        if (faults.refuses?.test(url)) {
          return faults.status === undefined
            ? Promise.reject(Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } }))
            : Promise.resolve(Response.json({ error: "no such route" }, { status: faults.status }));
        }
        const cutting = new AbortController();
        faults.cut = () => cutting.abort(new TypeError("terminated"));
        return fetch(input, {
          ...init,
          signal: AbortSignal.any([cutting.signal, ...(init?.signal ? [init.signal] : [])]),
        });
      },
    });
    return new WorkflowService({ access, resourceId: person, requestContext: () => undefined });
  }

  /** The state of a run once it fits. */
  function until(
    of: WorkflowRuns,
    run: WorkflowRun,
    fits: (state: WorkflowRunState) => boolean,
  ): Promise<WorkflowRunState> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (fits(run.state)) {
          stop();
          resolve(run.state);
        }
      };
      const stop = of.listen((changed) => changed === run && look());
      look();
    });
  }

  /** A run that waits for an answer. */
  async function waiting(): Promise<WorkflowRun> {
    const run = runs.start(trip, { city: "Rome", month: 6, nights: 3 });
    await until(runs, run, rests);
    return run;
  }

  const rests = ({ status, busy }: WorkflowRunState): boolean => status !== "pending" && status !== "running" && !busy;
  const statuses = ({ steps }: WorkflowRunState): Record<string, string> =>
    Object.fromEntries(Object.entries(steps).map(([key, { status }]) => [key, status]));

  it("lists the workflows, without those of the agents' processors, and says what one wants to know", async () => {
    deepStrictEqual(
      (await service.list()).map(({ id }) => id),
      ["publishReport", "tripPlan"],
    );
    const { properties } = trip.inputSchema as { properties: Record<string, { default?: unknown }> };
    deepStrictEqual([Object.keys(properties), properties["month"]?.default], [["city", "month", "nights"], 6]);
    deepStrictEqual(Object.keys(trip.resumeSchemas), ["confirm"]);
    deepStrictEqual(
      trip.nodes.map(({ kind, path, nodes }) => [kind, path.join("."), nodes.length]),
      [
        ["parallel", "", 2],
        ["step", "makeOffer", 0],
        ["step", "confirm", 0],
        ["branch", "", 2],
        ["mapping", "mapping_tripPlan_0", 0],
        ["each", "sendReceipt", 0],
      ],
    );
  });

  it("lives, asks, goes on with the answer and ends", async () => {
    const run = runs.start(trip, { city: "Rome", month: 6, nights: 3 });
    const during = await until(runs, run, ({ steps }) => steps["lookUpWeather"]?.status === "success");
    deepStrictEqual([during.status, during.steps["findRooms"]?.status], ["running", "running"]);
    const asking = await until(runs, run, rests);
    strictEqual(asking.status, "suspended");
    match(asking.steps["confirm"]?.asks ?? "", /"message":"Book Hotel Rome for 270 €\?"/);
    deepStrictEqual(Object.keys(asking.schemas ?? {}), ["confirm"]);
    void run.resume(["confirm"], { accept: true, note: "By the window" });
    const done = await until(runs, run, (state) => state.status === "success" && rests(state));
    strictEqual(done.result, '["Receipt: 270 €"]');
    deepStrictEqual(statuses(done), {
      ...{ lookUpWeather: "success", findRooms: "success", makeOffer: "success", confirm: "success" },
      ...{ payAtOnce: "success", mapping_tripPlan_0: "success", sendReceipt: "success" },
    });
    deepStrictEqual([done.schemas, done.problem, done.canRepeat], [undefined, undefined, true]);
  });

  it("says what the server made of an answer that it does not take, and still asks", async () => {
    const run = await waiting();
    await run.resume(["confirm"], { accept: "perhaps" });
    const { status, problem, steps } = run.state;
    deepStrictEqual([status, steps["confirm"]?.status], ["suspended", "suspended"]);
    match(problem ?? "", /^The server didn't accept this: Invalid resume data/);
    await run.resume(["confirm"], YES);
    deepStrictEqual([run.state.status, run.state.problem], ["success", undefined]);
  });

  it("fails with the words of its step, and with those about an input that the server does not take", async () => {
    const run = runs.start(trip, { city: "Atlantis", month: 6, nights: 3 });
    const failed = await until(runs, run, rests);
    deepStrictEqual([failed.status, failed.steps["lookUpWeather"]?.error], ["failed", 'No figures for "Atlantis".']);
    const refused = await until(runs, runs.start(trip, { month: "June" }), rests).catch(String);
    ok(typeof refused === "object");
    strictEqual(refused.status, "failed");
    match(refused.error ?? refused.problem ?? "", /Invalid input data/);
  });

  it("goes on after its connection was cut, and is told to its end", async () => {
    const run = runs.start(trip, { city: "Oslo", month: 1, nights: 2 });
    await until(runs, run, ({ steps }) => steps["findRooms"]?.status === "running");
    const before = server.requests.length;
    faults.cut?.();
    const asking = await until(runs, run, rests);
    deepStrictEqual([asking.status, asking.problem], ["suspended", undefined]);
    const after = server.requests.slice(before).map(({ path }) => path.replace(run.runId, "ID"));
    ok(after.includes("/api/workflows/tripPlan/observe"), after.join("\n"));
    ok(!after.includes("/api/workflows/tripPlan/stream"), "nothing is begun twice");
  });

  it("is as it was where what was asked for was lost on its way, and says so", async () => {
    const run = await waiting();
    faults = { refuses: /resume-stream/ };
    await run.resume(["confirm"], YES);
    deepStrictEqual([run.state.status, run.state.steps["confirm"]?.status], ["suspended", "suspended"]);
    match(run.state.problem ?? "", LOST);
    faults = {};
    await run.resume(["confirm"], YES);
    deepStrictEqual([run.state.status, run.state.problem], ["success", undefined]);
    faults = { refuses: /time-travel/ };
    await run.again(["makeOffer"]);
    deepStrictEqual([run.state.status, run.state.steps["confirm"]?.status], ["success", "success"]);
    match(run.state.problem ?? "", LOST);
    faults = {};
    await run.again(["makeOffer"]);
    deepStrictEqual([run.state.status, run.state.problem], ["suspended", undefined]);
  });

  it("has failed where the server never began it", async () => {
    for (const status of [undefined, 429]) {
      faults = { refuses: /tripPlan\/stream/, ...(status === undefined ? {} : { status }) };
      const run = runs.start(trip, { city: "Rome", month: 6, nights: 3 });
      const { status: became, problem } = await until(runs, run, rests);
      strictEqual(became, "failed");
      match(problem ?? "", status === undefined ? LOST : /too many requests/);
    }
  });

  it("is rejoined by a window that knows nothing of it", async () => {
    const run = runs.start(trip, { city: "Oslo", month: 1, nights: 2 });
    await until(runs, run, ({ steps }) => steps["findRooms"]?.status === "running");
    const window = new WorkflowRuns(serviceOf(sub), end.signal);
    const again = (await window.open(trip, run.runId, false))!;
    const asking = await until(window, again, rests);
    deepStrictEqual(statuses(asking)["confirm"], "suspended");
    void again.resume(["confirm"], { accept: false, note: "" });
    const failed = await until(window, again, (state) => state.status === "failed" && rests(state));
    strictEqual(failed.steps["confirm"]?.error, "The offer was not taken.");
  });

  it("ends where it is canceled, running or waiting", async () => {
    const running = runs.start(trip, { city: "Rome", month: 6, nights: 3 });
    await until(runs, running, ({ steps }) => steps["findRooms"]?.status === "running");
    await running.cancel();
    strictEqual((await until(runs, running, rests)).status, "canceled");
    const run = await waiting();
    await run.cancel();
    deepStrictEqual([run.state.status, run.state.steps["confirm"]?.status], ["canceled", "canceled"]);
    await run.resume(["confirm"], { accept: true });
    strictEqual(run.state.status, "canceled", "what no longer waits is not answered");
    void run.again(["makeOffer"]);
    const again = await until(runs, run, ({ status }) => status === "running");
    strictEqual(again.canceling, undefined, "what was canceled is not what runs now");
    await until(runs, run, rests);
  });

  it("says that a run which waits is being canceled, and why it still waits where that couldn't be read", async () => {
    const run = await waiting();
    const canceling = run.cancel();
    deepStrictEqual([run.state.status, run.state.canceling], ["suspended", true]);
    faults = { refuses: /runs\/[^/]+\/?(\?|$)/ };
    await canceling;
    strictEqual(run.state.canceling, undefined);
    match(run.state.problem ?? "", LOST);
  });

  it("goes on where another window has answered first: an answer that comes late is refused, and fails nothing", async () => {
    const run = await waiting();
    const other = (await new WorkflowRuns(serviceOf(sub), end.signal).open(trip, run.runId, false))!;
    await Promise.all([run.resume(["confirm"], YES), other.resume(["confirm"], YES)]);
    // Whether that comes as a no, or as the run as it is by now, is a matter of moments.
    match(other.state.problem ?? "not suspended", /not suspended/);
    deepStrictEqual([run.state.status, other.state.status], ["success", "success"]);
  });

  it("runs again from a step, and not where the server cannot", async () => {
    const run = await waiting();
    await run.resume(["confirm"], YES);
    strictEqual(run.state.status, "success");
    const repeated = run.again(["makeOffer"]);
    await until(runs, run, ({ status }) => status === "running");
    deepStrictEqual(Object.keys(run.state.steps).sort(), ["findRooms", "lookUpWeather"]);
    await repeated;
    deepStrictEqual([run.state.status, run.state.steps["confirm"]?.status], ["suspended", "suspended"]);
    for (const status of [404, 405, 501]) {
      faults = { refuses: /time-travel/, status };
      const other = (await new WorkflowRuns(serviceOf(sub), end.signal).open(trip, run.runId, true))!;
      strictEqual(other.state.canRepeat, true);
      await other.again(["makeOffer"]);
      deepStrictEqual([other.state.canRepeat, other.state.status], [undefined, "suspended"]);
      match(other.state.problem ?? "", /can't run this again from a step/);
    }
  });

  it("stops asking a server that says nothing, and says so", async () => {
    const run = runs.start(trip, { city: "Rome", month: 6, nights: 3 });
    await until(runs, run, ({ steps }) => steps["findRooms"]?.status === "running");
    faults = { ...faults, refuses: /workflows/ };
    faults.cut?.();
    const { problem, status } = await until(runs, run, (state) => state.problem !== undefined);
    strictEqual(status, "running");
    match(problem ?? "", LOST);
    faults = {};
    await until(runs, run, rests);
    strictEqual(run.state.problem, undefined);
  });

  it("are a person's own: those of others are neither listed nor opened", async () => {
    const run = await waiting();
    const other = serviceOf(crypto.randomUUID());
    deepStrictEqual(await other.runs("tripPlan", 0), { runs: [], more: false });
    strictEqual(await new WorkflowRuns(other, end.signal).open(trip, run.runId, false), undefined);
    deepStrictEqual(
      (await service.runs("tripPlan", 0)).runs.map(({ runId, status }) => [runId, status]),
      [[run.runId, "suspended"]],
    );
  });

  it("end with their owner: nothing more is asked or told", async () => {
    const run = runs.start(trip, { city: "Rome", month: 6, nights: 3 });
    await until(runs, run, ({ steps }) => steps["findRooms"]?.status === "running");
    let told = 0;
    runs.listen(() => (told += 1));
    const before = server.requests.length;
    end.abort();
    await run.cancel();
    await new Promise((resolve) => setImmediate(resolve));
    deepStrictEqual([told, server.requests.length], [0, before]);
  });

  describe("in a panel", () => {
    let told: WorkflowsState[];
    let place: WorkflowsPlace;

    beforeEach(() => {
      told = [];
      place = new WorkflowsPlace(runs, (state) => void told.push(state));
    });

    const shown = (): WorkflowsState => told.at(-1)!;
    async function toldThat(fits: (state: WorkflowsState) => boolean): Promise<WorkflowsState> {
      for (let tries = 0; tries < 4_000 && (told.length === 0 || !fits(shown())); tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      ok(told.length > 0 && fits(shown()), JSON.stringify({ ...shown().run, nodes: [] }) + told.length);
      return shown();
    }

    it("are listed, chosen, begun, looked at again and found in the history, page by page", async () => {
      await place.act({ do: "list" });
      strictEqual(shown().workflows?.length, 2);
      await place.act({ do: "choose", workflowId: "publishReport" });
      deepStrictEqual([shown().chosen?.name, shown().chosen?.runs], ["publishReport", []]);
      for (let count = 0; count < 12; count += 1) {
        await place.act({ do: "choose", workflowId: "publishReport" });
        await place.act({ do: "start", workflowId: "publishReport", data: { title: `Report ${count}` } });
        await toldThat(({ run }) => run?.status === "suspended" && !run.busy);
      }
      const { runId } = shown().run!;
      await place.act({ do: "close" });
      await place.act({ do: "choose", workflowId: "publishReport" });
      deepStrictEqual([shown().chosen?.runs?.length, shown().chosen?.more, shown().run], [10, true, undefined]);
      await place.act({ do: "more" });
      deepStrictEqual([shown().chosen?.runs?.length, shown().chosen?.more], [12, undefined]);
      await place.act({ do: "open", workflowId: "publishReport", runId });
      match((await toldThat(({ run }) => run !== undefined)).run?.steps["review"]?.asks ?? "", /Report 11/);
      await place.act({ do: "resume", runId, step: ["review"], data: { publish: true, comment: "Good" } });
      match((await toldThat(({ run }) => run?.status === "success")).run?.result ?? "", /"published":true/);
    });

    it("show the last thing that was asked for, and nothing after they were closed", async () => {
      await Promise.all([place.act({ do: "choose", workflowId: "tripPlan" }), place.act({ do: "list" })]);
      deepStrictEqual([shown().chosen, shown().workflows?.length], [undefined, 2]);
      await place.act({ do: "choose", workflowId: "tripPlan" });
      await place.act({ do: "start", workflowId: "tripPlan", data: { city: "Rome", month: 6, nights: 3 } });
      const { runId } = shown().run!;
      await place.act({ do: "close" });
      const count = told.length;
      await until(runs, runs.find(runId)!, rests);
      strictEqual(told.length, count, "what nobody looks at costs the panel nothing");
      await place.act({ do: "open", workflowId: "tripPlan", runId });
      strictEqual(shown().run?.status, "suspended", "and is there on return");
    });

    it("say what is not there, and keep what is somebody else's to them", async () => {
      await place.act({ do: "choose", workflowId: "nobody" });
      match(shown().problem ?? "", /no longer has this workflow or run/);
      const run = runs.start(trip, { city: "Rome", month: 6, nights: 3 });
      await until(runs, run, rests);
      const others = new WorkflowsPlace(
        new WorkflowRuns(serviceOf("somebody else"), end.signal),
        (state) => void told.push(state),
      );
      await others.act({ do: "open", workflowId: "tripPlan", runId: run.runId });
      deepStrictEqual([shown().run, shown().problem], [undefined, "This run belongs to someone else."]);
      await others.act({ do: "cancel", runId: run.runId });
      strictEqual((await service.run("tripPlan", run.runId)).status, "suspended");
    });
  });
});
