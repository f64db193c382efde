import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import { AgentService } from "../../src/agents/agentService";
import type { AgentChunk } from "../../src/agents/chunk";
import * as mastraClient from "../../src/agents/mastraClient";
import type { OutgoingMessage } from "../../src/agents/outgoingMessage";
import { serverAddress } from "../../src/agents/serverUrl";
import { UserFacingError } from "../../src/shared/userFacingError";

const serverUrl = process.env["AGENT_CHAT_SERVER_URL"] ?? "";
const accessToken = process.env["AGENT_CHAT_ACCESS_TOKEN"] ?? "";
const resourceId = process.env["AGENT_CHAT_SUB"] ?? "";
const never = new AbortController().signal;

/** The real server with the real MastraAuthClerk, reached with the fetch that VS Code puts in place. */
describe("AgentService on a Mastra server", () => {
  const service = (token = accessToken): AgentService =>
    new AgentService({
      server: serverAddress(serverUrl, "/api"),
      options: () => ({ idleTimeoutSeconds: 60, requireToolApproval: false }),
      tokens: { get: () => Promise.resolve(token) },
      loadClient: () => Promise.resolve(mastraClient),
      fetch: (input, init) => fetch(input, init),
      account: { label: "", issuer: "" },
    });
  const memory = (): { threadId: string; resourceId: string } => ({ threadId: crypto.randomUUID(), resourceId });
  const question = (text: string): OutgoingMessage => ({ id: crypto.randomUUID(), text, attachments: [] });
  /** Every chunk of a run. */
  const chunksOf = async (run: AsyncIterable<readonly AgentChunk[]>): Promise<AgentChunk[]> =>
    (await Array.fromAsync(run)).flat();
  const textOf = (chunks: readonly AgentChunk[]): string =>
    chunks.map((chunk) => (chunk.type === "text-delta" ? chunk.text : "")).join("");

  it("lists the agents", async () => {
    const expected = ["glossaryAgent", "travelAgent", "weatherAgent"];
    const ids = (await service().listAgents()).map(({ id }) => id).filter((id) => expected.includes(id));
    deepStrictEqual(ids.sort(), expected);
  });

  it("streams an answer that comes from the tool's result", async () => {
    const chunks = await chunksOf(
      service().stream("weatherAgent", question("What's the weather like in New York?"), memory(), never),
    );
    ok(chunks.some((chunk) => chunk.type === "tool-result" && chunk.toolName === "getWeather"));
    match(textOf(chunks), /New York/);
    strictEqual(chunks.at(-1)?.type, "finish");
  });

  it("generates the same in one piece", async () => {
    const { text, finishReason } = await service().generate("weatherAgent", "Weather in Lisbon?", memory());
    match(text, /Lisbon/);
    strictEqual(finishReason, "stop");
  });

  it("remembers the thread", async () => {
    const thread = memory();
    await chunksOf(service().stream("weatherAgent", question("What's the weather like in Oslo?"), thread, never));
    const next = await chunksOf(service().stream("weatherAgent", question("And is that usual there?"), thread, never));
    match(textOf(next), /Oslo/);
  });

  it("waits for an approval and goes on with the run", async () => {
    const chunks = await chunksOf(service().stream("travelAgent", question("Book a trip to Rome"), memory(), never));
    const waiting = chunks.at(-1);
    ok(waiting?.type === "tool-call-approval" && waiting.runId !== undefined);
    const { runId, toolCallId } = waiting;
    const rest = await chunksOf(service().decideToolCall("travelAgent", { runId, toolCallId, approved: true }, never));
    ok(rest.some((chunk) => chunk.type === "tool-result"));
  });

  it("talks to an agent without memory", async () => {
    const chunks = await chunksOf(service().stream("glossaryAgent", question("What is dew point?"), memory(), never));
    match(textOf(chunks), /dew point/i);
  });

  it("has a sentence for a token that the server does not accept", async () => {
    await rejects(
      service("not.a.token").listAgents(),
      (error: unknown) => error instanceof UserFacingError && error.kind === "unauthorized",
    );
  });

  it("has a sentence for an agent that does not exist", async () => {
    await rejects(
      chunksOf(service().stream("nope", question("Hello"), memory(), never)),
      (error: unknown) => error instanceof UserFacingError && error.kind === "agentNotFound",
    );
  });
});
