import * as l10n from "@vscode/l10n";
import { useCallback, useMemo, useRef } from "preact/hooks";
import { KnownPaths } from "../markdown/pathQuestions";
import type { Panel } from "../panel";
import { PanelContext } from "../panelContext";
import type { PanelModel } from "../store";
import { Composer } from "./composer";
import { ConnectionScreen } from "./connectionScreen";
import { Conversation } from "./conversation";
import { ErrorBoundary } from "./errorBoundary";
import { Header } from "./header";
import { LiveRegion } from "./liveRegion";
import { lookStyle } from "./lookStyle";
import { NoticeView } from "./noticeView";
import { ThreadsPanel } from "./threads/threadsPanel";
import { useFocusKept } from "./useFocusKept";
import { useOverlay } from "./useOverlay";
import { usePanelKeys } from "./usePanelKeys";
import { Welcome } from "./welcome";

interface AppProps {
  readonly panel: Panel;
  readonly model: PanelModel;
}

/** The whole panel, from top to bottom. */
export function App({ panel, model }: AppProps) {
  const root = useRef<HTMLElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const threadsButton = useRef<HTMLButtonElement>(null);
  const { state, transcript, overlay } = model;
  const ready = state.connection === "ready";
  const hasTurns = transcript.turns.length > 0;
  const agent = useMemo(
    () => state.agents.find((candidate) => candidate.id === state.agentId),
    [state.agents, state.agentId],
  );
  const reportError = useCallback((name: string) => panel.post("drawingFailed", { name }), [panel]);
  const focusBox = useCallback(() => box.current?.focus(), []);
  const draftEmpty = model.draft.text.trim() === "";
  const welcome = useMemo(
    () => agent && <Welcome agent={agent} empty={draftEmpty} onPicked={focusBox} />,
    [agent, draftEmpty, focusBox],
  );
  const listed = overlay === "threads";
  const closeOverlay = useOverlay(panel, overlay, threadsButton, box);
  useFocusKept(listed ? search : box);
  usePanelKeys({ panel, root, box, closeOverlay });
  return (
    <PanelContext.Provider value={panel}>
      <ErrorBoundary onError={reportError}>
        <main class="panel" ref={root} style={lookStyle(state.look)}>
          <h1 class="visuallyHidden">{l10n.t("Agent Chat")}</h1>
          {(ready || listed || state.agents.length > 0 || state.connection === "loading") && (
            <Header state={state} overlay={overlay} threadsButton={threadsButton} />
          )}
          <div class="stage">
            <div class="underneath" inert={listed}>
              <ErrorBoundary key={transcript.threadId} onError={reportError}>
                <ConnectionScreen state={state} compact={hasTurns} />
                {(ready || hasTurns) && (
                  <KnownPaths.Provider value={model.paths}>
                    <Conversation
                      transcript={transcript}
                      empty={welcome}
                      busy={state.busy}
                      loading={state.loadingEarlier}
                      edit={model.editing}
                      onFindClosed={overlay === "find" ? closeOverlay : undefined}
                    />
                  </KnownPaths.Provider>
                )}
                <LiveRegion transcript={transcript} />
              </ErrorBoundary>
            </div>
            {listed && (
              <ThreadsPanel
                list={model.threads}
                currentId={transcript.threadId}
                search={search}
                onClose={closeOverlay}
              />
            )}
          </div>
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
