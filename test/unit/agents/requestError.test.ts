import { ok, strictEqual } from "node:assert/strict";
import { toUserFacing } from "../../../src/agents/requestError";
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
    [500, "boom at script (file:///srv/app.js)", "server", "showLog"],
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
