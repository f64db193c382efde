import type { ToolChunk } from "../../agents/chunk";
import type { Part, ProgressNote, Suspension, ToolCallPart, ToolCallStatus } from "../../shared/transcript";
import { without } from "../turn/turnChanges";
import { closeParts, OPEN, push } from "./openParts";

/** How many reports of one tool are kept: the newest ones. Results are never cut. */
const MAX_PROGRESS = 200;

/**
 * One chunk about a tool call applied to parts.
 *
 * @param reduceNested how the parts of a sub-agent or a workflow change by its own chunk
 * @param atTop whether these are a turn's own parts. Only those can wait for a person: the decision on a
 * call inside of a sub-agent is asked for a second time, in the name of the call outside
 * (docs/wire.md#mastra-sub-agents-and-workflows)
 */
export function reduceTool(
  parts: readonly Part[],
  chunk: ToolChunk,
  now: number | undefined,
  atTop: boolean,
  reduceNested: (nested: readonly Part[], chunk: (ToolChunk & { type: "tool-nested" })["chunk"]) => readonly Part[],
): readonly Part[] {
  return withTool(parts, chunk, now, (call) => {
    switch (chunk.type) {
      case "tool-call-start":
        return call;
      case "tool-call-delta":
        return { ...call, argsText: call.argsText + chunk.text };
      case "tool-call":
        return running(chunk.inEditor === undefined ? withArgs(call, chunk.args) : judgedHere(call, chunk), now);
      case "tool-progress":
        return withProgress(running(call, now), chunk.note);
      case "tool-nested": {
        const before = call.nested ?? [];
        const nested = reduceNested(before, chunk.chunk);
        return nested === before ? call : { ...running(call, now), nested };
      }
      case "tool-result":
        return ended({ ...call, result: chunk.result }, call.status === "declined" ? "declined" : "done", now);
      case "tool-error":
        // A suspended tool that was declined ends with what is wrong with the refusal as an answer.
        return call.status === "declined" ? ended(call, "declined", now) : ended(failed(call, chunk), "failed", now);
      case "tool-denied":
        return ended({ ...call, ...(chunk.reason ? { reason: chunk.reason } : {}) }, "declined", now);
      case "tool-cancelled":
        return ended(call, "cancelled", now);
      case "tool-call-approval":
      case "tool-call-suspended":
        return atTop ? waiting(call, chunk) : { ...call, args: call.args ?? chunk.args };
    }
  });
}

function failed(call: ToolCallPart, { message, result }: ToolChunk & { type: "tool-error" }): ToolCallPart {
  return { ...call, ...(message ? { error: message } : {}), ...(result === undefined ? {} : { result }) };
}

/** A call with one more report, and the oldest one dropped when there are too many. */
export function withProgress(call: ToolCallPart, note: ProgressNote): ToolCallPart {
  const progress = [...(call.progress ?? []).slice(1 - MAX_PROGRESS), note];
  return { ...call, progress };
}

/**
 * What a waiting call shows of what it waits for. An approval that a sub-agent's tool needs comes in the
 * name of the call of the sub-agent, with the tool's name and arguments
 * (docs/wire.md#mastra-sub-agents-and-workflows): those are shown, and the call keeps its own.
 */
export function suspensionOf(
  call: Pick<ToolCallPart, "toolName">,
  wait: {
    readonly toolName: string;
    readonly args: unknown;
    readonly suspendPayload?: unknown;
    readonly resumeSchema?: unknown;
  },
): Suspension | undefined {
  const foreign = wait.toolName !== "" && wait.toolName !== call.toolName;
  const payload = wait.suspendPayload ?? (foreign ? { toolName: wait.toolName, args: wait.args } : undefined);
  if (payload === undefined && wait.resumeSchema === undefined) {
    return undefined;
  }
  return {
    ...(payload === undefined ? {} : { payload }),
    ...(wait.resumeSchema === undefined ? {} : { schema: wait.resumeSchema }),
  };
}

function withArgs(call: ToolCallPart, args: unknown): ToolCallPart {
  return { ...call, args: args ?? call.args };
}

/** What is asked about a call of this editor's tools, this editor says: a server may have said something else before. */
function judgedHere(call: ToolCallPart, { args, inEditor }: ToolChunk & { type: "tool-call" }): ToolCallPart {
  const isNew = call.inEditor === undefined;
  const known = isNew ? without(call, "suspension") : call;
  return { ...withArgs(known, args), ...(inEditor ? { inEditor } : {}) };
}

function waiting(
  call: ToolCallPart,
  chunk: ToolChunk & { type: "tool-call-approval" | "tool-call-suspended" },
): ToolCallPart {
  const approval = chunk.type === "tool-call-approval";
  // The schema of an approval says no more than that it takes a yes or a no.
  const { resumeSchema, ...rest } = chunk;
  const suspension = suspensionOf(call, approval || resumeSchema === undefined ? rest : chunk);
  // The time that a person takes is not the tool's.
  return {
    ...without(call, "startedAt"),
    status: approval ? "awaitingApproval" : "suspended",
    args: chunk.toolName === call.toolName ? (chunk.args ?? call.args) : (call.args ?? chunk.args),
    ...(suspension ? { suspension } : {}),
  };
}

function running(call: ToolCallPart, now: number | undefined): ToolCallPart {
  if (!OPEN.has(call.status) || (call.status === "running" && (call.startedAt !== undefined || now === undefined))) {
    return call;
  }
  const started = now === undefined ? {} : { startedAt: now };
  return { ...call, status: "running", ...started };
}

function ended(call: ToolCallPart, status: ToolCallStatus, now: number | undefined): ToolCallPart {
  const { startedAt, nested } = call;
  return {
    ...call,
    status,
    ...(startedAt === undefined || now === undefined ? {} : { durationMs: Math.max(0, now - startedAt) }),
    ...(nested ? { nested: closeParts(nested, now) } : {}),
  };
}

function withTool(
  parts: readonly Part[],
  { toolCallId, toolName }: { toolCallId: string; toolName: string },
  now: number | undefined,
  change: (call: ToolCallPart) => ToolCallPart,
): readonly Part[] {
  const index = parts.findLastIndex((part) => part.kind === "tool" && part.id === toolCallId);
  const found = parts[index];
  if (found?.kind === "tool") {
    const next = change(found);
    return next === found ? parts : parts.with(index, next);
  }
  return push(parts, change({ kind: "tool", id: toolCallId, toolName, status: "writing", argsText: "" }), now);
}
