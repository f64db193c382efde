import * as l10n from "@vscode/l10n";
import { useId } from "preact/hooks";
import type { Turn } from "../../shared/transcript";
import { memo } from "../memo";
import { turnText } from "../turnText";
import { Icon } from "./icon";
import { PartView } from "./partView";
import { TurnEnd } from "./turnEnd";

interface Props {
  readonly turn: Turn;
  /** True for the last turn of the thread; only its error calls for attention. */
  readonly newest: boolean;
}

/** One turn, drawn again only when it changes. */
export const TurnView = memo(function TurnView({ turn, newest }: Props) {
  const heading = useId();
  const agent = turn.role === "agent";
  return (
    <article class={`turn ${turn.role}`} aria-labelledby={heading} data-turn={turn.id}>
      <div class="turnHeading">
        <Icon name={agent ? "agent" : "person"} />
        <h2 id={heading}>{agent ? turn.agentName : l10n.t("You")}</h2>
      </div>
      {agent ? <AgentParts turn={turn} /> : <div class="bubble">{turnText(turn)}</div>}
      <TurnEnd turn={turn} newest={newest} />
    </article>
  );
});

function AgentParts({ turn }: { readonly turn: Turn }) {
  const { parts } = turn;
  const live = turn.state === "streaming";
  // Between the question and the first word, and between a tool's result and what comes of it.
  const last = parts.at(-1);
  const quiet = last === undefined || (last.kind === "tool" && last.status !== "writing" && last.status !== "running");
  return (
    <>
      {parts.map((part, index) => (
        <PartView key={index} turnId={turn.id} part={part} finished={!live || index < parts.length - 1} />
      ))}
      {live && quiet && (
        <p class="working">
          <Icon name="loading" class="spinning" />
          {l10n.t("Working…")}
        </p>
      )}
    </>
  );
}
