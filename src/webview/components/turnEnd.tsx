import * as l10n from "@vscode/l10n";
import type { Turn } from "../../shared/transcript";
import { turnText } from "../turnText";
import { CopyButton } from "./copyButton";
import { Icon } from "./icon";
import { NoticeView } from "./noticeView";

interface Props {
  readonly turn: Turn;
  readonly newest: boolean;
}

/** How a turn ended, and what can be done with it. */
export function TurnEnd({ turn, newest }: Props) {
  const text = turnText(turn);
  const ended = turn.state !== "streaming" && turn.state !== "waiting";
  return (
    <>
      {turn.state === "stopped" && (
        <p class="turnState">
          <Icon name="circleSlash" />
          {l10n.t("Stopped")}
        </p>
      )}
      {turn.state === "interrupted" && turn.error === undefined && (
        <p class="turnState warning">
          <Icon name="warning" />
          {l10n.t("The connection was lost before the answer was complete. Send a message to go on.")}
        </p>
      )}
      {turn.state === "failed" && turn.error === undefined && (
        <NoticeView
          notice={{ message: l10n.t("The answer failed. The log says more."), actions: ["showLog"] }}
          urgent={newest}
        />
      )}
      {turn.error !== undefined && <NoticeView notice={turn.error} urgent={newest} />}
      {ended && text !== "" && (
        <div class="turnFooter">
          <CopyButton label={l10n.t("Copy")} text={text} />
        </div>
      )}
    </>
  );
}
