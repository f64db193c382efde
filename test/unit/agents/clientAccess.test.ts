import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { ClientAccess } from "../../../src/agents/clientAccess";
import * as mastraClient from "../../../src/agents/mastraClient";
import { serverAddress } from "../../../src/agents/serverUrl";
import { ThreadService } from "../../../src/agents/threadService";
import { isCancellation, UserFacingError } from "../../../src/shared/userFacingError";
import { type HttpServer, json, type SeenRequest, startHttpServer } from "../setup/httpServer";

describe("ClientAccess", () => {
  let server: HttpServer;
  let owner: AbortController;
  let answer: (request: SeenRequest, response: ServerResponse) => void;

  beforeEach(async () => {
    owner = new AbortController();
    server = await startHttpServer((request, response) => answer(request, response));
  });

  afterEach(() => server.close());

  function access(): ClientAccess {
    return new ClientAccess({
      server: serverAddress(server.origin, "/api"),
      tokens: { get: () => Promise.resolve("token-1") },
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
      signal: owner.signal,
    });
  }

  describe("to a server that asks for no sign-in", () => {
    const guest = (onSignInRequired: () => void): ClientAccess =>
      new ClientAccess({
        server: serverAddress(server.origin, "/api"),
        onSignInRequired,
        loadClient: () => Promise.resolve(mastraClient),
        fetch,
        account: { label: "", issuer: "" },
      });

    it("sends nothing that says who asks", async () => {
      answer = (_, response) => json(response, 200, { ok: true });
      await guest(() => undefined).read("/x");
      deepStrictEqual([server.seen[0]?.authorization, server.seen[0]?.cookie], [undefined, undefined]);
    });

    for (const status of [401, 403]) {
      it(`tells once that a sign-in is wanted now: ${String(status)}`, async () => {
        const told: string[] = [];
        answer = (_, response) => json(response, status, { error: "Unauthorized" });
        await rejects(guest(() => told.push("told")).read("/x"), { kind: "signInRequired" });
        deepStrictEqual([told.length, server.seen.length], [1, 1]);
      });
    }

    it("knows a thread that is gone or somebody else's from a sign-in that is wanted", async () => {
      answer = (_, response) => json(response, 403, { error: "Thread not found" });
      await rejects(guest(() => ok(false)).read("/x"), { kind: "threadGone" });
    });
  });

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
      } else if (path.includes("/messages?")) {
        json(response, 200, { messages: [] });
      } else {
        response.destroy();
      }
    };
    const threads = new ThreadService(access());
    await rejects(threads.remove("t"), UserFacingError);
    await rejects(threads.rename("t", "x"), UserFacingError);
    await rejects(threads.deleteMessages("t", ["m"]), UserFacingError);
    deepStrictEqual(
      server.seen.filter(({ method }) => method !== "GET").map(({ path }) => path),
      ["/api/memory/threads/t?agentId=a", "/api/memory/threads/t?agentId=a", "/api/memory/messages/delete?agentId=a"],
    );
  });

  it("stops reading when it is told to", async () => {
    const abort = new AbortController();
    answer = () => abort.abort();
    await rejects(access().read("/x", undefined, abort.signal), isCancellation);
    strictEqual(server.seen.length, 1);
  });

  it("cancels what is being read at its owner's end, and asks nothing after it", async () => {
    answer = () => owner.abort();
    const reading = access();
    await rejects(reading.read("/x"), isCancellation);
    await rejects(reading.read("/x"), isCancellation);
    await rejects(
      reading.attempt(undefined, (client) => client.request("/x")),
      isCancellation,
    );
    strictEqual(server.seen.length, 1);
  });

  it("shows nobody what arrives after its owner's end", async () => {
    const late = access();
    await rejects(
      late.attempt(undefined, () => {
        owner.abort();
        return Promise.resolve("somebody's threads");
      }),
      isCancellation,
    );
    await rejects(
      late.attempt(undefined, () => Promise.reject(new Error("anything"))),
      isCancellation,
    );
  });

  it("still deletes a thread after its owner's end, at the owner's server and with the owner's token", async () => {
    answer = ({ path }, response) => {
      json(response, 200, path.includes("partial") ? { a: {} } : { result: true });
    };
    const owners = access();
    owner.abort();
    await new ThreadService(owners.outlivingOwner).remove("t");
    await rejects(new ThreadService(owners).remove("t"), isCancellation);
    await rejects(new ThreadService(owners).list("user_1", 0), isCancellation);
    deepStrictEqual(
      server.seen
        .filter(({ method }) => method !== "GET")
        .map(({ method, path, authorization }) => [method, path, authorization]),
      [["DELETE", "/api/memory/threads/t?agentId=a", "Bearer token-1"]],
    );
  });

  it("puts messages back when nobody knows whether the server has deleted them", async () => {
    const messages = [{ id: "m", role: "user", threadId: "t", resourceId: "u", content: { format: 2, parts: [] } }];
    let deleting: (response: ServerResponse) => void = () => undefined;
    answer = ({ path }, response) => {
      if (path.includes("/messages/delete")) {
        deleting(response);
      } else {
        json(response, 200, path.includes("partial") ? { a: {} } : { result: true, messages });
      }
    };
    const saved = (): unknown[] =>
      server.seen.filter(({ path }) => path.includes("save-messages")).map(({ body }) => JSON.parse(body) as unknown);
    const fails = (kind: string): Promise<void> =>
      rejects(new ThreadService(access().outlivingOwner).deleteMessages("t", ["m"]), (error) => {
        return error instanceof UserFacingError && error.kind === kind;
      });
    deleting = (response) => json(response, 403, { error: "Access denied" });
    await fails("forbidden");
    deepStrictEqual(saved(), []);
    deleting = (response) => response.destroy();
    await fails("network");
    deepStrictEqual(saved(), [{ messages }]);
    deleting = (response) => json(response, 503, {});
    await fails("server");
    deepStrictEqual(saved(), [{ messages }, { messages }]);
    deleting = (response) => {
      owner.abort();
      response.destroy();
    };
    await fails("network");
    deepStrictEqual(saved(), [{ messages }, { messages }, { messages }]);
  });

  it("says that a server which is switched off cannot be reached", async () => {
    const reading = access();
    await server.close();
    await rejects(reading.read("/x"), (error) => error instanceof UserFacingError && error.kind === "network");
  });
});
