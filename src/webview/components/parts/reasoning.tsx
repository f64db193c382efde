import * as l10n from "@vscode/l10n";
import type { ReasoningPart } from "../../../shared/transcript";
import { Markdown } from "../../markdown/markdown";
import { Icon } from "../icon";
import { formatLongDuration } from "../../../shared/formats";
import { Fold } from "./fold";

/** What a model thought before it spoke; folded, and open for as long as a person wants it. */
export function Reasoning({ part }: { readonly part: ReasoningPart }) {
  const title = reasoningTitle(part);
  if (part.finished && part.text.trim() === "") {
    // Providers may keep the words to themselves and only say that there was thought.
    return <p class="reasoning quietLine">{title}</p>;
  }
  const summary = (
    <>
      {title}
      {!part.finished && <Icon name="loading" class="spinning quiet" />}
    </>
  );
  return (
    <Fold class="reasoning" summary={summary}>
      {() => <Markdown text={part.text} finished={part.finished} />}
    </Fold>
  );
}

function reasoningTitle({ finished, durationMs }: ReasoningPart): string {
  if (!finished) {
    return l10n.t("Thinking…");
  }
  if (durationMs === undefined || !(durationMs >= 0)) {
    return l10n.t("Thought process");
  }
  return durationMs < 1000 ? l10n.t("Thought for a moment") : l10n.t("Thought for {0}", formatLongDuration(durationMs));
}
