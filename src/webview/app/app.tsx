import { useCallback, useMemo, useRef } from "preact/hooks";
import * as l10n from "@vscode/l10n";
import type { Look } from "../../shared/protocol";
import { ErrorBoundary, NoticeView } from "../components/notice";
import { SendWithContext } from "../components/sendKey";
import { Composer } from "../composer/composer";
import { Conversation } from "../conversation/conversation";
import { Tasks } from "../conversation/tasks";
import { KnownPaths } from "../markdown/fileNames";
import { KeepToolCallsOpen } from "../parts/toolFold";
import { type Panel, PanelContext, ViewStateContext } from "../state/panel";
import type { PanelModel } from "../state/store";
import { LazyThreadsPanel } from "../threads/lazyThreadsPanel";
import { UndoBar } from "../threads/undoBar";
import { LazyWorkflows } from "../workflows/lazyWorkflows";
import { ConnectionScreen } from "./connectionScreen";
import { useFocusKept, useOverlay } from "./focus";
import { Header } from "./header";
import { LiveRegion } from "./liveRegion";
import { usePanelKeys } from "./usePanelKeys";
import { Welcome } from "./welcome";

/** The user's settings for chats as the CSS variables that base.css uses; a missing one is not set. */
function lookStyle({ fontSize, fontFamily }: Look): Record<string, string> {
  return {
    ...(fontSize !== undefined && fontSize > 0 && { "--chat-font-size": `${fontSize}px` }),
    ...(fontFamily !== undefined && fontFamily !== "" && { "--chat-font-family": fontFamily }),
  };
}

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
  const focusRow = useRef<((threadId: string) => void) | null>(null);
  const { state, transcript, overlay } = model;
  const ready = state.connection === "ready";
  const hasTurns = transcript.turns.length > 0;
  const agent = useMemo(
    () => state.agents.find((candidate) => candidate.id === state.agentId),
    [state.agents, state.agentId],
  );
  const reportError = useCallback((name: string) => panel.post("drawingFailed", { name }), [panel]);
  const focusBox = useCallback(() => box.current?.focus(), []);
  const openServer = state.isOpen ? state.serverLabel : undefined;
  const draftEmpty = model.draft.text.trim() === "";
  const welcome = useMemo(
    () => agent && <Welcome agent={agent} empty={draftEmpty} openServer={openServer} onPicked={focusBox} />,
    [agent, draftEmpty, openServer, focusBox],
  );
  const listed = overlay === "threads";
  const flows = overlay === "workflows" && ready;
  // What is found may be in what is hidden.
  const responsesOnly = model.responsesOnly && overlay !== "find";
  const closeOverlay = useOverlay(panel, overlay, threadsButton, box);
  useFocusKept(listed ? search : box);
  usePanelKeys({ panel, root, box, closeOverlay });
  return (
    <PanelContext.Provider value={panel}>
      <SendWithContext.Provider value={state.look.sendWith ?? "enter"}>
        <ErrorBoundary onError={reportError}>
          <main class={responsesOnly ? "panel responsesOnly" : "panel"} ref={root} style={lookStyle(state.look)}>
            <h1 class="visuallyHidden">{l10n.t("Agent Chat")}</h1>
            {(ready || listed || state.agents.length > 0 || state.connection === "loading") && (
              <Header
                state={state}
                overlay={overlay}
                responsesOnly={model.responsesOnly}
                threadsButton={threadsButton}
              />
            )}
            <div class="stage">
              <ErrorBoundary key={transcript.threadId} onError={reportError}>
                <div class="underneath" inert={listed || flows}>
                  <ConnectionScreen state={state} compact={hasTurns} />
                  {(ready || hasTurns) && (
                    <KnownPaths.Provider value={model.paths}>
                      <KeepToolCallsOpen.Provider value={state.look.keepToolCallsOpen === true}>
                        <ViewStateContext.Provider value={state}>
                          <Conversation
                            transcript={transcript}
                            empty={welcome}
                            busy={state.busy}
                            agentId={agent?.id}
                            agentName={agent?.name}
                            loading={state.loadingEarlier}
                            edit={model.editing}
                            overlay={overlay}
                            questionStep={model.questionStep}
                            onFindClosed={closeOverlay}
                          />
                        </ViewStateContext.Provider>
                      </KeepToolCallsOpen.Provider>
                    </KnownPaths.Provider>
                  )}
                  <Tasks turns={transcript.turns} />
                </div>
                {/* Not in what is inert while a list lies over it: what happens there is said all the same. */}
                <LiveRegion transcript={transcript} responsesOnly={model.responsesOnly} />
              </ErrorBoundary>
              {listed && (
                <LazyThreadsPanel
                  list={model.threads}
                  currentId={transcript.threadId}
                  search={search}
                  focusRow={focusRow}
                  onClose={closeOverlay}
                />
              )}
              {flows && <LazyWorkflows told={model.workflows} onClose={closeOverlay} />}
            </div>
            {state.connection !== "failed" && state.notice !== undefined && (
              <div class="banner">
                <NoticeView notice={state.notice} />
              </div>
            )}
            <UndoBar
              deleted={state.deleted}
              onUndo={(threadId) => {
                focusRow.current?.(threadId);
                panel.threads.undo();
              }}
            />
            <Composer model={model} box={box} />
          </main>
        </ErrorBoundary>
      </SendWithContext.Provider>
    </PanelContext.Provider>
  );
}
