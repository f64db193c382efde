import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AuthServer, startAuthServer } from "../../stack/auth/authServer";
import { type MastraServer, type MastraServerOptions, startMastraServer } from "../../stack/mastra/mastraServer";

export interface Chunk {
  readonly type: string;
  readonly runId?: string;
  readonly id?: string;
  readonly data?: unknown;
  readonly object?: unknown;
  readonly payload?: Readonly<Record<string, unknown>>;
}

export interface StoredMessage {
  readonly id: string;
  readonly role: string;
  readonly content: {
    readonly parts: readonly (Readonly<Record<string, unknown>> & { readonly type: string })[];
    readonly metadata?: Readonly<Record<string, unknown>>;
  };
}

export type Continuation = "approve-tool-call" | "decline-tool-call" | "resume-stream";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A Mastra server with its showcase agents, spoken to as Alice over plain HTTP. */
export class ShowcaseClient {
  private constructor(
    private readonly auth: AuthServer,
    private readonly server: MastraServer,
    private readonly token: string,
    private readonly dataDir: string,
  ) {}

  static async start(options: Partial<MastraServerOptions> = {}): Promise<ShowcaseClient> {
    const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-showcase-"));
    const auth = await startAuthServer();
    const { publishableKey, jwksUri } = auth;
    const scripted = { chunkDelayMs: 0, liveWeather: false, environment: {}, ...options };
    const server = await startMastraServer({ publishableKey, jwksUri, dataDir, ...scripted });
    return new ShowcaseClient(auth, server, await auth.issueAccessToken(), dataDir);
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.auth.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Asks in a thread of its own, unless one is named. */
  ask(question: unknown, thread: string = crypto.randomUUID(), agent = "showcaseAgent"): Promise<Chunk[]> {
    return this.stream(`/agents/${agent}/stream`, this.message(question, thread));
  }

  /** Goes on with a run that waits, with the call that its last chunk names. */
  decide(route: Continuation, at: Chunk, extra: object = {}): Promise<Chunk[]> {
    const body = { runId: at.runId, toolCallId: at.payload?.toolCallId, ...extra };
    return this.stream(`/agents/showcaseAgent/${route}`, body);
  }

  message(question: unknown, thread: string): object {
    return { messages: question, memory: { thread, resource: this.auth.users[0]!.id } };
  }

  async stored(thread: string): Promise<readonly StoredMessage[]> {
    const { status, body } = await this.request(`/memory/threads/${thread}/messages?agentId=showcaseAgent`);
    assert.equal(status, 200);
    return (body as { readonly messages: readonly StoredMessage[] }).messages;
  }

  async request(path: string, body?: unknown): Promise<Answer> {
    const response = await this.fetch(path, body);
    return { status: response.status, body: await response.json() };
  }

  private async stream(path: string, body: object): Promise<Chunk[]> {
    const response = await this.fetch(path, body);
    assert.equal(response.headers.get("content-type"), "text/event-stream", await peek(response));
    const lines = (await response.text()).split("\n\n").filter((line) => line.startsWith("data: {"));
    return lines.map((line) => JSON.parse(line.slice("data: ".length)) as Chunk);
  }

  private fetch(path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.server.url}/api${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}

/** The text that the chunks spell, without what sub-agents said. */
export function textOf(chunks: readonly Chunk[]): string {
  return chunks.map(({ type, payload }) => (type === "text-delta" ? String(payload?.text) : "")).join("");
}

/** The types of the chunks, each once where it repeats. */
export function typesOf(chunks: readonly Chunk[]): string[] {
  return chunks.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1]);
}

/** The only chunk of a type. */
export function only(chunks: readonly Chunk[], type: string): Chunk {
  const found = chunks.filter((chunk) => chunk.type === type);
  assert.equal(found.length, 1, `${type} in ${typesOf(chunks).join(" ")}`);
  return found[0]!;
}

/** Why the run ended, as its last chunk says. */
export function reasonOf(chunks: readonly Chunk[]): unknown {
  return (only(chunks, "finish").payload?.stepResult as { readonly reason: unknown }).reason;
}

async function peek(response: Response): Promise<string> {
  return response.ok ? "" : `${response.status} ${await response.clone().text()}`;
}
