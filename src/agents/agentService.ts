import * as l10n from "@vscode/l10n";
import type { AgentSummary } from "../shared/protocol";
import { UserFacingError } from "../shared/userFacingError";
import type { AccessTokens } from "./accessTokens";
import { AuthorizedFetch } from "./authorizedFetch";
import type { AgentChunk } from "./chunk";
import { readChunks } from "./chunkStream";
import { IdleTimer } from "./idleTimer";
import type { Client, MastraClientModule } from "./mastraClient";
import { type RequestContext, toUserFacing } from "./requestError";
import { normalizeApiPrefix, parseServerUrl } from "./serverUrl";

/** The largest message, in bytes of UTF-8. A built Mastra server refuses a body over 4.5 MB (facts/mastra.md §3). */
const MAX_MESSAGE_BYTES = 1_000_000;

export interface AgentSettings {
  readonly serverUrl: string;
  readonly apiPrefix: string;
  /** Seconds of silence before a stream is given up; 0 waits for ever. */
  readonly idleTimeoutSeconds: number;
  readonly requireToolApproval: boolean;
}

/** Where a message goes. Always sent: without a thread some servers answer 500 (facts/mastra.md §2). */
export interface Memory {
  readonly threadId: string;
  /** The access token's `sub`. */
  readonly resourceId: string;
}

export interface ToolCallDecision {
  readonly runId: string;
  readonly toolCallId: string;
  readonly approved: boolean;
  readonly reason?: string;
}

export interface AgentServiceParts {
  readonly settings: () => AgentSettings;
  readonly tokens: AccessTokens;
  readonly loadClient: () => Promise<MastraClientModule>;
  readonly fetch: typeof fetch;
  /** What error sentences name beside the server. */
  readonly who: () => { account: string; issuer: string };
}

/** The agents of one Mastra server. Every method throws `UserFacingError`, or an `AbortError` after `signal`. */
export class AgentService {
  private client: { readonly key: string; readonly client: Client } | undefined;

  constructor(private readonly parts: AgentServiceParts) {}

  /** Host and port of the server; throws when the setting holds no valid address. */
  serverLabel(): string {
    return parseServerUrl(this.parts.settings().serverUrl).label;
  }

  /** Every agent of the server, by name. */
  async listAgents(): Promise<AgentSummary[]> {
    // `partial` leaves out tool schemas, which nothing here reads.
    const agents = await this.attempt(undefined, (client) => client.listAgents(undefined, true));
    return Object.entries(agents)
      .map(([id, agent]) => ({ id, name: agent.name || id, description: agent.description ?? "" }))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  /**
   * One whole answer: `getAgent(id).generate()`.
   *
   * @returns the answer's text and the finish reason
   */
  async generate(agentId: string, message: string, memory: Memory, signal?: AbortSignal): Promise<{ text: string; finishReason: string }> {
    assertSendable(message);
    const { text, finishReason } = await this.attempt(agentId, (client) =>
      client.getAgent(encodeURIComponent(agentId)).generate(message, {
        ...memoryBody(memory),
        ...(signal ? { abortSignal: signal } : {}),
      }),
    );
    return { text, finishReason: finishReason ?? "" };
  }

  /** One answer as chunks. Leaving the loop, or aborting `signal`, ends the run on the server. */
  stream(agentId: string, message: string, memory: Memory, signal: AbortSignal): AsyncGenerator<AgentChunk, void, undefined> {
    assertSendable(message);
    const { requireToolApproval } = this.parts.settings();
    return this.post(agentId, "stream", {
      messages: message,
      ...memoryBody(memory),
      ...(requireToolApproval ? { requireToolApproval } : {}),
    }, signal);
  }

  /** Approves or declines a tool call; the same run goes on in the chunks that follow. */
  decideToolCall(agentId: string, decision: ToolCallDecision, signal: AbortSignal): AsyncGenerator<AgentChunk, void, undefined> {
    const { approved, ...body } = decision;
    return this.post(agentId, approved ? "approve-tool-call" : "decline-tool-call", body, signal);
  }

  private async *post(
    agentId: string,
    action: string,
    body: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): AsyncGenerator<AgentChunk, void, undefined> {
    const idle = new IdleTimer(this.parts.settings().idleTimeoutSeconds * 1000);
    try {
      const response = await this.attempt(agentId, (client) =>
        // `agent.stream()` copies the message at every chunk, hence the plain request (facts/mastra.md §5).
        client.request<Response>(`/agents/${encodeURIComponent(agentId)}/${action}`, {
          method: "POST",
          headers: { accept: "text/event-stream" },
          body,
          stream: true,
          signal: AbortSignal.any([signal, idle.signal]),
        }),
      );
      // From here on the message is the server's: it must not be given back to be sent again.
      yield { type: "accepted" };
      if (response.body) {
        yield* this.translated(agentId, readChunks(response.body, idle));
      }
    } finally {
      idle.dispose();
    }
  }

  private async *translated(agentId: string, chunks: AsyncIterable<AgentChunk>): AsyncGenerator<AgentChunk, void, undefined> {
    try {
      yield* chunks;
    } catch (error) {
      const { httpFailure } = await this.parts.loadClient();
      throw toUserFacing(error, this.context(agentId), httpFailure);
    }
  }

  private async attempt<T>(agentId: string | undefined, request: (client: Client) => Promise<T>): Promise<T> {
    const client = await this.current();
    try {
      return await request(client);
    } catch (error) {
      const { httpFailure } = await this.parts.loadClient();
      throw toUserFacing(error, this.context(agentId), httpFailure);
    }
  }

  private async current(): Promise<Client> {
    const settings = this.parts.settings();
    const { origin, baseUrl } = parseServerUrl(settings.serverUrl);
    const apiPrefix = normalizeApiPrefix(settings.apiPrefix);
    const key = `${baseUrl} ${apiPrefix}`;
    if (this.client?.key !== key) {
      const { createMastraClient } = await this.parts.loadClient();
      const { fetch } = new AuthorizedFetch(origin, this.parts.tokens, this.parts.fetch);
      this.client = { key, client: createMastraClient({ baseUrl, apiPrefix, fetch }) };
    }
    return this.client.client;
  }

  private context(agentId: string | undefined): RequestContext {
    return { server: this.serverLabel(), ...(agentId === undefined ? {} : { agentId }), ...this.parts.who() };
  }
}

function memoryBody({ threadId, resourceId }: Memory): { memory: { thread: string; resource: string } } {
  return { memory: { thread: threadId, resource: resourceId } };
}

function assertSendable(message: string): void {
  const bytes = Buffer.byteLength(message, "utf8");
  if (bytes > MAX_MESSAGE_BYTES) {
    const megabytes = (size: number): string => (size / 1_000_000).toFixed(1);
    throw new UserFacingError(
      "tooLarge",
      l10n.t(
        "This message is {0} MB; at most {1} MB can be sent. Shorten it and send it again.",
        megabytes(bytes),
        megabytes(MAX_MESSAGE_BYTES),
      ),
    );
  }
}
