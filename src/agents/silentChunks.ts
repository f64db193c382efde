/**
 * Chunks that mark where something begins or ends, or that repeat what others have said: known, and
 * with nothing to show (facts/mastra.md §5). Any other type that is not shown is worth a line in the log.
 */
const SILENT: ReadonlySet<string> = new Set([
  "text-start",
  "text-end",
  "reasoning-start",
  "reasoning-signature",
  "response-metadata",
  "step-start",
  "step-finish",
  "step-output",
  "tool-call-input-streaming-end",
  "raw",
  "watch",
  "workflow-step-waiting",
  "workflow-paused",
]);

/** @param type as the server names it */
export function isSilent(type: string): boolean {
  return SILENT.has(type);
}
