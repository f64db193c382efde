import * as l10n from "@vscode/l10n";
import type { UnseenResponse } from "../../chat/threads/unseenResponses";
import { describeThread } from "../../chat/threads/localThread";
import { formatNumber } from "../../shared/formats";
import { withHiddenShown } from "../../shared/hiddenCharacters";

/**
 * What a notification says of responses that nobody has seen.
 *
 * @param responses at least one
 */
export function responsesMessage(responses: readonly Pick<UnseenResponse, "conversation" | "state">[]): string {
  const [first] = responses;
  if (responses.length !== 1 || !first) {
    return l10n.t("There are new responses in {0} threads.", formatNumber(responses.length));
  }
  const title = inNotification(describeThread(first.conversation.transcript).title) || l10n.t("Untitled thread");
  switch (first.state) {
    case "waiting":
      return l10n.t("“{0}” is waiting for you.", title);
    case "complete":
      return l10n.t("The response in “{0}” is complete.", title);
    default:
      return l10n.t("The response in “{0}” failed. Open the thread to see why.", title);
  }
}

/** VS Code makes links of `[words](address)` in a notification, those that run commands as well. */
function inNotification(title: string): string {
  return withHiddenShown(title).replaceAll("](", "] (");
}
