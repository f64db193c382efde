import type { IncomingMessage, ServerResponse } from "node:http";

export interface LoggedRequest {
  readonly method: string;
  /** Without the query, which may hold codes. */
  readonly path: string;
  readonly status: number;
  /** It carried a Bearer token, of whatever kind. */
  readonly hasToken: boolean;
  /** It carried a Bearer token, and the server accepted it. */
  readonly authorized: boolean;
}

/** Keeps one entry a request as soon as its answer begins, for tests and for the terminal. */
export function recordRequests(
  requests: LoggedRequest[],
  request: IncomingMessage,
  response: ServerResponse,
  log: (line: string) => void,
): void {
  const { method = "GET" } = request;
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  const hasToken = request.headers.authorization?.startsWith("Bearer ") ?? false;
  const writeHead: (...args: never[]) => ServerResponse = response.writeHead.bind(response);
  // Node calls it before the first byte of every answer, and a stream "finishes" much later.
  response.writeHead = (status: number, ...rest: never[]) => {
    requests.push({ method, path, status, hasToken, authorized: hasToken && status !== 401 && status !== 403 });
    log(`${method} ${path} ${status}`);
    return writeHead(status as never, ...rest);
  };
}

/** Ends a server together with every connection that is still open, streams included. */
export function closeServer(server: { close(done: () => void): unknown; closeAllConnections(): void }): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
