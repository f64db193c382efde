import type { MastraClient } from "@mastra/client-js";
import { AgentService } from "../../../src/agents/agentService";
import type { MastraClientModule } from "../../../src/agents/mastraClient";
import { serverAddress } from "../../../src/agents/serverUrl";
import { ThreadService } from "../../../src/agents/threadService";

/** What a request was, as far as a server can see it. */
export interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A server that takes everything, and remembers it. */
export class SeenByServer {
  readonly sent: Sent[] = [];

  readonly fetch: typeof fetch = (input, init) => {
    const url = input instanceof Request ? input.url : input.toString();
    const headers = Object.fromEntries(new Headers(init?.headers));
    const body: unknown = typeof init?.body === "string" ? JSON.parse(init.body) : init?.body;
    this.sent.push({ url, method: init?.method ?? "GET", headers, body });
    const { pathname } = new URL(url);
    const streams =
      headers["accept"] === "text/event-stream" || /\/(stream|resume-stream|\w+-tool-call)$/.test(pathname);
    return Promise.resolve(streams ? events() : Response.json(ANSWER));
  };
}

const THREAD = {
  id: "t",
  title: "Weather",
  resourceId: "user_1",
  createdAt: "2026-03-14T09:00:00Z",
  updatedAt: "2026-03-14T09:00:00Z",
};
const MESSAGE = {
  id: "m-1",
  role: "user",
  createdAt: "2026-03-14T09:00:00Z",
  content: { format: 2, parts: [{ type: "text", text: "Weather?" }] },
};

/** Has what each of the requests looks for. */
const ANSWER = {
  text: "ok",
  finishReason: "stop",
  result: true,
  thread: THREAD,
  threads: [THREAD],
  messages: [MESSAGE],
  runs: [],
  hasMore: false,
};

function events(): Response {
  const finish = { type: "finish", runId: "r", payload: { stepResult: { reason: "stop" }, output: {} } };
  return new Response(`data: ${JSON.stringify(finish)}\n\ndata: [DONE]\n\n`, {
    headers: { "content-type": "text/event-stream" },
  });
}

/** Everything that the extension ever asks of a server, through its own services. */
export async function requestsOfServices(module: MastraClientModule): Promise<readonly Sent[]> {
  const server = new SeenByServer();
  const agents = new AgentService({
    server: serverAddress("https://mastra.example.com", "/api"),
    options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: true }),
    tokens: { get: () => Promise.resolve("token-1") },
    loadClient: () => Promise.resolve(module),
    fetch: server.fetch,
    account: { label: "", issuer: "" },
  });
  const threads = new ThreadService(agents.access);
  const memory = { threadId: "t", resourceId: "user_1" };
  const item = { id: "a", kind: "file", name: "a.ts", detail: "", bytes: 3, openable: false } as const;
  const { signal } = new AbortController();
  const call = { runId: "r", toolCallId: "c" };
  await agents.listAgents();
  await agents.generate("weatherAgent", "Weather?", memory, signal);
  for (const run of [
    agents.stream(
      "weatherAgent",
      { id: "m-1", text: "Weather?", attachments: [{ item, content: "abc" }] },
      memory,
      signal,
    ),
    agents.decideToolCall("travelAgent", { ...call, approved: true }, signal),
    agents.decideToolCall("travelAgent", { ...call, approved: false, reason: "too far" }, signal),
    agents.resumeToolCall("travelAgent", { ...call, resumeData: { name: "Ada" } }, signal),
  ]) {
    await Array.fromAsync(run);
  }
  await threads.list("user_1", 0);
  await threads.messages("t", 0, "weatherAgent");
  await threads.bulk("t", 1, "weatherAgent");
  await threads.firstQuestion("t", "weatherAgent");
  await threads.rename("t", "Weather in May", "weatherAgent");
  await threads.clone("t", "m-1", "A branch", "weatherAgent");
  await threads.restoreMessages(await threads.deleteMessages("t", ["m-1"], "weatherAgent"), "weatherAgent");
  await threads.suspendedRuns("travelAgent", "t");
  await threads.remove("t", "weatherAgent");
  await Array.fromAsync(threads.search("user_1", "weather", signal));
  return server.sent;
}

/** A schema as a tool or a structured output may have it: what the client does with one is what was cut. */
export type Schema = object;

/** What a client sends with its own methods when tools and structured output have this schema; each may be refused. */
export function requestsWith(schema: Schema): Readonly<Record<string, (client: MastraClient) => Promise<unknown>>> {
  const tool = { id: "readFile", description: "Reads a file.", inputSchema: schema, outputSchema: schema };
  // The types know zod only; that JSON Schema goes as well is what the client's code says.
  const options = { memory: { thread: "t", resource: "user_1" }, maxSteps: 3 };
  const tools = { ...options, clientTools: { readFile: tool } };
  const structured = { ...options, structuredOutput: { schema, instructions: "As an object." } };
  return {
    "generate with tools": (client) => client.getAgent("a").generate("Weather?", tools as never),
    "generate with structured output": (client) =>
      client.getAgent("a").generate([{ role: "user", content: "Weather?" }], structured as never),
    "stream with tools": (client) => client.getAgent("a").stream("Weather?", tools as never),
    "stream with structured output": (client) => client.getAgent("a").stream("Weather?", structured as never),
    "resume with tools": (client) => client.getAgent("a").resumeStream({ name: "Ada" }, { runId: "r", ...tools }),
    "resume with structured output": (client) =>
      client.getAgent("a").resumeStream({ name: "Ada" }, { runId: "r", ...structured }),
  };
}

/** What a client sends with its own methods for runs and threads, where no schema is. */
export const requestsWithout: Readonly<Record<string, (client: MastraClient) => Promise<unknown>>> = {
  approve: (client) => client.getAgent("a").approveToolCall({ runId: "r", toolCallId: "c" }),
  decline: (client) => client.getAgent("a").declineToolCall({ runId: "r", toolCallId: "c" }),
  "suspended runs": (client) => client.getAgent("a").listSuspendedRuns({ threadId: "t" }),
  threads: (client) => client.listMemoryThreads({ resourceId: "user_1", page: 0, perPage: 50 }),
  "one thread": (client) => client.getMemoryThread({ threadId: "t", agentId: "a" }).get(),
  messages: (client) => client.getMemoryThread({ threadId: "t", agentId: "a" }).listMessages({ page: 0, perPage: 40 }),
  "a copy": (client) => client.getMemoryThread({ threadId: "t", agentId: "a" }).clone({ title: "A branch" }),
  "fewer messages": (client) => client.getMemoryThread({ threadId: "t", agentId: "a" }).deleteMessages(["m-1"]),
  "no thread": (client) => client.getMemoryThread({ threadId: "t", agentId: "a" }).delete(),
};

/** @returns what was sent, and the error's name where the client refused */
export async function sentBy(
  module: Pick<MastraClientModule, "createMastraClient">,
  ask: (client: MastraClient) => Promise<unknown>,
): Promise<{ readonly sent: readonly Sent[]; readonly refused: string }> {
  const server = new SeenByServer();
  // A module hands out less than there is.
  const client = module.createMastraClient({
    baseUrl: "https://mastra.example.com",
    apiPrefix: "/api",
    fetch: server.fetch,
  }) as MastraClient;
  try {
    await ask(client);
    return { sent: server.sent, refused: "" };
  } catch (error) {
    return { sent: server.sent, refused: error instanceof Error ? error.name : String(error) };
  }
}
