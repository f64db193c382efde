import * as l10n from "@vscode/l10n";
import { useCallback, useMemo, useRef } from "preact/hooks";
import { useFocusKept } from "./useFocusKept";
import { belongsToInputMethod } from "../keys";
import type { Panel } from "../panel";
import { PanelContext } from "../panelContext";
import type { PanelModel } from "../store";
import { Composer } from "./composer";
import { ConnectionScreen } from "./connectionScreen";
import { Conversation } from "./conversation";
import { ErrorBoundary } from "./errorBoundary";
import { Header } from "./header";
import { LiveRegion } from "./liveRegion";
import { NoticeView } from "./noticeView";
import { Welcome } from "./welcome";

interface Props {
  readonly panel: Panel;
  readonly model: PanelModel;
}

/** The whole panel, from top to bottom. */
export function App({ panel, model }: Props) {
  const box = useRef<HTMLTextAreaElement>(null);
  const { state, transcript } = model;
  const ready = state.connection === "ready";
  const hasTurns = transcript.turns.length > 0;
  const agent = useMemo(
    () => state.agents.find((candidate) => candidate.id === state.agentId),
    [state.agents, state.agentId],
  );
  const reportError = useCallback((name: string) => panel.post("drawingFailed", { name }), [panel]);
  useFocusKept(box);
  const focusBox = useCallback(() => box.current?.focus(), []);
  const draftEmpty = model.draft.text.trim() === "";
  const welcome = useMemo(() => agent && <Welcome agent={agent} empty={draftEmpty} onPicked={focusBox} />, [agent, draftEmpty, focusBox]);
  return (
    <PanelContext.Provider value={panel}>
      <ErrorBoundary onError={reportError}>
        <main
          class="panel"
          onKeyDown={(event) => {
            if (event.key === "Escape" && !belongsToInputMethod(event)) {
              panel.stop();
            }
          }}
        >
          <h1 class="visuallyHidden">{l10n.t("Agent Chat")}</h1>
          <ErrorBoundary key={transcript.threadId} onError={reportError}>
            {(ready || state.agents.length > 0 || state.connection === "loading") && <Header state={state} />}
            <ConnectionScreen state={state} compact={hasTurns} />
            {(ready || hasTurns) && <Conversation transcript={transcript} empty={welcome} />}
            <LiveRegion transcript={transcript} />
          </ErrorBoundary>
          {state.connection !== "failed" && state.notice !== undefined && (
            <div class="banner">
              <NoticeView notice={state.notice} />
            </div>
          )}
          <Composer model={model} box={box} />
        </main>
      </ErrorBoundary>
    </PanelContext.Provider>
  );
}
