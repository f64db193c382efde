import * as l10n from "@vscode/l10n";
import type { ViewState } from "../../shared/protocol";
import { memo } from "../memo";
import { usePanel } from "../panelContext";
import { Icon } from "./icon";

/** The bar on top: which agent answers, and a new thread. */
export const Header = memo(function Header({ state }: { readonly state: ViewState }) {
  const panel = usePanel();
  const { agents, agentId } = state;
  const known = agents.some((agent) => agent.id === agentId);
  const usable = state.connection === "ready";
  return (
    <header class="header">
      <label class="visuallyHidden" for="agent">
        {l10n.t("Agent")}
      </label>
      <div class="selectBox">
        <select
          id="agent"
          value={agentId}
          disabled={!usable || agents.length === 0}
          onChange={(event) => panel.post("selectAgent", { agentId: event.currentTarget.value })}
        >
          {!known && <option value={agentId}>{agentId === "" ? l10n.t("No agent") : agentId}</option>}
          {agents.map((agent) => (
            <option key={agent.id} value={agent.id}>
              {agent.name}
            </option>
          ))}
        </select>
        <Icon name="chevron" class="selectArrow" />
      </div>
      <button
        type="button"
        class="iconButton"
        aria-label={l10n.t("New thread")}
        title={l10n.t("New thread")}
        disabled={!usable}
        onClick={() => panel.post("newThread", {})}
      >
        <Icon name="add" />
      </button>
    </header>
  );
});
