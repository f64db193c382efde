import { match, ok, strictEqual } from "node:assert/strict";
import { networkCode, networkSentence, toUserFacing } from "../../../src/agents/requestErrors";
import type { ActionId } from "../../../src/shared/transcript";
import { UserFacingError } from "../../../src/shared/userFacingError";

describe("toUserFacing", () => {
  const failure = (status: number, detail: string, agentId?: string): UserFacingError => {
    const context = {
      server: "localhost:4111",
      account: "ada@example.com",
      issuer: "",
      ...(agentId ? { agentId } : {}),
    };
    const error = toUserFacing(new Error("HTTP"), context, () => ({ status, detail }));
    ok(error instanceof UserFacingError);
    return error;
  };

  const statuses: readonly (readonly [number, string, string, ActionId | undefined])[] = [
    [403, "Access denied", "forbidden", "signOut"],
    [403, "Access denied: thread belongs to a different resource", "foreignThread", "newThread"],
    [403, "Access denied: thread not found", "threadGone", "newThread"],
    [403, "Access denied: agent has no memory configured to validate thread ownership", "noMemory", undefined],
    [404, "Agent with id nope not found", "agentNotFound", "selectAgent"],
    [404, "Thread not found", "threadGone", "showThreads"],
    [404, "Source thread not found", "threadGone", "showThreads"],
    [400, "Memory is not initialized", "noMemory", undefined],
    [400, "Invalid body at script (file:///srv)", "server", "showLog"],
    [413, "Request body too large", "tooLarge", undefined],
    [429, "", "rateLimited", undefined],
    [404, "Agent not found", "agentNotFound", "selectAgent"],
    [500, "boom at script (file:///srv/app.js)", "server", "showLog"],
    [500, 'Agent "Travel Agent" resumeStream() could not find a suspended run for runId "r".', "runGone", undefined],
    [500, 'resumeStream() cannot resume tool call "c" because it is not suspended.', "runGone", undefined],
    [504, "Gateway Timeout", "timeout", undefined],
  ];
  for (const [status, detail, kind, action] of statuses) {
    it(`has a sentence for HTTP ${status}, ${kind}, with nothing of the server's own text`, () => {
      const error = failure(status, detail, "nope");
      strictEqual(error.kind, kind);
      ok(action === undefined || error.actions.includes(action));
      ok(!/srv|script|boom|Access denied/.test(error.message), error.message);
    });
  }

  it("tells a missing API from a missing agent", () => {
    strictEqual(failure(404, "Not Found").kind, "notMastra");
  });
});

function failed(code: string): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) });
}

describe("networkSentence", () => {
  const sentences: readonly (readonly [string, RegExp])[] = [
    ["ECONNREFUSED", /Nothing answers at example\.com/],
    ["ENOTFOUND", /could not be found/],
    ["EAI_AGAIN", /could not be found/],
    ["CERT_HAS_EXPIRED", /has expired/],
    ["SELF_SIGNED_CERT_IN_CHAIN", /not trusted on this computer/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", /not trusted on this computer/],
    ["UND_ERR_SOCKET", /was cut/],
    ["UND_ERR_CONNECT_TIMEOUT", /did not answer in time/],
    ["SOMETHING_ELSE", /could not be reached/],
  ];
  for (const [code, words] of sentences) {
    it(`has a sentence for ${code}`, () => match(networkSentence(failed(code), "example.com"), words));
  }

  it("reads the first of several addresses", () => {
    const several = new AggregateError([Object.assign(new Error("x"), { code: "ECONNREFUSED" })]);
    strictEqual(networkCode(new TypeError("fetch failed", { cause: several })), "ECONNREFUSED");
  });

  it("ends on a cause that is its own cause", () => {
    const error = new Error("loop");
    error.cause = error;
    strictEqual(networkCode(error), "");
  });
});
