import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { ClientAccess } from "../../../src/agents/clientAccess";
import * as mastraClient from "../../../src/agents/mastraClient";
import { ThreadService } from "../../../src/agents/threadService";
import { isCancellation, UserFacingError } from "../../../src/shared/userFacingError";
import { type HttpServer, json, type SeenRequest, startHttpServer } from "../setup/httpServer";

describe("ClientAccess", () => {
  let server: HttpServer;
  let answer: (request: SeenRequest, response: ServerResponse) => void;

  beforeEach(async () => {
    server = await startHttpServer((request, response) => answer(request, response));
  });

  afterEach(() => server.close());

  function access(): ClientAccess {
    return new ClientAccess({
      settings: () => ({ serverUrl: server.origin, apiPrefix: "/api" }),
      tokens: { get: () => Promise.resolve("token-1") },
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      who: () => ({ account: "", issuer: "" }),
    });
  }

  it("reads once more when the connection was lost, and no more than that", async () => {
    let left = 1;
    answer = (_, response) => (left-- > 0 ? response.destroy() : json(response, 200, { ok: true }));
    deepStrictEqual(await access().read("/x"), { ok: true });
    strictEqual(server.seen.length, 2);
    left = 9;
    await rejects(access().read("/x"), (error) => error instanceof UserFacingError && error.kind === "network");
    strictEqual(server.seen.length, 4);
  });

  it("reads only once when the server has answered, and never shows what it said", async () => {
    answer = (_, response) => json(response, 500, { error: "boom at script (file:///srv/app.js)" });
    await rejects(access().read("/x"), (error) => {
      ok(error instanceof UserFacingError && !/boom|srv/.test(error.message));
      return error.kind === "server";
    });
    strictEqual(server.seen.length, 1);
  });

  it("never repeats a request that changes something", async () => {
    answer = ({ path }, response) => {
      if (path.includes("/agents")) {
        json(response, 200, { a: {} });
      } else if (path.includes("/status")) {
        json(response, 200, { result: true });
      } else {
        response.destroy();
      }
    };
    const threads = new ThreadService(access());
    await rejects(threads.remove("t"), UserFacingError);
    await rejects(threads.rename("t", "x"), UserFacingError);
    await rejects(threads.deleteMessages("t", ["m"]), UserFacingError);
    deepStrictEqual(
      server.seen.map(({ path }) => path).filter((path) => !path.includes("partial") && !path.includes("status")),
      ["/api/memory/threads/t?agentId=a", "/api/memory/threads/t?agentId=a", "/api/memory/messages/delete?agentId=a"],
    );
  });

  it("stops reading when it is told to", async () => {
    const abort = new AbortController();
    answer = () => abort.abort();
    await rejects(access().read("/x", undefined, abort.signal), isCancellation);
    strictEqual(server.seen.length, 1);
  });

  it("says that a server which is switched off cannot be reached", async () => {
    const reading = access();
    await server.close();
    await rejects(reading.read("/x"), (error) => error instanceof UserFacingError && error.kind === "network");
  });
});
