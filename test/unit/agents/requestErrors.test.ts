import { match, ok, strictEqual } from "node:assert/strict";
import { networkCode, networkSentence, rateLimited, toUserFacing } from "../../../src/agents/requestErrors";
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

describe("rateLimited", () => {
  const sentences: readonly (readonly [number | undefined, string])[] = [
    [undefined, "Wait a moment, then try again."],
    [0, "Try again in 1 second."],
    [1200, "Try again in 2 seconds."],
    [90_000, "Try again in 90 seconds."],
    [91_000, "Try again in 2 minutes."],
  ];
  for (const [wait, sentence] of sentences) {
    it(`says for ${wait ?? "no"} milliseconds: ${sentence}`, () => {
      strictEqual(rateLimited("example.com", wait).message, `example.com is receiving too many requests. ${sentence}`);
    });
  }
});

function failed(code: string): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) });
}

describe("networkSentence", () => {
  const sentences: readonly (readonly [string, RegExp])[] = [
    ["ECONNREFUSED", /Couldn't reach example\.com/],
    ["ENOTFOUND", /Couldn't find the host/],
    ["EAI_AGAIN", /Couldn't find the host/],
    ["CERT_HAS_EXPIRED", /has expired/],
    ["SELF_SIGNED_CERT_IN_CHAIN", /isn't trusted on this computer/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", /isn't trusted on this computer/],
    ["UND_ERR_SOCKET", /Lost the connection/],
    ["UND_ERR_CONNECT_TIMEOUT", /didn't respond in time/],
    ["SOMETHING_ELSE", /Couldn't reach example\.com\. Check its address/],
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
