import * as l10n from "@vscode/l10n";
import { useMemo } from "preact/hooks";
import { lazily } from "../../shared/lazily";
import type { ActionId, Notice, Part, Turn } from "../../shared/transcript";
import { Icon } from "../components/icon";
import { MessageText } from "../components/longText";
import { NoticeView } from "../components/notice";
import { memo, useLazy, useUniqueId } from "../components/preactHelpers";
import { TurnId } from "../markdown/codeView";
import { ContextParts } from "../parts/files";
import { PartList } from "../parts/partViews";
import { usePanel } from "../state/panel";
import { type Edit, turnText } from "../state/store";
import { TurnEditor } from "./turnEditor";
import { TurnTools } from "./turnTools";

/** Comes with the first response that has used the editor. */
const editorUse = lazily(() => import("../parts/asks/editorUseList"));

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
        <Icon name={agent ? "robot" : "account"} />
        <h2 id={heading} dir="auto">
          {agent ? turn.agentName : l10n.t("You")}
        </h2>
      </div>
      <TurnId.Provider value={turn.id}>
        {agent ? <Answer turn={turn} /> : <Question turn={turn} busy={busy} edit={edit} />}
      </TurnId.Provider>
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
  const { parts, elsewhere } = turn;
  const live = turn.state === "streaming";
  // Between the question and the first word, and between a tool's result and what comes of it.
  const last = parts.at(-1);
  const quiet =
    elsewhere || last === undefined || (last.kind === "tool" && last.status !== "writing" && last.status !== "running");
  // Of an answer without words of its own nothing would be left when only responses are shown.
  const wordless = !live && parts.length > 0 && parts.every(isDetail);
  return (
    <>
      <PartList turnId={turn.id} parts={parts} live={live} paused={turn.state === "waiting" && "beside"} />
      {wordless && (
        <p class="quietLine insteadOfDetails">
          {l10n.t("This response has only tool calls and reasoning, which are hidden.")}
        </p>
      )}
      {live && (quiet || isDetail(last)) && (
        <p class={quiet ? "working" : "working insteadOfDetails"}>
          <Icon name="loading" class="spinning" />
          {elsewhere ? l10n.t("Responding outside this window") : l10n.t("Working…")}
        </p>
      )}
    </>
  );
}

/** True for what led to a response and is none. */
function isDetail({ kind }: Part): boolean {
  return kind === "tool" || kind === "step" || kind === "reasoning";
}

interface TurnEndProps {
  readonly turn: Turn;
  readonly newest: boolean;
  readonly busy: boolean;
}

/** How a turn ended, and what can be done with it. */
function TurnEnd({ turn, newest, busy }: TurnEndProps) {
  const { state } = turn;
  const ended = state !== "streaming" && state !== "waiting";
  const notice = noticeOf(turn);
  const retry =
    newest && turn.role === "agent" && (state === "failed" || state === "interrupted") && turn.error?.retry !== false;
  const goesOn = newest && turn.canContinue && <ContinueButton turnId={turn.id} busy={busy} />;
  return (
    <>
      {state === "stopped" && (
        <p class="turnState">
          <Icon name="circle-slash" />
          {l10n.t("Stopped")}
          {goesOn}
        </p>
      )}
      {state === "interrupted" && notice === undefined && (
        <div class="turnState warning">
          <Icon name="warning" />
          <div>
            <p>{l10n.t("The connection was lost before the response was complete.")}</p>
            {retry && (
              <div class="actions">
                {goesOn}
                <RetryButton turn={turn} busy={busy} />
              </div>
            )}
          </div>
        </div>
      )}
      {notice !== undefined && (
        <NoticeView notice={notice} urgent={newest}>
          {goesOn}
          {retry && <RetryButton turn={turn} busy={busy} />}
        </NoticeView>
      )}
      {ended && turn.parts.some((part) => part.kind === "tool" && part.inEditor) && (
        <EditorUse turn={turn} busy={busy} />
      )}
      {ended && <TurnTools turn={turn} newest={newest} busy={busy} />}
    </>
  );
}

function EditorUse(props: { readonly turn: Turn; readonly busy: boolean }) {
  const { made } = useLazy(editorUse);
  return made ? <made.EditorUseList {...props} /> : null;
}

/** Actions that stand for "Try again", which is the turn's own button: it tries the connection as well. */
const ownActions: ReadonlySet<ActionId> = new Set(["retryTurn", "retryConnection"]);

/** The turn's own error, or a sentence for a failure that brought none. */
function noticeOf({ state, error }: Turn): Notice | undefined {
  if (error !== undefined) {
    return { ...error, actions: error.actions.filter((action) => !ownActions.has(action)) };
  }
  return state === "failed"
    ? { message: l10n.t("The response failed. See the log for details."), actions: ["showLog"] }
    : undefined;
}

/** Goes on with a response that broke off. */
function ContinueButton({ turnId, busy }: { readonly turnId: string; readonly busy: boolean }) {
  const panel = usePanel();
  return (
    <button type="button" class="button primary" disabled={busy} onClick={() => panel.post("continueTurn", { turnId })}>
      {l10n.t("Continue")}
    </button>
  );
}

/** Asks the same question once more; the failed answer goes, and no second question comes to the server. */
function RetryButton({ turn, busy }: { readonly turn: Turn; readonly busy: boolean }) {
  const panel = usePanel();
  return (
    <button
      type="button"
      class={turn.canContinue ? "button secondary" : "button primary"}
      disabled={busy}
      onClick={() => panel.post("regenerate", { turnId: turn.id })}
    >
      {l10n.t("Try again")}
    </button>
  );
}
