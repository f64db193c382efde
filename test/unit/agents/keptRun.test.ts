import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { AgentService, type RequestOptions } from "../../../src/agents/agentService";
import type { AgentChunk } from "../../../src/agents/chunk";
import * as mastraClient from "../../../src/agents/mastraClient";
import { keptRun, type KeptRunRequest } from "../../../src/agents/keptRun";
import type { OutgoingMessage } from "../../../src/agents/outgoingMessage";
import { GOES_ON } from "../../../src/agents/runOptions";
import { serverAddress } from "../../../src/agents/serverUrl";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { until } from "../chat/mirror/mirrorWindow";
import { events, type HttpServer, json, startHttpServer } from "../setup/httpServer";

const MEMORY = { threadId: "t", resourceId: "ada" };
const START = { type: "start", runId: "run", payload: { id: "weatherAgent", messageId: "answer" } };
const FINISH = { type: "finish", runId: "run", payload: { stepResult: { reason: "stop" } } };

function says(text: string, runId = "run"): object {
  return { type: "text-delta", runId, payload: { id: "t", text } };
}

function call(toolCallId: string, type = "tool-call"): object {
  return { type, runId: "run", payload: { toolCallId, toolName: "bookTrip", args: {} } };
}

function asked(id: string): object {
  return { type: "data-user-message", runId: "run", data: { id, contents: "Rain?", metadata: { clientId: id } } };
}

