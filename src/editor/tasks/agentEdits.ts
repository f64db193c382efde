import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { withCancellableProgress } from "../../auth/vscode/cancellableProgress";
import { truncateGraphemes } from "../../shared/truncateGraphemes";
import { UserFacingError } from "../../shared/userFacingError";
import { type Proposal, rebased } from "../code/proposal";
import { documentName } from "../code/proposedChanges";
import { pathLabel } from "../attachments/documentUris";
import { editPrompt, type EditRequest, type LineSpan, proposalOf } from "./codeEdit";
import type { TaskAgent } from "./unstoredTurns";

/** As much of what an agent says instead of code as a notification has room for, in characters. */
const WORDS_SHOWN = 300;

/** Changes of one document that an agent makes: nothing is written before the person accepts. */
export class AgentEdits {
  /** @param show shows a change for a decision */
  constructor(private readonly show: (target: vscode.Uri, proposal: Proposal) => Promise<void>) {}

  /**
   * Asks for a change of a document and shows it. The document may be typed in meanwhile.
   *
   * @param lines that may change
   * @throws UserFacingError "noCode" when the agent proposes none, "changedMeanwhile" when its place is gone
   */
  async run(agent: TaskAgent, document: vscode.TextDocument, lines: LineSpan, instruction: string): Promise<void> {
    const { uri, languageId } = document;
    const request: EditRequest = { instruction, text: document.getText(), path: pathLabel(uri), languageId, lines };
    const title = l10n.t("{0} is changing {1}…", agent.name, documentName(uri));
    const response = await withCancellableProgress(title, (signal) => agent.respond(editPrompt(request), signal));
    const proposal = proposalOf(request, response);
    if (proposal === undefined) {
      throw noCode(agent.name, response);
    }
    const current = (await vscode.workspace.openTextDocument(uri)).getText();
    const shown = current === proposal.before ? proposal : rebased(proposal, current);
    if (shown === undefined) {
      const message = l10n.t(
        "{0} changed in the meantime, and the location of the change can't be found. Try again.",
        documentName(uri),
      );
      throw new UserFacingError("changedMeanwhile", message);
    }
    await this.show(uri, shown);
  }
}

function noCode(agentName: string, response: string): UserFacingError {
  const words = response.trim().replace(/\s+/g, " ");
  const short = truncateGraphemes(words, WORDS_SHOWN);
  return new UserFacingError(
    "noCode",
    l10n.t("{0} proposed no change: {1}", agentName, short === words ? words : `${short}…`),
  );
}
