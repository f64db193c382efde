import { deepStrictEqual, rejects } from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { ClientAccess } from "../../../src/agents/clientAccess";
import * as mastraClient from "../../../src/agents/mastraClient";
import { serverAddress } from "../../../src/agents/serverUrl";
import { type RunChunk, subscribeThread } from "../../../src/agents/threadSubscription";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { until } from "../chat/mirror/mirrorWindow";
import { type HttpServer, json, startHttpServer } from "../setup/httpServer";

const MEMORY = { threadId: "t", resourceId: "ada" };

describe("subscribeThread", () => {
  let server: HttpServer;
  let answer: (response: ServerResponse) => void;

  before(async () => {
    server = await startHttpServer((_, response) => answer(response));
  });
  after(() => server.close());

  const access = (): ClientAccess =>
    new ClientAccess({
      server: serverAddress(server.origin, "/api"),
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
    });

  function subscribed({
    ignored,
    silenceMs,
    signal,
  }: { ignored?: string; silenceMs?: number; signal?: AbortSignal } = {}): AsyncGenerator<
    readonly RunChunk[],
    void,
    undefined
  > {
    return subscribeThread(
      access(),
      "weatherAgent",
      MEMORY,
      signal ?? new AbortController().signal,
      (runId) => runId === ignored,
      silenceMs,
    );
  }

  const begin = (response: ServerResponse): ServerResponse => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(": connected\n\n");
    return response;
  };

  const events = (...data: readonly unknown[]): string =>
    data.map((each) => `data: ${typeof each === "string" ? each : JSON.stringify(each)}\n\n`).join("");

  const words = (runId: string, text: string): object => ({ type: "text-delta", runId, payload: { id: "t", text } });

  const isKind =
    (kind: string) =>
    (error: unknown): boolean =>
      error instanceof UserFacingError && error.kind === kind;

  it("tells each chunk with its run, one that names none with the run that spoke last, and nothing that is no chunk", async () => {
    answer = (response) => {
      const start = { type: "start", runId: "a", payload: { id: "weatherAgent", messageId: "m" } };
      const report = { type: "data-progress", data: { pct: 1 } };
      begin(response).end(events(start, words("b", "B"), report, words("a", "A"), "no JSON", "[DONE]"));
    };
    const chunks = (await Array.fromAsync(subscribed())).flat();
    deepStrictEqual(
      chunks.map(({ runId, agentId, chunk }) => [runId, agentId, chunk.type]),
      [
        ["a", "weatherAgent", "start"],
        ["b", undefined, "text-delta"],
        ["b", undefined, "data"],
        ["a", undefined, "text-delta"],
      ],
    );
    const { method, path, body } = server.seen.at(-1)!;
    deepStrictEqual([method, path, JSON.parse(body)], ["POST", "/api/agents/weatherAgent/threads/subscribe", MEMORY]);
  });

  it("leaves out the run that comes another way, with what names no run behind it", async () => {
    answer = (response) => {
      const report = { type: "data-progress", data: { pct: 1 } };
      begin(response).end(events(words("own", "A"), report, words("b", "B"), report, words("own", "C")));
    };
    const chunks = (await Array.fromAsync(subscribed({ ignored: "own" }))).flat();
    deepStrictEqual(
      chunks.map(({ runId, chunk }) => [runId, chunk.type]),
      [
        ["b", "text-delta"],
        ["b", "data"],
      ],
    );
  });

  it("tells of a run that is not wanted that it asks a person, and nothing of what its sub-agents ask", async () => {
    const ask = { toolCallId: "c", toolName: "bookTrip", args: {} };
    const inner = { type: "tool-call-approval", runId: "in", payload: ask };
    answer = (response) => {
      const nested = { type: "tool-output", runId: "own", payload: { ...ask, output: inner } };
      const asks = { runId: "own", from: "AGENT", type: "tool-call-approval", payload: ask };
      begin(response).end(events(words("own", "A"), nested, asks, words("own", "B")));
    };
    const chunks = (await Array.fromAsync(subscribed({ ignored: "own" }))).flat();
    deepStrictEqual(
      chunks.map(({ runId, chunk }) => [runId, chunk.type]),
      [["own", "tool-call-approval"]],
    );
  });

  it("leaves the server when its reader does", async () => {
    let isLeft = false;
    answer = (response) => void begin(response).on("close", () => (isLeft = true));
    for await (const batch of subscribed()) {
      deepStrictEqual(batch, []);
      break;
    }
    await until(() => isLeft);
  });

  it("says first that the server has taken the request, and then waits for as long as comments come", async () => {
    let response: ServerResponse | undefined;
    answer = (begun) => (response = begin(begun));
    const reading = subscribed({ silenceMs: 300 });
    deepStrictEqual((await reading.next()).value, []);
    const next = reading.next();
    for (let beats = 0; beats < 8; beats += 1) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      response?.write(": heartbeat\n\n");
    }
    response?.write(events(words("a", "A")));
    deepStrictEqual((await next).value?.[0]?.runId, "a");
    await reading.return();
  });

  it("gives a connection up on which nothing comes any more", async () => {
    answer = (response) => void begin(response);
    const reading = subscribed({ silenceMs: 1_000 });
    await reading.next();
    await rejects(reading.next(), isKind("network"));
  });

  it("fails as the network does when it is cut off, and ends quietly when it is left", async () => {
    answer = (response) => void begin(response).write(events(words("a", "A")), () => response.destroy());
    await rejects(Array.fromAsync(subscribed()), isKind("network"));
    answer = (response) => void begin(response);
    const left = new AbortController();
    const reading = subscribed({ signal: left.signal });
    await reading.next();
    left.abort();
    await rejects(reading.next(), { name: "AbortError" });
  });

  it("says that a server cannot tell which has no such route, and of nothing else", async () => {
    for (const status of [404, 405, 501]) {
      answer = (response) => json(response, status, { error: "Not Found" });
      await rejects(subscribed().next(), isKind("cannotFollow"));
    }
    const others = [
      [200, {}, "notMastra"],
      [404, { error: "Agent with name weatherAgent not found" }, "agentNotFound"],
      [500, { error: "boom" }, "server"],
    ] as const;
    for (const [status, body, kind] of others) {
      answer = (response) => json(response, status, body);
      await rejects(subscribed().next(), isKind(kind));
    }
  });
});
