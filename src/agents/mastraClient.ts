/**
 * The half of the extension that brings `@mastra/client-js`. It is a bundle of its own, loaded by
 * the first request: 661 KB that activation does not pay for (docs/wire.md#mastra-client-js).
 */
import { MastraClient, MastraClientError } from "@mastra/client-js";

/** What the rest of the extension uses of MastraClient. */
export type Client = Pick<MastraClient, "getAgent" | "listAgents" | "request">;

export interface ClientOptions {
  readonly baseUrl: string;
  readonly apiPrefix: string;
  readonly fetch: typeof fetch;
}

/**
 * `retries: 0`, because the default of 3 repeats a POST whose answer was lost and so runs an agent
 * and its tools up to four times (docs/wire.md#mastra-client-js).
 */
export function createMastraClient({ baseUrl, apiPrefix, fetch }: ClientOptions): Client {
  return new MastraClient({ baseUrl, apiPrefix, fetch, retries: 0, credentials: "omit" });
}

/** The HTTP status of an error that MastraClient threw, with the server's own error text. */
export function httpFailure(error: unknown): { status: number; detail: string } | undefined {
  if (!(error instanceof MastraClientError)) {
    return undefined;
  }
  const body = error.body as { error?: unknown; message?: unknown } | undefined;
  const detail = body?.error ?? body?.message;
  return { status: error.status, detail: typeof detail === "string" ? detail : "" };
}

/** This file, as the part that loads it sees it. */
export interface MastraClientModule {
  readonly createMastraClient: typeof createMastraClient;
  readonly httpFailure: typeof httpFailure;
}
