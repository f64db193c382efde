import * as l10n from "@vscode/l10n";
import type { AgentChunk } from "../agents/chunk";
import type { Notice, Part, ToolCallPart, Turn } from "../shared/transcript";

/**
 * What an agent's turn looks like after one more chunk. Pure: parts that do not change stay the very
 * same objects, which is what makes the difference between two turns cheap to find.
 */
export function reduceTurn(turn: Turn, chunk: AgentChunk): Turn {
  switch (chunk.type) {
    case "start":
      return chunk.runId ? { ...turn, runId: chunk.runId } : turn;
    case "text-delta":
      return appendText(turn, chunk.id, chunk.text);
    case "reasoning-delta":
      return appendReasoning(turn, chunk.id, chunk.text);
    case "reasoning-end":
      return finishReasoning(turn);
    case "tool-call-start":
      return withTool(turn, chunk, (call) => call);
    case "tool-call-delta":
      return withTool(turn, chunk, (call) => ({ ...call, argsText: call.argsText + chunk.text }));
    case "tool-call":
      return withTool(turn, chunk, (call) => ({ ...call, status: "running", args: chunk.args }));
    case "tool-result":
      return withTool(turn, chunk, (call) => ({ ...call, status: "done", result: chunk.result }));
    case "tool-error":
      return withTool(turn, chunk, (call) => ({ ...call, status: "failed", error: chunk.message }));
    case "tool-denied":
      return withTool(turn, chunk, (call) => ({ ...call, status: "declined" }));
    case "tool-call-approval":
      return waiting(turn, chunk, "awaitingApproval");
    case "tool-call-suspended":
      return waiting(turn, chunk, "suspended");
    case "source":
      return push(finishReasoning(turn), { kind: "source", id: chunk.id, title: chunk.title, url: chunk.url });
    case "error":
      return { ...turn, error: runFailed(chunk.message) };
    case "tripwire":
      return endTurn({ ...turn, error: tripwire(chunk.reason) }, "failed");
    case "abort":
      return endTurn(turn, "stopped");
    case "finish":
      return finish(turn, chunk.reason);
    case "accepted":
    case "other":
      return turn;
  }
}

const OPEN: ReadonlySet<ToolCallPart["status"]> = new Set(["writing", "running", "awaitingApproval", "suspended"]);

/** Closes what is still open in a turn and gives it its final state. */
export function endTurn(turn: Turn, state: Turn["state"], error: Notice | undefined = turn.error): Turn {
  const parts = finishReasoning(turn).parts.map((part) =>
    part.kind === "tool" && OPEN.has(part.status)
      ? { ...part, status: "cancelled" as const }
      : part,
  );
  return { ...turn, state, parts, ...(error ? { error } : {}) };
}

function finish(turn: Turn, reason: string): Turn {
  if (turn.error || reason === "error") {
    return endTurn(turn, "failed", turn.error ?? runFailed(""));
  }
  if (reason === "length") {
    return endTurn(turn, "complete", notice(l10n.t("The model reached its length limit, so this answer is cut off.")));
  }
  if (reason === "content-filter") {
    return endTurn(turn, "complete", notice(l10n.t("The model's content filter ended this answer early.")));
  }
  return endTurn(turn, "complete");
}

function waiting(
  turn: Turn,
  chunk: AgentChunk & { type: "tool-call-approval" | "tool-call-suspended" },
  status: "awaitingApproval" | "suspended",
): Turn {
  const called = withTool(turn, chunk, (call) => ({ ...call, status, args: chunk.args ?? call.args }));
  return { ...called, state: "waiting", ...(chunk.runId ? { runId: chunk.runId } : {}) };
}

function appendText(turn: Turn, id: string, text: string): Turn {
  const last = turn.parts.at(-1);
  // Text goes on in the same part only if nothing else came in between, so that order is kept.
  if (last?.kind === "text" && last.id === id) {
    return replaceAt(turn, turn.parts.length - 1, { ...last, text: last.text + text });
  }
  return text === "" ? turn : push(finishReasoning(turn), { kind: "text", id, text });
}

function appendReasoning(turn: Turn, id: string, text: string): Turn {
  const last = turn.parts.at(-1);
  if (last?.kind === "reasoning" && last.id === id && !last.finished) {
    return replaceAt(turn, turn.parts.length - 1, { ...last, text: last.text + text });
  }
  return text === "" ? turn : push(finishReasoning(turn), { kind: "reasoning", id, text, finished: false });
}

function finishReasoning(turn: Turn): Turn {
  const index = turn.parts.findIndex((part) => part.kind === "reasoning" && !part.finished);
  const part = turn.parts[index];
  return part?.kind === "reasoning" ? replaceAt(turn, index, { ...part, finished: true }) : turn;
}

function withTool(
  turn: Turn,
  { toolCallId, toolName }: { toolCallId: string; toolName: string },
  change: (call: ToolCallPart) => ToolCallPart,
): Turn {
  const index = turn.parts.findIndex((part) => part.kind === "tool" && part.id === toolCallId);
  const found = turn.parts[index];
  if (found?.kind === "tool") {
    return replaceAt(turn, index, change(found));
  }
  const call: ToolCallPart = { kind: "tool", id: toolCallId, toolName, status: "writing", argsText: "" };
  return push(finishReasoning(turn), change(call));
}

function push(turn: Turn, part: Part): Turn {
  return { ...turn, parts: [...turn.parts, part] };
}

function replaceAt(turn: Turn, index: number, part: Part): Turn {
  return { ...turn, parts: turn.parts.with(index, part) };
}

function runFailed(message: string): Notice {
  return notice(
    message
      ? l10n.t("The agent's run failed on the server: {0}. Send the message again, or look into the server's log.", message.replace(/\.$/, ""))
      : l10n.t("The agent's run failed on the server. Send the message again, or look into the server's log."),
  );
}

function tripwire(reason: string): Notice {
  return notice(
    reason
      ? l10n.t("The server's guard stopped this message: {0}. Rephrase it and send it again.", reason.replace(/\.$/, ""))
      : l10n.t("The server's guard stopped this message. Rephrase it and send it again."),
  );
}

function notice(message: string): Notice {
  return { message, actions: [] };
}
