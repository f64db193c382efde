import * as l10n from "@vscode/l10n";
import type { Notice } from "../../shared/transcript";

/** The run broke off. @param message the server's own sentence; may be empty */
export function runFailed(message: string): Notice {
  return {
    message: message
      ? l10n.t("The agent failed: {0}. Try again, or check the server log.", withoutStop(message))
      : l10n.t("The agent failed. Try again, or check the server log."),
    actions: ["retryTurn"],
  };
}

/** A processor of the server refused the message or the answer. @param reason its own; may be empty */
export function tripwire(reason: string): Notice {
  return notice(
    reason
      ? l10n.t("A server guardrail blocked this message: {0}. Rephrase it and send it again.", withoutStop(reason))
      : l10n.t("A server guardrail blocked this message. Rephrase it and send it again."),
  );
}

export function lengthReached(): Notice {
  return warning(l10n.t("The model reached its length limit, so this response is incomplete."));
}

export function contentFiltered(): Notice {
  return warning(l10n.t("The model's content filter ended this response early."));
}

/** What stands in the place of reasoning that the model's provider does not hand out. */
export function redactedReasoning(): string {
  return l10n.t("The model provider doesn't share this part of the reasoning.");
}

/** The verdict of the server's own check whether the agent has done what it was asked. */
export function taskCheck(passed: boolean, reason: string): string {
  if (passed) {
    return reason ? l10n.t("Checked: the task is complete. {0}", reason) : l10n.t("Checked: the task is complete.");
  }
  return reason
    ? l10n.t("Checked: the task isn't complete yet. {0}", reason)
    : l10n.t("Checked: the task isn't complete yet.");
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

function notice(message: string): Notice {
  return { message, actions: [] };
}

/** The answer is whole as far as it goes, so this is no error. */
function warning(message: string): Notice {
  return { ...notice(message), severity: "warning" };
}
