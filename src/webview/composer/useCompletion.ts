import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { hasMemory, memoryOf } from "../../shared/agentMemory";
import { type KeyPress, movedTo } from "../components/keys";
import { type Panel, usePanel } from "../state/panel";
import type { PanelModel } from "../state/store";
import { argumentRows, commandRows, type CompletionRow, contextRows } from "./completionRows";
import { CompletionSession, type Field, type Stay } from "./completionSession";

/** What takes the chosen row, with the key that chose it; a click counts as Enter. */
export type Choose = (row: CompletionRow, key: "Enter" | "Tab") => void;

/** The list of completions: what it shows, and what the message box tells it. */
export interface Completion {
  readonly stay: Stay | undefined;
  readonly rows: readonly CompletionRow[];
  readonly active: number;
  /** True before the first answer of the host. */
  readonly searching: boolean;
  /** The list, or a word about an empty list, is shown. */
  readonly open: boolean;
  readonly typed: () => void;
  readonly moved: () => void;
  readonly show: () => void;
  readonly dismiss: () => void;
  readonly left: () => void;
  /** Takes a key that belongs to the list; says whether it did. */
  readonly take: (event: KeyPress, choose: Choose) => boolean;
}

/** Watches the caret of the message box and holds the list of what can be completed there. */
export function useCompletion(box: RefObject<HTMLTextAreaElement | null>, model: PanelModel): Completion {
  const panel = usePanel();
  const [stay, setStay] = useState<Stay>();
  const kept = useRef<CompletionSession>(null);
  kept.current ??= new CompletionSession(questionsOf(panel), setStay);
  const session = kept.current;
  const field = () => fieldOf(box.current);
  useLayoutEffect(() => session.moved(fieldOf(box.current)), [session, box, model.draft.text]);
  const searching = stay?.trigger.kind === "context" && model.completions.request < stay.firstRequest;
  const rows = useRows(stay, model);
  useMemoryAsked(stay?.trigger.kind === "command", model);
  const active = Math.min(stay?.active ?? 0, Math.max(0, rows.length - 1));
  const open = rows.length > 0 || stay?.trigger.kind === "context";
  const take = (event: KeyPress, choose: Choose): boolean => {
    if (!open) {
      return false;
    }
    if (event.key === "Escape") {
      session.dismiss(field());
      return true;
    }
    const modified = event.shiftKey || event.ctrlKey || event.altKey || event.metaKey;
    const row = rows[active];
    if (row !== undefined && !modified && (event.key === "Enter" || event.key === "Tab")) {
      choose(row, event.key);
      return true;
    }
    const next = movedTo(event, active, rows.length);
    if (next !== undefined) {
      session.mark(next);
    }
    return next !== undefined;
  };
  return {
    stay,
    rows,
    active,
    searching,
    open,
    typed: () => session.typed(field()),
    moved: () => session.moved(field()),
    show: () => session.show(field()),
    dismiss: () => session.dismiss(field()),
    left: () => session.left(),
    take,
  };
}

function questionsOf(panel: Panel) {
  let request = 0;
  return {
    complete: (query: string) => {
      // A question of an earlier life of the view may be answered only now, under a higher number.
      request = Math.max(request, panel.model.completions.request) + 1;
      panel.post("complete", { request, query });
      return request;
    },
    listPrompts: () => panel.post("listPrompts", {}),
  };
}

function fieldOf(box: HTMLTextAreaElement | null): Field {
  const one = box !== null && box.selectionStart === box.selectionEnd;
  return { text: box?.value ?? "", caret: one ? box.selectionStart : undefined };
}

function useRows(stay: Stay | undefined, model: PanelModel): readonly CompletionRow[] {
  const { completions, prompts, state } = model;
  const { agents, agentId, connection } = state;
  const remembers = hasMemory(model.memory, model.transcript.threadId, agentId);
  return useMemo(() => {
    if (stay === undefined) {
      return [];
    }
    const { kind, query, command = "" } = stay.trigger;
    const ready = connection === "ready";
    switch (kind) {
      case "context":
        return completions.request < stay.firstRequest ? [] : contextRows(completions.suggestions);
      case "command":
        return commandRows(query, prompts, ready, remembers);
      case "argument":
        return ready ? argumentRows(command, query, agents, agentId) : [];
    }
  }, [stay, completions, prompts, agents, agentId, connection, remembers]);
}

/** Asks what the agent remembers when commands are listed, one of which is only for an agent that does. */
function useMemoryAsked(listed: boolean, { memory, state, transcript: { threadId } }: PanelModel): void {
  const panel = usePanel();
  const { agentId } = state;
  const asks = listed && !memoryOf(memory, threadId, agentId) && state.connection === "ready";
  useEffect(() => {
    if (asks) {
      panel.post("readMemory", { agentId });
    }
  }, [asks, threadId, agentId]);
}
