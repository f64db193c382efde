import type { AgentChoice } from "../../chat/agentChoice";
import type { Chat } from "../../chat/chat";
import type { EditorTools } from "../editorTools";
import { AgentEdits } from "./agentEdits";
import type { Asker } from "./asker";
import { EditTask } from "./editTask";
import { GitTasks } from "./gitTasks";
import { PanelQuestions } from "./panelQuestions";
import { ProblemTasks } from "./problemTasks";
import type { TaskName } from "./taskNames";
import { TestTask } from "./testTask";
import { UnstoredTurns } from "./unstoredTurns";

export interface TaskParts {
  readonly chat: Pick<Chat, "connection" | "sessions" | "controller">;
  readonly choice: AgentChoice;
  readonly tools: Pick<EditorTools, "code" | "sources">;
  /** @see agentOfTask */
  readonly agentFor: (task: TaskName) => string | undefined;
  /** Looks who is there, and signs in where nobody is. */
  readonly enter: () => Promise<void>;
  readonly reveal: () => Promise<void>;
}

/** What each command does, told who asks and given the arguments of its menu. */
export type TaskTable = Readonly<Record<TaskName, (asker: Asker, ...args: readonly unknown[]) => Promise<void>>>;

/** What agents do in the editor outside of the panel; a chunk of its own in the bundle, loaded by the first use. */
export function createTasks(parts: TaskParts): TaskTable {
  const { chat, choice, tools, agentFor, enter, reveal } = parts;
  const { connection, sessions } = chat;
  const panel = new PanelQuestions({ ...parts, ...chat });
  const turns = new UnstoredTurns({ connection, choice, current: () => sessions.current, enter, reveal });
  const edits = new AgentEdits((target, proposal) => tools.code.propose(target, proposal));
  const problems = new ProblemTasks(panel, turns, edits, agentFor);
  const tests = new TestTask(panel, agentFor);
  const edit = new EditTask(turns, edits, agentFor);
  const git = new GitTasks(panel, turns, agentFor);
  return {
    explainProblem: (...args) => problems.explain(...args),
    fixProblem: (...args) => problems.fix(...args),
    explainTestFailure: (...args) => tests.explain(...args),
    editCode: (...args) => edit.run(...args),
    reviewChanges: (...args) => git.review(...args),
    explainChanges: (...args) => git.explain(...args),
    writeCommitMessage: (...args) => git.writeCommitMessage(...args),
  };
}
