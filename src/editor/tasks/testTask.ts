import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { textAttachment } from "../../chat/attachments/attachmentOf";
import { UserFacingError } from "../../shared/userFacingError";
import { pathLabel } from "../attachments/documentUris";
import { selectionAttachment } from "../attachments/readAttachment";
import type { Asker } from "./asker";
import { linesAround } from "./codeEdit";
import type { PanelQuestions } from "./panelQuestions";
import type { TaskName } from "./taskNames";

/** A failure as VS Code gives it to the commands of its menu `testing/message/context`. */
interface TestFailure {
  readonly test: Pick<vscode.TestItem, "label" | "uri" | "range">;
  readonly message: vscode.TestMessage;
}

/** What agents do about tests that fail. */
export class TestTask {
  constructor(
    private readonly panel: PanelQuestions,
    private readonly agentFor: (task: TaskName) => string | undefined,
  ) {}

  /**
   * Asks in the panel why a test fails.
   *
   * @param failure what the menu over a failure brings
   * @throws UserFacingError "noTestFailure" without one, as from a keybinding
   */
  async explain(asker: Asker, failure?: unknown): Promise<void> {
    const agentId = this.agentFor("explainTestFailure");
    if (!isFailure(failure)) {
      const message = l10n.t(
        "Run this from the menu of a failed test's message, in the Test Results or in the editor.",
      );
      throw new UserFacingError("noTestFailure", message);
    }
    const code = await codeOf(failure);
    const question = l10n.t("Explain why this test fails and how to fix it.");
    await this.panel.send(asker, agentId, question, [failureAttachment(failure), ...(code ? [code] : [])]);
  }
}

function isFailure(value: unknown): value is TestFailure {
  const { test, message } = (value ?? {}) as Partial<TestFailure>;
  return typeof test?.label === "string" && message !== undefined && textOf(message.message) !== "";
}

function failureAttachment({ test, message }: TestFailure): Attachment {
  const { message: words, expectedOutput, actualOutput, location } = message;
  const where = location ? `At: ${pathLabel(location.uri)}:${location.range.start.line + 1}` : "";
  const lines = [
    `Test: ${test.label}`,
    where,
    textOf(words),
    expectedOutput === undefined ? "" : `Expected:\n${expectedOutput}`,
    actualOutput === undefined ? "" : `Actual:\n${actualOutput}`,
  ];
  const uri = location?.uri ?? test.uri;
  const origin = {
    id: `problems:${crypto.randomUUID()}`,
    name: l10n.t("Failure of {0}", test.label),
    detail: uri ? pathLabel(uri) : "",
    openable: true,
  };
  return textAttachment("problems", origin, lines.filter((line) => line !== "").join("\n\n"));
}

/** The code around the place that failed, or of the test; undefined when there is none to read. */
async function codeOf({ test, message }: TestFailure): Promise<Attachment | undefined> {
  const uri = message.location?.uri ?? test.uri;
  const range = message.location?.range ?? test.range;
  if (!uri || !range) {
    return undefined;
  }
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(uri);
  } catch {
    // The words of the failure say where it was; what cannot be opened is left out.
    return undefined;
  }
  const last = Math.min(range.end.line, document.lineCount - 1);
  const lines = linesAround(document.getText(), { first: Math.min(range.start.line, last), last });
  const end = document.lineAt(lines.last).range.end;
  return selectionAttachment(document, new vscode.Selection(lines.first, 0, end.line, end.character));
}

function textOf(message: string | vscode.MarkdownString): string {
  return typeof message === "string" ? message : message.value;
}
