import type { FlowId } from "./flows";
import { WayNotStarted } from "./wayNotStarted";

/** The other ways in the table's order, beginning behind `flow`, without those that could not start. */
export function otherWays(ways: readonly FlowId[], flow: FlowId, failed: ReadonlySet<FlowId>): readonly FlowId[] {
  const index = ways.indexOf(flow);
  return [...ways.slice(index + 1), ...ways.slice(0, index)].filter((way) => !failed.has(way));
}

/**
 * The way to go on with after one that could not start. Never pasting: who wanted to sign in has no
 * token at hand, so the reason helps more.
 *
 * @throws the error itself when it is another one; the reason when no way is left
 */
export function wayAfter(error: unknown, others: readonly FlowId[]): FlowId {
  if (!(error instanceof WayNotStarted)) {
    throw error;
  }
  const next = others.find((way) => way !== "paste");
  if (next === undefined) {
    throw error.reason;
  }
  return next;
}
