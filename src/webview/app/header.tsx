import * as l10n from "@vscode/l10n";
import type { RefObject } from "preact";
import type { ViewState } from "../../shared/protocol";
import { Icon, IconButton } from "../components/icon";
import { memo } from "../components/preactHelpers";
import { usePanel } from "../state/panel";
import type { PanelModel } from "../state/store";
import { threadsPanel } from "../threads/lazyThreadsPanel";

/** Loads the list when the button is about to be pressed; whether it comes shows when it is opened. */
const aboutToList = (): void => void threadsPanel().catch(() => undefined);

interface HeaderProps {
  readonly state: ViewState;
  readonly overlay: PanelModel["overlay"];
  readonly responsesOnly: boolean;
  /** The button that opens the list of threads; the focus comes back to it. */
  readonly threadsButton: RefObject<HTMLButtonElement | null>;
}

/** The bar on top: which agent answers, which thread this is, and the ways to others. */
export const Header = memo(function Header(props: HeaderProps) {
  const { state, overlay, responsesOnly, threadsButton } = props;
  const panel = usePanel();
  const { title } = state;
  const usable = state.connection === "ready";
  const toggle = (kind: "threads" | "workflows" | "find" | "questions") => () =>
    panel.showOverlay(overlay === kind ? "none" : kind);
  return (
    <header class="header">
      <AgentPicker state={state} />
      {title !== "" && (
        <p class="threadTitle" dir="auto" title={title}>
          {title}
        </p>
      )}
      <div class="headerTools">
        <IconButton
          icon="history"
          label={l10n.t("Threads")}
          button={threadsButton}
          aria-expanded={overlay === "threads"}
          disabled={!usable && overlay !== "threads"}
          onPointerEnter={aboutToList}
          onFocus={aboutToList}
          onClick={toggle("threads")}
        />
        {(state.workflows || overlay === "workflows") && (
          <IconButton
            icon="type-hierarchy"
            label={l10n.t("Workflows")}
            aria-expanded={overlay === "workflows"}
            disabled={!usable && overlay !== "workflows"}
            onClick={toggle("workflows")}
          />
        )}
        <IconButton
          icon="list-unordered"
          label={l10n.t("Messages in this thread")}
          aria-haspopup="listbox"
          aria-expanded={overlay === "questions"}
          disabled={!usable && overlay !== "questions"}
          data-show-questions
          onClick={toggle("questions")}
        />
        <IconButton
          icon="filter"
          label={l10n.t("Focus on responses")}
          aria-pressed={responsesOnly}
          onClick={() => panel.setResponsesOnly(!responsesOnly)}
        />
        <IconButton
          icon="search"
          label={l10n.t("Find")}
          aria-expanded={overlay === "find"}
          disabled={!usable && overlay !== "find"}
          onClick={toggle("find")}
        />
        <IconButton
          icon="add"
          label={l10n.t("New thread")}
          disabled={!usable}
          onClick={() => panel.post("newThread", {})}
        />
      </div>
    </header>
  );
});

/** Which agent answers. An agent that the server does not list stays visible as what was configured. */
function AgentPicker({ state }: { readonly state: ViewState }) {
  const panel = usePanel();
  const { agents, agentId } = state;
  const known = agents.find((agent) => agent.id === agentId);
  return (
    <div class="selectBox">
      <label class="visuallyHidden" for="agent">
        {l10n.t("Agent")}
      </label>
      <select
        id="agent"
        title={known?.name}
        value={agentId}
        disabled={state.connection !== "ready" || agents.length === 0}
        onChange={(event) => panel.post("selectAgent", { agentId: event.currentTarget.value })}
      >
        {!known && <option value={agentId}>{agentId === "" ? l10n.t("No agent") : agentId}</option>}
        {agents.map((agent) => (
          <option key={agent.id} value={agent.id}>
            {agent.name}
          </option>
        ))}
      </select>
      <Icon name="chevron-right" class="selectArrow" />
    </div>
  );
}
