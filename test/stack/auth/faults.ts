import type { IncomingMessage, ServerResponse } from "node:http";
import type { LoggedRequest } from "../requestLog";

/** An answer instead of the real one. */
export interface FaultAnswer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `hang` accepts the request and answers only once the fault is removed; `reset` ends the connection. */
export type Fault = FaultAnswer | "hang" | "reset";

/** Outages on demand: what a part of the server does instead of answering. */
export class Faults {
  private readonly byPrefix = new Map<string, Fault>();
  private readonly waiting = new Map<string, Set<() => void>>();

  /**
   * @param requests where a request without an answer is noted, with the status 0; one that hung and is
   * answered later has only the entry of its answer
   */
  constructor(private readonly requests: LoggedRequest[]) {}

  /**
   * @param pathPrefix every path that begins with it; of several prefixes the longest counts
   * @param fault undefined puts the real answers back, also for the requests that hang
   */
  set(pathPrefix: string, fault: Fault | undefined): void {
    if (fault === undefined) {
      this.byPrefix.delete(pathPrefix);
    } else {
      this.byPrefix.set(pathPrefix, fault);
    }
    if (fault !== "hang") {
      const waiting = this.waiting.get(pathPrefix) ?? [];
      this.waiting.delete(pathPrefix);
      waiting.forEach((release) => release());
    }
  }

  /** Puts all real answers back. */
  clear(): void {
    for (const prefix of new Set([...this.byPrefix.keys(), ...this.waiting.keys()])) {
      this.set(prefix, undefined);
    }
  }

  /** True when the request has been dealt with; after a `hang` it is looked at anew. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const path = pathOf(request);
    const prefixes = [...this.byPrefix.keys()].filter((known) => path.startsWith(known));
    const [prefix] = prefixes.sort((a, b) => b.length - a.length);
    const fault = prefix === undefined ? undefined : this.byPrefix.get(prefix);
    if (prefix === undefined || fault === undefined) {
      return false;
    }
    if (fault === "hang") {
      return (await this.hang(prefix, request)) ? this.handle(request, response) : true;
    }
    if (fault === "reset") {
      this.requests.push(unanswered(request));
      request.socket.resetAndDestroy();
      return true;
    }
    response.writeHead(fault.status, { "content-type": "text/plain; charset=utf-8", ...fault.headers });
    response.end(fault.body ?? "");
    return true;
  }

  /** True once the fault is gone, false when the client was gone before it. */
  private async hang(prefix: string, request: IncomingMessage): Promise<boolean> {
    const entry = unanswered(request);
    this.requests.push(entry);
    await new Promise<void>((resolve) => {
      const waiting = this.waiting.get(prefix) ?? new Set();
      this.waiting.set(prefix, waiting.add(resolve));
    });
    if (request.socket.destroyed) {
      return false;
    }
    this.requests.splice(this.requests.indexOf(entry), 1);
    return true;
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? "/").split("?")[0] ?? "/";
}

function unanswered(request: IncomingMessage): LoggedRequest {
  return {
    method: request.method ?? "GET",
    path: pathOf(request),
    status: 0,
    hasToken: request.headers.authorization !== undefined,
    authorized: false,
  };
}
