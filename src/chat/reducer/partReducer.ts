import type { AgentChunk, DataChunk, StepChunk } from "../../agents/chunk";
import type { DataPart, Part, ProgressNote, StepPart } from "../../shared/transcript";
import { without } from "../turn/turnChanges";
import { finishReasoning, isTransient, push, TRANSIENT } from "./openParts";
import { redactedReasoning, taskCheck } from "./runNotices";
import { reduceTool, withProgress } from "./toolParts";

/** How many reports without an id are kept beside one another; after that the newest one is replaced. */
const MAX_DATA = 200;

/** The longest text that is compared with an object. */
const MAX_TEXT = 1_000_000;

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
    case "user-message":
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

/** Text goes on in the same part only if nothing else came in between, so that order is kept. */
function appendText(parts: readonly Part[], id: string, text: string, now: number | undefined): readonly Part[] {
  const last = parts.at(-1);
  if (text === "") {
    return parts;
  }
  if (last?.kind === "text" && last.id === id) {
    return parts.with(-1, { ...last, text: last.text + text });
  }
  return push(parts, { kind: "text", id, text }, now);
}

/** The same for reasoning, which is timed from its first words. */
function appendReasoning(parts: readonly Part[], id: string, text: string, now: number | undefined): readonly Part[] {
  const last = parts.at(-1);
  if (text === "") {
    return parts;
  }
  if (last?.kind === "reasoning" && last.id === id && !last.finished) {
    return parts.with(-1, { ...last, text: last.text + text });
  }
  const started = now === undefined ? {} : { startedAt: now };
  return push(parts, { kind: "reasoning", id, text, finished: false, ...started }, now);
}

/**
 * A structured object applied to parts: it grows in its place, and once it is whole the text that spelled
 * it out as JSON goes, for Mastra streams both (docs/wire.md#mastra-the-stream).
 */
function reduceObject(
  parts: readonly Part[],
  { value, final }: AgentChunk & { type: "object" },
  now: number | undefined,
): readonly Part[] {
  const index = parts.findLastIndex((part) => part.kind === "object" && !part.finished);
  const id = parts[index]?.id ?? `object-${String(parts.length)}`;
  const part: Part = { kind: "object", id, value, finished: final };
  const next = index < 0 ? push(parts, part, now) : parts.with(index, part);
  return final ? withoutSpelling(next, value) : next;
}

function withoutSpelling(parts: readonly Part[], value: unknown): readonly Part[] {
  const index = parts.findLastIndex((part) => part.kind === "text" && spells(part.text, value));
  return index < 0 ? parts : parts.toSpliced(index, 1);
}

function spells(text: string, value: unknown): boolean {
  if (text.length > MAX_TEXT || !/^\s*[[{]/.test(text)) {
    return false;
  }
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(value);
  } catch {
    return false;
  }
}

/**
 * A `data-*` chunk applied to parts: it goes to the tool call that it names, takes the place of the one
 * with the same id, or stands for itself.
 */
function reduceData(parts: readonly Part[], chunk: DataChunk, now: number | undefined): readonly Part[] {
  const { toolCallId, name, note } = chunk;
  if (toolCallId !== undefined) {
    const index = parts.findLastIndex((part) => part.kind === "tool" && part.id === toolCallId);
    const call = parts[index];
    if (call?.kind === "tool") {
      return parts.with(index, withProgress(call, note));
    }
  }
  if (chunk.id !== undefined) {
    const id = chunk.transient ? TRANSIENT + chunk.id : chunk.id;
    return put(parts, { kind: "data", id, name, note }, (part) => part.id === id && part.name === name, now);
  }
  const last = parts.at(-1);
  if (
    last?.kind === "data" &&
    last.name === name &&
    isTransient(last) === chunk.transient &&
    isShare(last.note) &&
    isShare(note)
  ) {
    // The next stand of the same bar, not a second bar.
    return parts.with(-1, { ...last, note });
  }
  const prefix = chunk.transient ? TRANSIENT : "";
  const count = parts.reduce((sum, part) => (part.kind === "data" ? sum + 1 : sum), 0);
  const id = `${prefix}${name}-${String(Math.min(count, MAX_DATA))}`;
  return put(parts, { kind: "data", id, name, note }, (part) => part.id === id, now);
}

function put(
  parts: readonly Part[],
  data: DataPart,
  same: (part: DataPart) => boolean,
  now: number | undefined,
): readonly Part[] {
  const index = parts.findLastIndex((part) => part.kind === "data" && same(part));
  return index < 0 ? push(parts, data, now) : parts.with(index, data);
}

function isShare(note: ProgressNote): boolean {
  return note.percent !== undefined;
}

/**
 * A step of a workflow, or something out of it, applied to parts.
 *
 * @param reduceNested how a step's own parts change by a chunk of an agent that runs in it
 */
function reduceStep(
  parts: readonly Part[],
  chunk: StepChunk,
  now: number | undefined,
  reduceNested: (nested: readonly Part[], chunk: AgentChunk) => readonly Part[],
): readonly Part[] {
  switch (chunk.type) {
    case "workflow-step": {
      const fresh = without(chunk, "type");
      return withStep(
        parts,
        fresh.name,
        (step) => resumes(step, chunk),
        fresh,
        now,
        (step) => ({ ...step, ...fresh }),
      );
    }
    case "workflow-step-progress":
      return withinStep(parts, chunk.name, now, (nested) =>
        reduceData(nested, { type: "data", name: "progress", transient: false, note: chunk.note }, now),
      );
    case "workflow-step-nested":
      return withinStep(parts, chunk.name, now, (nested) => reduceNested(nested, chunk.chunk));
  }
}

/** A step that was suspended goes on under another id (docs/wire.md#mastra-sub-agents-and-workflows). */
function resumes(step: StepPart, { id, name }: { id: string; name: string }): boolean {
  return step.id === id || (step.name === name && step.status === "waiting");
}

function withinStep(
  parts: readonly Part[],
  name: string,
  now: number | undefined,
  change: (nested: readonly Part[]) => readonly Part[],
): readonly Part[] {
  // What comes out of a step carries the step's name only.
  const fresh = { id: name, name, status: "running" as const };
  return withStep(
    parts,
    name,
    (step) => step.name === name,
    fresh,
    now,
    (step) => {
      const next = change(step.parts);
      return next === step.parts ? step : { ...step, parts: next };
    },
  );
}

function withStep(
  parts: readonly Part[],
  name: string,
  same: (step: StepPart) => boolean,
  fresh: Pick<StepPart, "id" | "status">,
  now: number | undefined,
  change: (step: StepPart) => StepPart,
): readonly Part[] {
  const index = parts.findLastIndex((part) => part.kind === "step" && same(part));
  const found = parts[index];
  if (found?.kind === "step") {
    const next = change(found);
    return next === found ? parts : parts.with(index, next);
  }
  return push(parts, change({ kind: "step", name, parts: [], id: fresh.id, status: fresh.status }), now);
}
