import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { ClientAccess } from "../../../src/agents/clientAccess";
import * as mastraClient from "../../../src/agents/mastraClient";
import { serverAddress } from "../../../src/agents/serverUrl";
import { ThreadService } from "../../../src/agents/threadService";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { type HttpServer, json, type SeenRequest, startHttpServer } from "../setup/httpServer";

describe("MemoryRequests, while a developer renames agents", () => {
  let server: HttpServer;
  let threads: ThreadService;
  /** Whether each agent of the server has memory. */
  let agents: Readonly<Record<string, boolean>>;
  /** Answers a change in the name of an agent that is there. */
  let change: (request: SeenRequest, response: ServerResponse) => void;

  beforeEach(async () => {
    agents = { weatherAgent: true };
    change = (_, response) => json(response, 200, { success: true });
    server = await startHttpServer((request, response) => {
      const { pathname, searchParams } = new URL(request.path, "http://server");
      const agent = searchParams.get("agentId") ?? "";
      if (pathname === "/api/agents") {
        json(response, 200, agents);
      } else if (pathname === "/api/memory/status") {
        json(response, 200, { result: agents[agent] === true });
      } else if (request.method === "GET") {
        json(response, 200, { id: "t", messages: [] });
      } else if (agents[agent] === undefined) {
        json(response, 404, { error: "Agent not found" });
      } else if (!agents[agent]) {
        json(response, 400, { error: "Memory is not initialized" });
      } else {
        change(request, response);
      }
    });
    threads = new ThreadService(
      new ClientAccess({
        server: serverAddress(server.origin, "/api"),
        tokens: { get: () => Promise.resolve("token-1") },
        account: { label: "", issuer: "" },
        loadClient: () => Promise.resolve(mastraClient),
        fetch,
      }),
    );
  });

  afterEach(() => server.close());

  const changes = (): string[] =>
    server.seen.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);

  const lists = (): number => server.seen.filter(({ path }) => path.startsWith("/api/agents?")).length;

  const fails = (kind: string, run: Promise<unknown>): Promise<void> =>
    rejects(run, (error) => error instanceof UserFacingError && error.kind === kind);

  it("asks for the agents once", async () => {
    await threads.rename("t", "One");
    await threads.rename("t", "Two");
    await threads.remove("t");
    strictEqual(lists(), 1);
  });

  it("still renames and deletes threads, after asking for the agents again", async () => {
    await threads.rename("t", "One", "weatherAgent");
    agents = { skyAgent: true };
    await threads.rename("t", "Two", "weatherAgent");
    await threads.remove("t", "weatherAgent");
    deepStrictEqual(changes(), [
      "PATCH /api/memory/threads/t?agentId=weatherAgent",
      "PATCH /api/memory/threads/t?agentId=weatherAgent",
      "PATCH /api/memory/threads/t?agentId=skyAgent",
      "DELETE /api/memory/threads/t?agentId=skyAgent",
    ]);
    strictEqual(lists(), 2);
  });

  it("finds another agent when the one it knew has lost its memory", async () => {
    await threads.rename("t", "One");
    agents = { weatherAgent: false, skyAgent: true };
    await threads.remove("t");
    deepStrictEqual(changes().slice(1), [
      "DELETE /api/memory/threads/t?agentId=weatherAgent",
      "DELETE /api/memory/threads/t?agentId=skyAgent",
    ]);
  });

  it("does not repeat what no other agent could do", async () => {
    agents = { weatherAgent: false };
    await fails("noMemory", threads.remove("t"));
    strictEqual(changes().length, 1);
  });

  it("never repeats what the server may have carried out, or has refused for another reason", async () => {
    for (const [kind, answer] of [
      ["server", (response: ServerResponse) => json(response, 500, { error: "boom" })],
      ["timeout", (response: ServerResponse) => json(response, 504, {})],
      ["network", (response: ServerResponse) => response.destroy()],
      ["threadGone", (response: ServerResponse) => json(response, 404, { error: "Thread not found" })],
    ] as const) {
      const before = changes().length;
      change = (_, response) => {
        agents = { skyAgent: true };
        answer(response);
      };
      agents = { weatherAgent: true };
      await fails(kind, threads.remove("t", "weatherAgent"));
      strictEqual(changes().length, before + 1, kind);
    }
  });
});
