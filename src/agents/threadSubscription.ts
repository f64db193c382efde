import { createParser } from "eventsource-parser";
import { UserFacingError } from "../shared/userFacingError";
import { type AgentChunk, asks, endsTurn } from "./chunk";
import { IdleTimer, type StreamMeter } from "./chunkStream";
import type { ClientAccess } from "./clientAccess";
import { fields, text } from "./fields";
import type { Memory } from "./memory";
import { parseChunk } from "./parseChunk";
import { hasNoRoute } from "./requestErrors";

/** Where Mastra's envelope names the run of a chunk. */
const RUN_ID = /"runId":"([^"]+)"/;

/** In the envelope of a chunk that asks a person. */
const ASKS = /"type":"tool-call-(?:approval|suspended)"/;
const ENVELOPE = 200;

/** The server sends a comment every 25 s; after twice that and some more the connection is dead. */
export const SILENCE_MS = 60_000;

/** A chunk of a run, whoever has begun it. */
export interface RunChunk {
  readonly runId: string;
  /** Whose run it is, as its `start` says. */
  readonly agentId?: string;
  readonly chunk: AgentChunk;
}

/**
 * Every run of a thread as its chunks, those together that came together. It begins with an empty batch once the
 * server has taken the request. A run that is under way, or that waits for a person, is told from the beginning, or
 * from the last decision on (docs/wire.md#mastra-a-thread-that-is-answered-elsewhere); then come the chunks of all that follow.
 *
 * It ends when the server closes the connection. Leaving the loop, or aborting `signal`, ends no run.
 *
 * @param ignored whether the chunks of a run are not wanted, asked at each of them: they are not even parsed, but for
 *   those that ask a person
 * @throws UserFacingError kind `cannotFollow` when the server has no such route
 */
export async function* subscribeThread(
  access: Pick<ClientAccess, "attempt" | "translated">,
  agentId: string,
  { threadId, resourceId }: Memory,
  signal: AbortSignal,
  ignored: (runId: string) => boolean = () => false,
  silenceMs = SILENCE_MS,
  meter?: StreamMeter,
): AsyncGenerator<readonly RunChunk[], void, undefined> {
  const idle = new IdleTimer(silenceMs);
  try {
    const response = await access.attempt(agentId, async (client) => {
      try {
        return await client.request<Response>(`/agents/${encodeURIComponent(agentId)}/threads/subscribe`, {
          method: "POST",
          headers: { accept: "text/event-stream" },
          body: { threadId, resourceId },
          stream: true,
          signal: AbortSignal.any([signal, idle.signal]),
        });
      } catch (error) {
        // An agent that is gone is no reason to leave the threads of others alone.
        const isAgent = /agent/i.test(text(fields(fields(error)["body"])["error"]));
        throw hasNoRoute(error) && !isAgent ? cannotFollow() : error;
      }
    });
    if (response.body) {
      yield* readRuns(response.body, idle, ignored, meter);
    }
  } catch (error) {
    throw error instanceof UserFacingError ? error : await access.translated(error, agentId);
  } finally {
    idle.dispose();
  }
}

async function* readRuns(
  body: ReadableStream<Uint8Array>,
  idle: Pick<IdleTimer, "touch">,
  ignored: (runId: string) => boolean,
  meter: StreamMeter | undefined,
): AsyncGenerator<readonly RunChunk[], void, undefined> {
  let ready: RunChunk[] = [];
  // A report of a tool and an object name no run: it is the one that spoke last.
  let last = "";
  const parser = createParser({
    onEvent: ({ data }) => {
      const named = RUN_ID.exec(data)?.[1];
      if (named !== undefined && ignored(named) && !ASKS.test(data.slice(0, ENVELOPE))) {
        last = named;
        return;
      }
      const read = decode(data, last);
      last = read?.runId ?? last;
      if (read && read.runId !== "" && (!ignored(read.runId) || asks(read.chunk))) {
        ready.push(read);
      }
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    yield [];
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      idle.touch();
      const before = performance.now();
      parser.feed(decoder.decode(value, { stream: true }));
      meter?.read(value.byteLength, performance.now() - before);
      if (ready.length > 0) {
        const batch = ready;
        ready = [];
        yield batch;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** @returns undefined for what is no JSON */
function decode(data: string, last: string): RunChunk | undefined {
  try {
    const value: unknown = JSON.parse(data);
    const { runId, payload } = fields(value);
    const chunk = parseChunk(value);
    const agentId = chunk.type === "start" ? text(fields(payload)["id"]) : "";
    return { runId: text(runId) || last, chunk, ...(agentId ? { agentId } : {}) };
  } catch {
    return undefined;
  }
}

/** True for the last chunk that a subscription tells of a run: behind an `error` nothing follows there, no `finish`. */
export function endsRun(chunk: AgentChunk): boolean {
  return endsTurn(chunk) || chunk.type === "error";
}

/** Whether a server has nothing to subscribe to: no such route, or something else than Mastra answers in its place. */
export function tellsNothing(error: unknown): boolean {
  return error instanceof UserFacingError && (error.kind === "cannotFollow" || error.kind === "notMastra");
}

/** Nobody reads it: without this route, what is answered elsewhere shows when the thread is read again. */
function cannotFollow(): UserFacingError {
  return new UserFacingError("cannotFollow", "This server doesn't tell what happens in a thread.");
}
