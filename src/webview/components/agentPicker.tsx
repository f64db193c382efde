import * as l10n from "@vscode/l10n";
import type { ViewState } from "../../shared/protocol";
import { usePanel } from "../panelContext";
import { Icon } from "./icon";

/** Which agent answers. An agent that the server does not list stays visible as what was configured. */
export function AgentPicker({ state }: { readonly state: ViewState }) {
  const panel = usePanel();
  const { agents, agentId } = state;
  const known = agents.some((agent) => agent.id === agentId);
  return (
    <div class="selectBox">
      <label class="visuallyHidden" for="agent">
        {l10n.t("Agent")}
      </label>
      <select
        id="agent"
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
      <Icon name="chevron" class="selectArrow" />
    </div>
  );
}
