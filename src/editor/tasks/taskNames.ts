/** What a person asks an agent for outside of the panel. The names are those of commands and of `agentChat.agentFor`. */
export const TASKS = [
  "explainProblem",
  "fixProblem",
  "explainTestFailure",
  "editCode",
  "reviewChanges",
  "explainChanges",
  "writeCommitMessage",
] as const;

export type TaskName = (typeof TASKS)[number];

/**
 * The agent that a task goes to.
 *
 * @param setting `agentChat.agentFor` as a person has written it: names of tasks with ids of agents
 * @returns undefined for the agent that the panel shows
 */
export function agentOfTask(setting: unknown, task: string): string | undefined {
  const id = typeof setting === "object" && setting !== null ? (Reflect.get(setting, task) as unknown) : undefined;
  return typeof id === "string" && id.trim() !== "" ? id.trim() : undefined;
}
