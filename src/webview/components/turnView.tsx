import * as l10n from "@vscode/l10n";
import { useMemo } from "preact/hooks";
import type { Turn } from "../../shared/transcript";
import type { Edit } from "../edits";
import { memo } from "../memo";
import { turnText } from "../turnText";
import { Icon } from "./icon";
import { MessageText } from "./messageText";
import { ContextParts } from "./parts/contextParts";
import { PartList } from "./parts/partList";
import { TurnEnd } from "./turnEnd";
import { TurnEditor } from "./turnTools/turnEditor";
import { useUniqueId } from "./useUniqueId";

interface TurnViewProps {
  readonly turn: Turn;
  /** True for the last turn of the thread; only its error calls for attention. */
  readonly newest: boolean;
  /** True while an answer is being written in this thread. */
  readonly busy: boolean;
  /** Set while this turn's question is being changed. */
  readonly edit?: Edit | undefined;
}

/** One turn, drawn again only when it changes. */
export const TurnView = memo(function TurnView({ turn, newest, busy, edit }: TurnViewProps) {
  const heading = useUniqueId();
  const agent = turn.role === "agent";
  return (
    <article class={`turn ${turn.role}`} aria-labelledby={heading} data-turn={turn.id} tabIndex={-1}>
      <div class="turnHeading">
        <Icon name={agent ? "agent" : "person"} />
        <h2 id={heading} dir="auto">
          {agent ? turn.agentName : l10n.t("You")}
        </h2>
      </div>
      {agent ? <Answer turn={turn} /> : <Question turn={turn} busy={busy} edit={edit} />}
      {edit === undefined && <TurnEnd turn={turn} newest={newest} busy={busy} />}
    </article>
  );
});

function Question({ turn, busy, edit }: Omit<TurnViewProps, "newest">) {
  const context = useMemo(() => turn.parts.filter((part) => part.kind === "context"), [turn.parts]);
  const text = turnText(turn);
  return (
    <>
      <ContextParts parts={context} />
      {edit !== undefined && <TurnEditor text={edit.text} canSend={!busy} />}
      {edit === undefined && text !== "" && <MessageText text={text} />}
    </>
  );
}

function Answer({ turn }: { readonly turn: Turn }) {
  const { parts } = turn;
  const live = turn.state === "streaming";
  // Between the question and the first word, and between a tool's result and what comes of it.
  const last = parts.at(-1);
  const quiet = last === undefined || (last.kind === "tool" && last.status !== "writing" && last.status !== "running");
  return (
    <>
      <PartList turnId={turn.id} parts={parts} live={live} paused={turn.state === "waiting" && "beside"} />
      {live && quiet && (
        <p class="working">
          <Icon name="loading" class="spinning" />
          {l10n.t("Working…")}
        </p>
      )}
    </>
  );
}
