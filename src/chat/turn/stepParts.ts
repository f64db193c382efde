import type { AgentChunk, StepChunk } from "../../agents/chunk";
import type { Part, StepPart } from "../../shared/transcript";
import { reduceData } from "./dataParts";
import { push } from "./textParts";
import { without } from "./without";

/**
 * A step of a workflow, or something out of it, applied to parts.
 *
 * @param reduceNested how a step's own parts change by a chunk of an agent that runs in it
 */
export function reduceStep(
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
      return inner(parts, chunk.name, now, (nested) =>
        reduceData(nested, { type: "data", name: "progress", transient: false, note: chunk.note }, now),
      );
    case "workflow-step-nested":
      return inner(parts, chunk.name, now, (nested) => reduceNested(nested, chunk.chunk));
  }
}

/** A step that was suspended goes on under another id (measured). */
function resumes(step: StepPart, { id, name }: { id: string; name: string }): boolean {
  return step.id === id || (step.name === name && step.status === "waiting");
}

function inner(
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
