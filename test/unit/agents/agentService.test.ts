import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { AgentService, type RequestOptions } from "../../../src/agents/agentService";
import type { AgentChunk } from "../../../src/agents/chunk";
import * as mastraClient from "../../../src/agents/mastraClient";
import type { OutgoingMessage } from "../../../src/agents/outgoingMessage";
import { serverAddress } from "../../../src/agents/serverUrl";
import type { ActionId } from "../../../src/shared/transcript";
import { isCancellation, UserFacingError } from "../../../src/shared/userFacingError";
import { events, type HttpServer, json, type SeenRequest, startHttpServer } from "../setup/httpServer";

const memory = { threadId: "thread-1", resourceId: "user_1" };
const never = new AbortController().signal;
const message = (text = "Weather?"): OutgoingMessage => ({ id: "m-1", text, attachments: [] });
const textChunk = { type: "text-delta", runId: "r", payload: { id: "t", text: "Sunny" } };
const finishChunk = { type: "finish", runId: "r", payload: { stepResult: { reason: "stop" }, output: { usage: {} } } };

describe("AgentService", () => {
  let server: HttpServer;
  let answer: (request: SeenRequest, response: ServerResponse) => void;
  let tokens: string[];
  let asked: (string | undefined)[];
  let overrides: Partial<RequestOptions>;
  let owner: AbortController;

  beforeEach(async () => {
    answer = (_, response) => json(response, 200, {});
    tokens = ["token-1"];
    asked = [];
    overrides = {};
    owner = new AbortController();
    server = await startHttpServer((request, response) => answer(request, response));
  });

  afterEach(() => server.close());

  function service(): AgentService {
    return new AgentService({
      server: serverAddress(server.origin, "/api"),
      options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false, ...overrides }),
      tokens: {
        get: (_, options) => {
          asked.push(options?.rejected);
          return Promise.resolve(tokens[Math.min(asked.length, tokens.length) - 1] ?? "");
        },
      },
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "ada@example.com", issuer: "clerk.example.com" },
      signal: owner.signal,
    });
  }

  const ask = async (signal = never, agentId = "weatherAgent"): Promise<AgentChunk[]> =>
    (await Array.fromAsync(service().stream(agentId, message(), memory, signal))).flat();

  const fails = (kind: string, action?: ActionId, run: () => Promise<unknown> = () => ask()): Promise<void> =>
    rejects(run, (error: unknown) => {
      ok(error instanceof UserFacingError, String(error));
      strictEqual(error.kind, kind);
      ok(!/token-\d|at script|<html/.test(error.message), error.message);
      return action === undefined || error.actions.includes(action);
    });

  it("lists agents by name, with the Bearer and without cookies", async () => {
    answer = (_, response) =>
      json(response, 200, { zAgent: { name: "Alpha", description: "First" }, weatherAgent: { name: "Weather" } });
    deepStrictEqual(await service().listAgents(), [
      { id: "zAgent", name: "Alpha", description: "First" },
      { id: "weatherAgent", name: "Weather", description: "" },
    ]);
    deepStrictEqual(
      server.seen.map(({ path, authorization, cookie }) => ({ path, authorization, cookie })),
      [{ path: "/api/agents?partial=true", authorization: "Bearer token-1", cookie: undefined }],
    );
  });

  it("streams chunks, together what came together, and always sends thread and resource", async () => {
    answer = (_, response) => events(response, [textChunk, finishChunk]);
    deepStrictEqual(await Array.fromAsync(service().stream("weatherAgent", message(), memory, never)), [
      [{ type: "accepted" }],
      [
        { type: "text-delta", id: "t", text: "Sunny" },
        { type: "finish", reason: "stop" },
      ],
    ]);
    const [request] = server.seen;
    strictEqual(request?.path, "/api/agents/weatherAgent/stream");
    const messages = [{ id: "m-1", role: "user", content: [{ type: "text", text: "Weather?" }] }];
    deepStrictEqual(JSON.parse(request.body), { messages, memory: { thread: "thread-1", resource: "user_1" } });
  });

  it("sends a turn of a conversation that is kept elsewhere as it is, without a thread or with one that is only read", async () => {
    answer = (_, response) => events(response, [finishChunk]);
    const tool = { id: "read_file", description: "Reads", inputSchema: { type: "object" } };
    const messages = [{ role: "user" as const, content: [{ type: "text" as const, text: "Hello" }] }];
    const hidden = { threadId: "hidden", resourceId: "user_1", readOnly: true } as const;
    const turn = { messages, system: "Be brief.", clientTools: { read_file: tool }, toolChoice: "required" as const };
    await Array.fromAsync(service().modelTurn("weatherAgent", turn, undefined, never));
    await Array.fromAsync(
      service().modelTurn("weatherAgent", { messages, system: "", clientTools: {} }, hidden, never),
    );
    deepStrictEqual(
      server.seen.map(({ body }) => JSON.parse(body) as unknown),
      [
        { messages, system: "Be brief.", clientTools: { read_file: tool }, toolChoice: "required" },
        { messages, memory: { thread: "hidden", resource: "user_1", options: { readOnly: true } } },
      ],
    );
  });

  it("generates an answer of which nothing is stored", async () => {
    answer = (_, response) => json(response, 200, { text: "Fix it", finishReason: "stop" });
    const hidden = { threadId: "hidden", resourceId: "user_1", readOnly: true } as const;
    const asked = { system: "Be brief.", text: "Message?" };
    const result = await service().generate("weatherAgent", asked.text, hidden, never, asked.system);
    deepStrictEqual(result, { text: "Fix it", finishReason: "stop" });
    overrides = { requireToolApproval: true };
    await service().generate("weatherAgent", asked.text, undefined, never, asked.system);
    deepStrictEqual(
      server.seen.map(({ path, body }) => [path, JSON.parse(body) as unknown]),
      [
        [
          "/api/agents/weatherAgent/generate",
          {
            messages: "Message?",
            system: "Be brief.",
            memory: { thread: "hidden", resource: "user_1", options: { readOnly: true } },
          },
        ],
        ["/api/agents/weatherAgent/generate", { messages: "Message?", system: "Be brief.", requireToolApproval: true }],
      ],
    );
  });

  it("knows a server that takes no turn without a thread from one that fails", async () => {
    const turn = { messages: [], system: "", clientTools: {} };
    const ask = (): Promise<unknown> => Array.fromAsync(service().modelTurn("weatherAgent", turn, undefined, never));
    const error = 'A resourceId and a threadId must be provided when using Memory. Saw threadId "undefined"';
    answer = (_, response) => json(response, 500, { error });
    await fails("threadNeeded", "showLog", ask);
    answer = (_, response) => json(response, 500, { error: "the database is gone" });
    await fails("server", "showLog", ask);
  });

  it("asks the server to wait before every tool when the setting says so", async () => {
    overrides = { requireToolApproval: true };
    answer = (_, response) => events(response, [finishChunk]);
    await ask();
    strictEqual((JSON.parse(server.seen[0]?.body ?? "") as { requireToolApproval: boolean }).requireToolApproval, true);
  });

  it("leaves a server that says that a run failed and keeps the connection open, whatever the run was asked", async () => {
    const closed: string[] = [];
    answer = (request, response) => {
      response.on("close", () => closed.push(request.path));
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${JSON.stringify(textChunk)}\n\n`);
      response.write(`data: ${JSON.stringify({ type: "error", payload: { error: { message: "broke" } } })}\n\n`);
      setTimeout(() => response.write(`data: ${JSON.stringify(finishChunk)}\n\n`), 10);
    };
    const waiting = { runId: "r", toolCallId: "c" };
    const answers = await Promise.all([
      ask(),
      Array.fromAsync(service().decideToolCall("weatherAgent", { ...waiting, approved: true }, never)),
      Array.fromAsync(service().resumeToolCall("weatherAgent", { ...waiting, resumeData: {} }, never)),
    ]);
    for (const chunks of answers) {
      deepStrictEqual(
        chunks.flat().map(({ type }) => type),
        ["accepted", "text-delta", "error", "finish"],
      );
    }
    while (new Set(closed).size < 3) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  });

  it("generates one whole answer through getAgent(id).generate()", async () => {
    answer = (_, response) => json(response, 200, { text: "Sunny", finishReason: "stop" });
    deepStrictEqual(await service().generate("weatherAgent", "Weather?", memory), {
      text: "Sunny",
      finishReason: "stop",
    });
    strictEqual(server.seen[0]?.path, "/api/agents/weatherAgent/generate");
    deepStrictEqual((JSON.parse(server.seen[0].body) as { memory: unknown }).memory, {
      thread: "thread-1",
      resource: "user_1",
    });
  });

  it("sends decisions on tool calls to the run", async () => {
    answer = (_, response) => events(response, [finishChunk]);
    const decide = (approved: boolean): Promise<unknown> =>
      Array.fromAsync(service().decideToolCall("travelAgent", { runId: "r", toolCallId: "c", approved }, never));
    await decide(true);
    await decide(false);
    deepStrictEqual(
      server.seen.map(({ path }) => path),
      ["/api/agents/travelAgent/approve-tool-call", "/api/agents/travelAgent/decline-tool-call"],
    );
    deepStrictEqual(JSON.parse(server.seen[0]?.body ?? ""), { runId: "r", toolCallId: "c" });
  });

  it("gives a reason only when a call is declined and there is one", async () => {
    answer = (_, response) => events(response, [finishChunk]);
    for (const [approved, reason] of [
      [false, "too risky"],
      [false, " "],
      [true, "fine"],
    ] as const) {
      await Array.fromAsync(
        service().decideToolCall("travelAgent", { runId: "r", toolCallId: "c", approved, reason }, never),
      );
    }
    deepStrictEqual(
      server.seen.map(({ body }) => JSON.parse(body) as unknown),
      [
        { runId: "r", toolCallId: "c", reason: "too risky" },
        { runId: "r", toolCallId: "c" },
        { runId: "r", toolCallId: "c" },
      ],
    );
  });

  it("gives a suspended tool what it asked for", async () => {
    answer = (_, response) => events(response, [finishChunk]);
    const resumeData = { name: "Ada" };
    await Array.fromAsync(service().resumeToolCall("travelAgent", { runId: "r", toolCallId: "c", resumeData }, never));
    strictEqual(server.seen[0]?.path, "/api/agents/travelAgent/resume-stream");
    deepStrictEqual(JSON.parse(server.seen[0].body), { runId: "r", toolCallId: "c", resumeData });
  });

  it("renews the access token once on a 401 and repeats the request once", async () => {
    tokens = ["token-1", "token-2"];
    answer = ({ authorization }, response) =>
      authorization === "Bearer token-2"
        ? events(response, [finishChunk])
        : json(response, 401, { error: "Invalid or expired token" });
    await ask();
    deepStrictEqual(asked, [undefined, "token-1"]);
    strictEqual(server.seen.length, 2);
  });

  it("says that the server does not trust the issuer when a fresh token is refused too", async () => {
    tokens = ["token-1", "token-2"];
    answer = (_, response) => json(response, 401, { error: "Invalid or expired token" });
    await fails("unauthorized", "openClerkSettings");
    strictEqual(server.seen.length, 2);
  });

  it("never repeats a request that failed, since that would run the agent again", async () => {
    answer = (_, response) => json(response, 500, { error: "boom at script (file:///srv/app.js)" });
    await fails("server");
    strictEqual(server.seen.length, 1);
  });

  it("tells a web page from a Mastra API, for streams and for lists", async () => {
    answer = (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>Welcome</html>");
    await fails("notMastra", "configureServer");
    await fails("notMastra", "configureServer", () => service().listAgents());
  });

  it("does not follow a redirect, so the Bearer stays where it belongs", async () => {
    const other = await startHttpServer((_, response) => json(response, 200, {}));
    answer = (_, response) => response.writeHead(302, { location: `${other.origin}/api/agents` }).end();
    await fails("redirected", "configureServer", () => service().listAgents());
    strictEqual(other.seen.length, 0);
    await other.close();
  });

  it("says when to try again, if a busy server tells it", async () => {
    answer = (_, response) => response.writeHead(429, { "retry-after": "7" }).end();
    const { host } = new URL(server.origin);
    await rejects(service().listAgents(), {
      message: `${host} is receiving too many requests. Try again in 7 seconds.`,
    });
  });

  it("takes a cut connection for an error", async () => {
    answer = (_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${JSON.stringify(textChunk)}\n\n`, () => response.destroy());
    };
    await fails("network", "retryConnection");
  });

  it("says when nothing answers", async () => {
    const { origin } = server;
    await server.close();
    await rejects(ask(), (error: Error) => error.message.includes(new URL(origin).host));
  });

  it("gives a silent stream up after the idle timeout", async () => {
    overrides = { idleTimeoutSeconds: 0.05 };
    answer = (_, response) =>
      void response.writeHead(200, { "content-type": "text/event-stream" }).write(": hello\n\n");
    await rejects(ask(), (error: Error) => error instanceof UserFacingError && /sent no data/.test(error.message));
  });

  it("treats Stop as a cancellation, and the server sees the connection close", async () => {
    const closed = Promise.withResolvers<boolean>();
    answer = (_, response) => {
      response.on("close", () => closed.resolve(true));
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${JSON.stringify(textChunk)}\n\n`);
    };
    const abort = new AbortController();
    await rejects(async () => {
      for await (const [chunk] of service().stream("weatherAgent", message(), memory, abort.signal)) {
        if (chunk?.type === "text-delta") {
          abort.abort();
        }
      }
    }, isCancellation);
    strictEqual(await closed.promise, true);
  });

  it("ends an answer with its owner as if it had been stopped, and asks nothing more", async () => {
    const closed = Promise.withResolvers<boolean>();
    answer = (_, response) => {
      response.on("close", () => closed.resolve(true));
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${JSON.stringify(textChunk)}\n\n`);
    };
    const agents = service();
    await rejects(async () => {
      for await (const [chunk] of agents.stream("weatherAgent", message(), memory, never)) {
        if (chunk?.type === "text-delta") {
          owner.abort(new Error("signed out"));
        }
      }
    }, isCancellation);
    strictEqual(await closed.promise, true);
    await rejects(agents.listAgents(), isCancellation);
    await rejects(Array.fromAsync(agents.stream("weatherAgent", message(), memory, never)), isCancellation);
    strictEqual(server.seen.length, 1);
  });

  it("says that a call no longer waits only when the server says so", async () => {
    const decide = (): Promise<unknown> =>
      Array.fromAsync(service().decideToolCall("travelAgent", { runId: "r", toolCallId: "c", approved: true }, never));
    const resume = (): Promise<unknown> =>
      Array.fromAsync(service().resumeToolCall("travelAgent", { runId: "r", toolCallId: "c", resumeData: {} }, never));
    for (const run of [decide, resume]) {
      answer = (_, response) =>
        json(response, 500, { error: 'resumeStream() could not find a suspended run for "r".' });
      await fails("runGone", undefined, run);
      for (const error of ["boom", "could not find the database"]) {
        answer = (_, response) => json(response, 500, { error });
        await fails("server", "showLog", run);
      }
      answer = (_, response) => json(response, 504, { error: "Gateway Timeout" });
      await fails("timeout", undefined, run);
      answer = (_, response) => response.destroy();
      await fails("network", "retryConnection", run);
    }
  });

  it("refuses what is over 4.4 MB before anything is sent", async () => {
    await rejects(
      async () => Array.fromAsync(service().stream("weatherAgent", message("x".repeat(4_500_000)), memory, never)),
      (error: Error) =>
        error instanceof UserFacingError && error.kind === "tooLarge" && /4\.5 MB.*4\.4 MB/.test(error.message),
    );
    strictEqual(server.seen.length, 0);
  });

  it("keeps an agent id inside its path segment", async () => {
    answer = (_, response) => json(response, 404, {});
    await fails("agentNotFound", "selectAgent", () => ask(never, "../../auth/logout"));
    strictEqual(server.seen[0]?.path, "/api/agents/..%2F..%2Fauth%2Flogout/stream");
  });
});
