import * as l10n from "@vscode/l10n";
import { plural } from "../../shared/formats";
import type { AgentEdits } from "./agentEdits";
import type { Asker } from "./asker";
import type { PanelQuestions } from "./panelQuestions";
import { describeProblems, linesOfProblems, problemAttachments, problemsAt } from "./problemsAt";
import type { TaskName } from "./taskNames";
import type { UnstoredTurns } from "./unstoredTurns";

/** What agents do about the problems that the editor shows. */
export class ProblemTasks {
  constructor(
    private readonly panel: PanelQuestions,
    private readonly turns: UnstoredTurns,
    private readonly edits: AgentEdits,
    private readonly agentFor: (task: TaskName) => string | undefined,
  ) {}

  /** Asks in the panel what a problem means. The arguments are as for `problemsAt`. */
  async explain(asker: Asker, uri?: unknown, diagnostics?: unknown): Promise<void> {
    const agentId = this.agentFor("explainProblem");
    const problems = await problemsAt(uri, diagnostics);
    const question = plural(
      problems.diagnostics.length,
      l10n.t("Explain this problem and how to fix it."),
      l10n.t("Explain these problems and how to fix them."),
    );
    await this.panel.send(asker, agentId, question, problemAttachments(problems));
  }

  /** Shows what an agent would change. The arguments are as for `problemsAt`. */
  async fix(asker: Asker, uri?: unknown, diagnostics?: unknown): Promise<void> {
    const agentId = this.agentFor("fixProblem");
    const problems = await problemsAt(uri, diagnostics);
    const agent = await this.turns.agent(asker, agentId);
    if (agent) {
      const instruction = `Fix these problems, and nothing else:\n${describeProblems(problems)}`;
      await this.edits.run(agent, problems.document, linesOfProblems(problems), instruction);
    }
  }
}