describe("a run that is kept alive", () => {
  let server: HttpServer;
  /** Answers the message. */
  let onMessage: (response: ServerResponse, id: string) => void;
  /** What a subscription is told at its beginning, by its number from 1 on. */
  let onSubscribe: (response: ServerResponse, count: number) => void;
  let onAbort: (response: ServerResponse) => void;
  let listeners: ServerResponse[];
  let agents: AgentService;
  let options: Partial<RequestOptions>;
  let end: AbortController;
  const endings = new Map<string, Promise<void>>();
  let waits: NonNullable<KeptRunRequest["waits"]>;
  let texts: string[];
  let types: AgentChunk["type"][];

  before(async () => {
    server = await startHttpServer(({ path, body }, response) => {
      if (path.endsWith("/threads/subscribe")) {
        listeners.push(response);
        onSubscribe(response, count("/threads/subscribe"));
      } else if (path.endsWith("/signals")) {
        onMessage(response, (JSON.parse(body) as { signal: { id: string } }).signal.id);
      } else if (path.endsWith("/stream")) {
        events(response, [{ ...START, runId: "other" }, says("By stream.", "other"), { ...FINISH, runId: "other" }]);
      } else {
        onAbort(response);
      }
    });
  });
  after(() => server.close());

  beforeEach(() => {
    server.seen.splice(0);
    listeners = [];
    options = { keepsRunsAlive: true };
    end = new AbortController();
    [texts, types] = [[], []];
    onSubscribe = connected;
    onMessage = taken;
    onAbort = (response) => json(response, 200, { aborted: true });
    endings.clear();
    // Of what comes, no machine is so busy that it comes later.
    waits = { connect: [5, 5, 10], start: 10_000, again: 5_000, calls: 50, abort: [0, 20, 50] };
    agents = new AgentService({
      server: serverAddress(server.origin, "/api"),
      options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false, ...options }),
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
    });
  });
  afterEach(() => listeners.forEach((each) => each.destroy()));

  const count = (path: string): number => server.seen.filter((each) => each.path.endsWith(path)).length;

  const bodyOf = (end: string): Record<string, unknown> =>
    JSON.parse(server.seen.find(({ path }) => path.endsWith(end))!.body) as Record<string, unknown>;

  const connected = (response: ServerResponse): void => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(": connected\n\n");
  };

  const taken = (response: ServerResponse, id: string): void => {
    json(response, 200, { accepted: true, runId: "run", signal: { id } });
  };

  const tell = (...chunks: readonly object[]): unknown =>
    listeners.at(-1)?.write(chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join(""));

  /** The run alone, with less patience. */
  function run(message: OutgoingMessage): AsyncIterable<readonly AgentChunk[]> {
    return keptRun(agents.access, {
      ...{ agentId: "weatherAgent", memory: MEMORY, message, streamOptions: {}, signal: end.signal },
      idleMs: (options.idleTimeoutSeconds ?? 0) * 1000,
      endings,
      waits,
    });
  }

  function stream(message: OutgoingMessage): AsyncIterable<readonly AgentChunk[]> {
    return agents.stream("weatherAgent", message, MEMORY, end.signal);
  }

  async function ask(id = "m", how = run): Promise<void> {
    for await (const batch of how({ id, text: "Rain?", attachments: [] })) {
      for (const chunk of batch) {
        types.push(chunk.type);
        texts.push(...(chunk.type === "text-delta" ? [chunk.text] : []));
      }
    }
  }

  /** The server has the message, and its first words are here. */
  const hasBegun = async (): Promise<void> => {
    await until(() => count("/signals") === 1);
    tell(START, says("No "));
    await until(() => texts.length === 1);
  };

  const isKind =
    (kind: string) =>
    (error: unknown): boolean =>
      error instanceof UserFacingError && error.kind === kind;

  it("is told by the subscription, without its question and what is of another run", async () => {
    const asking = ask();
    await until(() => count("/signals") === 1);
    tell(START, asked("m"), says("No "), says("Sun", "other"), { ...FINISH, runId: "other" }, says("rain."), FINISH);
    await asking;
    deepStrictEqual(
      [types, texts],
      [
        ["accepted", "start", "text-delta", "text-delta", "finish"],
        ["No ", "rain."],
      ],
    );
    strictEqual(count("/threads/abort"), 0);
  });

  it("carries what a request carries", async () => {
    options = { ...options, requireToolApproval: true, requestContext: { tenant: "one" } };
    const message = { id: "m", text: "Rain?", attachments: [], options: { instructions: "Be short.", maxSteps: 2 } };
    const asking = Array.fromAsync(agents.stream("weatherAgent", message, MEMORY, end.signal));
    await until(() => count("/signals") === 1);
    tell(START, FINISH);
    await asking;
    deepStrictEqual(bodyOf("/signals"), {
      signal: {
        ...{ type: "user", tagName: "user", id: "m", metadata: { clientId: "m" } },
        contents: [{ type: "text", text: "Rain?" }],
      },
      ...MEMORY,
      ifActive: { behavior: "discard" },
      ifIdle: {
        behavior: "wake",
        streamOptions: {
          ...{ system: "Be short.", maxSteps: 2, requireToolApproval: true, requestContext: { tenant: "one" } },
        },
      },
    });
  });

  it("is told once, though it is told twice on one connection", async () => {
    const asking = ask();
    await until(() => count("/signals") === 1);
    tell(START, says("No "), START, says("No "), says("rain."), FINISH);
    await asking;
    deepStrictEqual(texts, ["No ", "rain."]);
  });

  it("is told on by another connection, from where it was", async () => {
    onSubscribe = (response, number) => {
      connected(response);
      if (number === 3) {
        tell(START, says("No "), says("rain."), FINISH);
      } else if (number === 2) {
        response.destroy();
      }
    };
    const asking = ask();
    await hasBegun();
    listeners[0]!.destroy();
    await asking;
    deepStrictEqual([texts, types.at(-1), count("/signals")], [["No ", "rain."], "finish", 1]);
  });

  it("is a lost connection when the next one does not tell of it, and goes on", async () => {
    waits = { ...waits, again: 100 };
    const asking = ask();
    await hasBegun();
    listeners[0]!.destroy();
    await asking.catch(() => undefined);
    deepStrictEqual([texts, types.at(-1), count("/threads/abort")], [["No "], "text-delta", 0]);
    ok(count("/threads/subscribe") <= 6);
  });

  it("ends where the next connection tells something else of it", async () => {
    const asking = ask();
    await hasBegun();
    onSubscribe = (response) => {
      connected(response);
      tell(START, { type: "object", runId: "run", object: {} }, says("Yes"), FINISH);
    };
    listeners[0]!.destroy();
    await asking.catch(() => undefined);
    deepStrictEqual([texts, types.at(-1)], [["No "], "text-delta"]);
  });

  it("ends with an error behind which nothing follows", async () => {
    const asking = ask();
    await until(() => count("/signals") === 1);
    tell(START, { type: "error", runId: "run", payload: { error: { message: "No model" } } });
    await asking;
    deepStrictEqual(types, ["accepted", "start", "error"]);
  });

  it("waits for a person though another call of the step is never told of again", async () => {
    const asking = ask();
    await until(() => count("/signals") === 1);
    tell(START, call("a"), call("b"), call("a", "tool-call-approval"));
    await asking;
    deepStrictEqual(types, ["accepted", "start", "tool-call", "tool-call", "tool-call-approval"]);
    strictEqual(count("/threads/abort"), 0);
  });

  it("is ended on the server when a person stops it, and when nothing comes for too long", async () => {
    const stopped = ask();
    await hasBegun();
    end.abort();
    await rejects(stopped, { name: "AbortError" });
    await until(() => count("/threads/abort") === 1);

    end = new AbortController();
    options = { ...options, idleTimeoutSeconds: 2 };
    const silent = ask("m2");
    await until(() => count("/signals") === 2);
    tell(START);
    await rejects(silent, isKind("silent"));
    await until(() => count("/threads/abort") === 2);
  });

  it("is ended on the server when it is stopped while it asks a person and another call of the step goes on", async () => {
    const asking = ask();
    await until(() => count("/signals") === 1);
    tell(START, call("a"), call("b"), call("a", "tool-call-approval"));
    await until(() => types.includes("tool-call-approval"));
    end.abort();
    await asking.catch(() => undefined);
    await until(() => count("/threads/abort") === 1);
  });

  it("is ended on the server as soon as that can be reached, and the next message of the thread waits for that", async () => {
    const asking = ask();
    await hasBegun();
    onAbort = (response) => (count("/threads/abort") < 3 ? response.destroy() : json(response, 200, { aborted: true }));
    end.abort();
    await rejects(asking, { name: "AbortError" });
    end = new AbortController();
    const next = ask("m2");
    await until(() => count("/signals") === 2);
    strictEqual(count("/threads/abort"), 3);
    tell(START, FINISH);
    await next;
  });

  it("is not given up for silence while there is no connection", async () => {
    options = { ...options, idleTimeoutSeconds: 2 };
    const asking = ask();
    await hasBegun();
    onSubscribe = (response, number) => {
      if (number < 4) {
        setTimeout(() => response.destroy(), 1_200);
      } else {
        connected(response);
        tell(START, says("No "), says("rain."), FINISH);
      }
    };
    listeners[0]!.destroy();
    await asking;
    deepStrictEqual([texts, types.at(-1), count("/threads/abort")], [["No ", "rain."], "finish", 0]);
  });

  it("is found by another connection when both the answer to the message and the subscription were lost", async () => {
    onMessage = (response, id) => {
      onSubscribe = (again) => {
        connected(again);
        tell(START, asked(id), says("No rain."), FINISH);
      };
      response.destroy();
      listeners[0]!.destroy();
    };
    await ask();
    deepStrictEqual([texts, count("/signals"), count("/threads/abort")], [["No rain."], 1, 0]);
  });

  it("is ended on the server when it is stopped before that has answered", async () => {
    onMessage = () => undefined;
    const asking = ask();
    await until(() => count("/signals") === 1);
    end.abort();
    await rejects(asking, { name: "AbortError" });
    await until(() => count("/threads/abort") === 1);
    deepStrictEqual(types, []);
  });

  it("goes on when the window only leaves it", async () => {
    const asking = ask();
    await hasBegun();
    end.abort(GOES_ON);
    await rejects(asking, { name: "AbortError" });
    await new Promise((resolve) => setTimeout(resolve, 50));
    strictEqual(count("/threads/abort"), 0);
  });

  it("is found when only the server's answer to the message was lost, and the message is not sent again", async () => {
    onMessage = (response, id) => {
      tell(START, asked(id), says("No rain."), FINISH);
      response.destroy();
    };
    await ask();
    deepStrictEqual(
      [types, count("/signals"), count("/stream")],
      [["accepted", "start", "text-delta", "finish"], 1, 0],
    );
  });

  it("ends where the server tells nothing of it, and no other message is sent that way", async () => {
    waits = { ...waits, start: 100, again: 100 };
    const reading = run({ id: "m", text: "Rain?", attachments: [] })[Symbol.asyncIterator]();
    let step = await reading.next();
    while (step.done !== true) {
      step = await reading.next();
    }
    deepStrictEqual([step.value, count("/signals"), count("/stream"), count("/threads/abort")], ["untold", 1, 0, 0]);
  });

  it("is refused as the server refuses it", async () => {
    onMessage = (response) => json(response, 429, { error: "No" });
    await rejects(ask(), isKind("rateLimited"));
    onMessage = (response) => response.destroy();
    waits = { ...waits, again: 100 };
    await rejects(ask("m2"), isKind("network"));
    deepStrictEqual([types, count("/stream")], [[], 0]);
  });

  it("is one of a plain stream where another run goes on or waits, and where the server can't keep it", async () => {
    onMessage = (response, id) => json(response, 200, { accepted: true, runId: id, signal: { id } });
    await ask("m", stream);
    deepStrictEqual([texts, count("/signals"), count("/stream")], [["By stream."], 1, 1]);
    onMessage = (response) => json(response, 404, { error: "Not Found" });
    await ask("m2", stream);
    await ask("m3", stream);
    deepStrictEqual([count("/signals"), count("/stream"), count("/threads/abort")], [2, 3, 0]);
  });

  it("is one of a plain stream with the settings of when the message was sent", async () => {
    options = { ...options, requireToolApproval: true, requestContext: { tenant: "one" } };
    onMessage = (response, id) => {
      options = { keepsRunsAlive: true, requestContext: { tenant: "two" } };
      json(response, 200, { accepted: true, runId: id, signal: { id } });
    };
    await ask("m", stream);
    const { requestContext, requireToolApproval } = bodyOf("/stream");
    deepStrictEqual([requestContext, requireToolApproval], [{ tenant: "one" }, true]);
  });

  it("is one of a plain stream where the server tells nothing of a thread, which is asked once", async () => {
    onSubscribe = (response) => json(response, 501, { error: "Not supported" });
    await ask("m", stream);
    await ask("m2", stream);
    deepStrictEqual([count("/threads/subscribe"), count("/signals"), count("/stream")], [1, 0, 2]);
  });

  it("is one of a plain stream where something else than Mastra answers in the place of a subscription", async () => {
    onSubscribe = (response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<html></html>");
    };
    await ask("m", stream);
    deepStrictEqual([texts, count("/signals"), count("/stream")], [["By stream."], 0, 1]);
  });
});
