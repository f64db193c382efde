import { type WorkflowAccess, WorkflowService } from "../../agents/workflows";
import type { WorkflowsState } from "../../shared/workflows";
import { WorkflowRuns } from "./workflowRuns";
import { WorkflowsPlace } from "./workflowsPlace";

/** The workflows of one owner. */
export interface Workflows {
  /** @param post tells a panel what is shown there */
  place(post: (state: WorkflowsState) => void): WorkflowsPlace;
}

/**
 * Builds what runs an owner's workflows; all of it is a chunk of its own.
 *
 * @param signal the owner's end
 */
export function createWorkflows(access: WorkflowAccess, signal: AbortSignal): Workflows {
  const runs = new WorkflowRuns(new WorkflowService(access), signal);
  return { place: (post) => new WorkflowsPlace(runs, post) };
}
