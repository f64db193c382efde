import { readWorkflows } from "../../agents/readWorkflows";
import type { WorkflowAccess } from "../../agents/workflows";
import type { Workflows } from "./createWorkflows";

/** The way to an owner's workflows, of which nothing is loaded until somebody uses them. */
export interface OwnerWorkflows {
  /** Whether the server has any. @throws UserFacingError; an `AbortError` at the owner's end */
  any(): Promise<boolean>;
  /** Loads what runs them. */
  load(): Promise<Workflows>;
}

/** @param signal the owner's end */
export function ownerWorkflows(access: WorkflowAccess, signal: AbortSignal): OwnerWorkflows {
  return {
    any: async () => (await readWorkflows(access.access)).length > 0,
    load: async () => (await import("./createWorkflows")).createWorkflows(access, signal),
  };
}
