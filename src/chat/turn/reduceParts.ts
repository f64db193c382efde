import type { AgentChunk } from "../../agents/chunk";
import type { Part } from "../../shared/transcript";
import { reduceData } from "./dataParts";
import { reduceObject } from "./objectParts";
import { redactedReasoning, taskCheck } from "./runNotices";
import { reduceStep } from "./stepParts";
import { appendReasoning, appendText, finishReasoning, push } from "./textParts";
import { reduceTool } from "./toolParts";

/**
 * What parts look like after one more chunk: those of a turn, of a sub-agent inside a call, or of a step
 * of a workflow. Pure: parts that do not change stay the very same objects, and so does the list when
 * none does. Chunks about a run as a whole change no part.
 *
 * @param now milliseconds since the epoch; undefined for what is long past, which is not timed
 * @param depth 0 for the parts of a turn itself
 */
export function reduceParts(
  parts: readonly Part[],
  chunk: AgentChunk,
  now: number | undefined,
  depth = 0,
): readonly Part[] {
  const nested = (inner: readonly Part[], of: AgentChunk): readonly Part[] => reduceParts(inner, of, now, depth + 1);
  switch (chunk.type) {
    case "text-delta":
      return appendText(parts, chunk.id, chunk.text, now);
    case "reasoning-delta":
      return appendReasoning(parts, chunk.id, chunk.text, now);
    case "reasoning-end":
      return finishReasoning(parts, now);
    case "redacted-reasoning":
      return push(parts, { kind: "reasoning", id: chunk.id, text: redactedReasoning(), finished: true }, now);
    case "source":
      return push(parts, { kind: "source", id: chunk.id, title: chunk.title, url: chunk.url }, now);
    case "file": {
      const { type, ...file } = chunk;
      const id = `file-${String(parts.length)}`;
      return push(parts, { kind: type, id, ...file, name: file.name || fileName(file.mediaType) }, now);
    }
    case "object":
      return reduceObject(parts, chunk, now);
    case "data":
      return reduceData(parts, chunk, now);
    case "task-check": {
      const note = { label: taskCheck(chunk.passed, chunk.reason) };
      return reduceData(parts, { type: "data", name: "task-check", transient: false, note }, now);
    }
    case "error":
      // At the top it is the turn's; inside a call this is its only place.
      return depth === 0
        ? parts
        : reduceData(parts, { type: "data", name: "error", transient: false, note: { label: chunk.message } }, now);
    case "workflow-step":
    case "workflow-step-progress":
    case "workflow-step-nested":
      return reduceStep(parts, chunk, now, nested);
    case "accepted":
    case "start":
    case "message":
    case "tripwire":
    case "abort":
    case "finish":
    case "other":
      return parts;
    default:
      return reduceTool(parts, chunk, now, depth === 0, nested);
  }
}

/** `image.png` for `image/png`; the words of a media type are safe in a file's name. */
function fileName(mediaType: string): string {
  const [family = "", kind = ""] = mediaType.split(/[/;+]/);
  const base = family === "image" || family === "audio" || family === "video" ? family : "file";
  return /^[a-z0-9]{1,8}$/i.test(kind) ? `${base}.${kind}` : base;
}
