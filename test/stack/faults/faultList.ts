import type { Fault, Position, WrongTurn } from "./fault";

/** A fault with the name that it has in tables. */
export interface NamedFault {
  readonly name: string;
  readonly fault: Fault;
  /** Only an answer of several events has this place in it. */
  readonly streamsOnly?: true;
}

const JSON_BODY = { "content-type": "application/json" };

/** Each of them once, for every call. */
export const FAULTS: readonly NamedFault[] = [
  { name: "reset before the server hears of it", fault: { on: "request", then: "reset" } },
  { name: "closed without an answer", fault: { on: "request", then: "close" } },
  { name: "stalled before the server hears of it", fault: { on: "request", then: "silence" } },
  { name: "answer lost", fault: cut({ kind: "head" }, "reset") },
  { name: "answer later than anybody waits", fault: { on: "answer", then: "late" } },
  { name: "cut after the first byte", fault: cut({ kind: "bytes", bytes: 1 }, "reset") },
  { name: "cut in the middle", fault: cut({ kind: "half" }, "reset") },
  { name: "ended in the middle, as if complete", fault: cut({ kind: "half" }, "end") },
  { name: "stalled in the middle", fault: cut({ kind: "half" }, "silence") },
  { name: "cut after the first event", fault: cut({ kind: "events", events: 1 }, "reset"), streamsOnly: true },
  { name: "cut after the fifth event", fault: cut({ kind: "events", events: 5 }, "reset"), streamsOnly: true },
  { name: "cut inside an event", fault: cut({ kind: "events", events: 8, bytes: 9 }, "reset"), streamsOnly: true },
  { name: "cut before the last event", fault: cut(lastEvent(), "reset"), streamsOnly: true },
  { name: "ended before the last event", fault: cut(lastEvent(), "end"), streamsOnly: true },
  { name: "stalled after the fifth event", fault: cut({ kind: "events", events: 5 }, "silence"), streamsOnly: true },
  { name: "one byte at a time", fault: { on: "answer", then: "bytewise" } },
  { name: "another content type", fault: { on: "answer", then: "type", contentType: "text/plain" } },
  { name: "a web page with status 200", fault: page(200) },
  { name: "gzip broken in the middle", fault: { on: "answer", then: "brokenGzip" } },
  { name: "100 MB without a newline", fault: { on: "answer", then: "endless", bytes: 100 * 1024 * 1024 } },
  ...[401, 403, 404, 408, 413].map((status) => ({ name: `status ${status}`, fault: refusal(status) })),
  { name: "status 429", fault: refusal(429) },
  { name: "status 429 with Retry-After", fault: refusal(429, { "retry-after": "2" }) },
  { name: "status 500", fault: refusal(500) },
  ...[502, 503, 504].map((status) => ({ name: `status ${status}, a web page`, fault: page(status) })),
  ...way("no such host", "noSuchHost"),
  ...way("nobody listens", "refused"),
  ...way("certificate expired", "expired"),
  ...way("certificate self-signed", "selfSigned"),
  ...way("certificate of another host", "wrongHost"),
  { name: "server killed and started again", fault: cut({ kind: "bytes", bytes: 1 }, "restart") },
];

function lastEvent(): Position {
  return { kind: "before", text: /"type":"(workflow-)?finish"/ };
}

function cut(at: Position, then: "reset" | "end" | "silence" | "restart"): Fault {
  return { on: "answer", at, then };
}

/** The words of a server that says too much: none of them may reach a person. */
function refusal(status: number, headers: Readonly<Record<string, string>> = {}): Fault {
  const error = "SECRET at handler (/srv/app/index.js:12:7) token=eyJhbGciOi";
  return { on: "gateway", status, headers: { ...JSON_BODY, ...headers }, body: JSON.stringify({ error }) };
}

function page(status: number): Fault {
  const body = "<!doctype html><title>SECRET</title><h1>Please log in to this network</h1>";
  return { on: "gateway", status, headers: { "content-type": "text/html; charset=utf-8" }, body };
}

function way(name: string, to: WrongTurn): readonly NamedFault[] {
  return [{ name, fault: { on: "way", to } }];
}
