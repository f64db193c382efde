import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { type AgentMemory, memoryOf, type WorkingMemory } from "../../shared/agentMemory";
import { IconButton } from "../components/icon";
import { belongsToInputMethod, takeKey } from "../components/keys";
import { useUniqueId } from "../components/preactHelpers";
import { Markdown } from "../markdown/markdown";
import { FormDrafts } from "../state/formDrafts";
import { isForms } from "../state/host";
import { usePanel } from "../state/panel";
import { Shown, WorkingMemoryForm } from "./workingMemoryForm";

interface Props {
  readonly threadId: string;
  readonly agentId: string;
  readonly agentName: string;
  /** What the host has told last, of whichever thread and agent. */
  readonly memory: AgentMemory | undefined;
  readonly onClose: () => void;
}

/** What an agent remembers in the thread: its working memory, which can be changed, and what it has noted by itself. */
export function MemoryDialog({ threadId, agentId, agentName, memory, onClose }: Props) {
  const panel = usePanel();
  const heading = useUniqueId();
  const dialog = useRef<HTMLElement>(null);
  const [asked] = useState(memory);
  useLayoutEffect(() => {
    dialog.current?.focus();
    panel.post("readMemory", { agentId });
  }, [panel, agentId]);
  // What was told before the dialog opened may be old.
  const told = memory === asked ? undefined : memoryOf(memory, threadId, agentId);
  return (
    <section
      ref={dialog}
      class="floating optionsForm"
      role="dialog"
      tabIndex={-1}
      aria-labelledby={heading}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !belongsToInputMethod(event)) {
          takeKey(event);
          onClose();
        }
      }}
    >
      <div class="helpHead">
        <h2 id={heading}>{l10n.t("What the agent remembers")}</h2>
        <IconButton icon="close" label={l10n.t("Dismiss")} onClick={onClose} />
      </div>
      <p class="fieldAbout" role="status">
        {told === undefined ? l10n.t("Loading…") : told.saved && told.problem === undefined ? l10n.t("Saved.") : ""}
      </p>
      {told?.problem !== undefined && <p role="alert">{told.problem}</p>}
      {told?.working && <Working memory={told} working={told.working} />}
      {told?.observations !== undefined && <Observations text={told.observations} />}
      {told && !told.working && told.observations === undefined && told.problem === undefined && (
        <p>{l10n.t("{0} keeps no memory that can be shown.", agentName)}</p>
      )}
    </section>
  );
}

/**
 * The working memory; its form begins anew once a change is saved. What is typed and not saved is its owner's: the
 * host holds it for another life of the view, in memory alone, and it never goes into the view's saved state.
 */
function Working({ memory, working }: { readonly memory: AgentMemory; readonly working: WorkingMemory }) {
  const panel = usePanel();
  const { agentId } = memory;
  const [generation, setGeneration] = useState(0);
  const drafts = useMemo(() => {
    const kept = generation === 0 && isForms(memory.typed) ? memory.typed : {};
    return new FormDrafts(kept, (typed) => panel.post("memoryTyped", { agentId, typed }));
  }, [generation]);
  return (
    <WorkingMemoryForm
      key={generation}
      memory={memory}
      working={working}
      drafts={drafts}
      onReset={() => {
        panel.post("memoryTyped", { agentId, typed: {} });
        setGeneration((before) => before + 1);
      }}
    />
  );
}

/** What the agent has noted by itself. */
function Observations({ text }: { readonly text: string }) {
  const heading = useUniqueId();
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading}>{l10n.t("Observations")}</h3>
      {text === "" ? (
        <p>{l10n.t("Nothing is remembered yet.")}</p>
      ) : (
        <Shown label={l10n.t("Observations")}>
          <Markdown text={text} finished />
        </Shown>
      )}
    </section>
  );
}
