import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { declineWords } from "../../../../src/agents/declining";
import { declinedReason } from "../../../../src/chat/history/declinedCall";
import { turnsFromMessages } from "../../../../src/chat/history/storedTurns";

/** What Mastra stores of a call whose answer did not fit its schema. */
const refused = (given: unknown): object => ({
  error: true,
  message: `Tool input validation failed for planTrip.\n- nights: Required\n\nProvided arguments: ${JSON.stringify(given, undefined, 2)}`,
  validationErrors: { errors: [], fields: {} },
});

describe("declinedReason", () => {
  it("finds the refusal that the server was given, in both of its forms", () => {
    strictEqual(declinedReason(refused({ approved: false, reason: "Not today" })), "Not today");
    strictEqual(declinedReason(refused({ approved: false })), "");
    strictEqual(declinedReason(refused(declineWords("Not today"))), "Not today");
    strictEqual(declinedReason(refused(declineWords(""))), "");
  });

  it("takes no other failure for one", () => {
    for (const result of [refused({ nights: 99 }), refused("Ada"), refused({ approved: true }), { error: true }, 7]) {
      strictEqual(declinedReason(result), undefined);
    }
    strictEqual(declinedReason({ error: true, message: "\nProvided arguments: {", validationErrors: {} }), undefined);
  });

  it("makes a declined call of it, not a failed one", () => {
    const result = refused({ approved: false, reason: "Not today" });
    const toolInvocation = { state: "result", toolCallId: "c", toolName: "planTrip", args: {}, result };
    const parts = [{ type: "tool-invocation", toolInvocation }];
    const [turn] = turnsFromMessages([{ id: "a", role: "assistant", createdAt: 0, parts, metadata: {} }], "Trips");
    const [call] = turn?.parts ?? [];
    deepStrictEqual(call?.kind === "tool" && [call.status, call.reason, call.error], [
      "declined",
      "Not today",
      undefined,
    ]);
  });
});
