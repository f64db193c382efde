import { publishReport } from "../showcase/workflows/publishReport";
import { createTripPlan } from "./tripPlan";

/** The workflows that a person can start. @param pauseMs what a slow step takes, in milliseconds */
export function createWorkflows(pauseMs: number) {
  return { tripPlan: createTripPlan(pauseMs), publishReport };
}
