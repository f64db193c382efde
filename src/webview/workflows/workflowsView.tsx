import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Act, WorkflowsState } from "../../shared/workflows";
import { IconButton } from "../components/icon";
import { useUniqueId } from "../components/preactHelpers";
import { usePanel } from "../state/panel";
import { ChosenView } from "./chosenView";
import { RunView } from "./runView";

export interface WorkflowsViewProps {
  /** What the host has told last. */
  readonly told: WorkflowsState;
  readonly onClose: () => void;
}

/** The workflows of the server, over the conversation: the list, one of them with its history, or a run. */
export function WorkflowsView({ told, onClose }: WorkflowsViewProps) {
  const panel = usePanel();
  const act: Act = (what) => panel.post("workflows", { act: what });
  useEffect(() => {
    const { workflowId, runId } = panel.savedWorkflow ?? {};
    if (workflowId === undefined) {
      act({ do: "list" });
    } else {
      act(runId === undefined ? { do: "choose", workflowId } : { do: "open", workflowId, runId });
    }
    return () => act({ do: "close" });
  }, []);
  const { chosen, run, workflows, problem } = told;
  // Where it is said why something isn't there, it isn't on its way.
  const waits = problem === undefined;
  useEffect(() => {
    if (chosen ?? workflows) {
      panel.saveWorkflow(chosen ? { workflowId: chosen.id, ...(run ? { runId: run.runId } : {}) } : {});
    }
  }, [chosen?.id, run?.runId, workflows]);
  const back = run && chosen ? () => act({ do: "choose", workflowId: chosen.id }) : () => act({ do: "list" });
  return (
    <Frame
      key={run?.runId ?? chosen?.id ?? ""}
      title={chosen?.name ?? l10n.t("Workflows")}
      onBack={chosen || problem !== undefined ? back : undefined}
      onClose={onClose}
    >
      {problem !== undefined && <p role="alert">{problem}</p>}
      {run ? (
        <RunView run={run} act={act} />
      ) : chosen ? (
        <ChosenView chosen={chosen} waits={waits} act={act} />
      ) : (
        <List workflows={workflows} waits={waits} act={act} />
      )}
    </Frame>
  );
}

interface FrameProps {
  readonly title: string;
  readonly onBack: (() => void) | undefined;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** What is shown takes the focus: a screen reader begins at its heading. */
function Frame({ title, onBack, onClose, children }: FrameProps) {
  const id = useUniqueId();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <section class="threads workflows" aria-labelledby={id}>
      <div class="threadsTop">
        {onBack && <IconButton icon="arrow-up" class="back" label={l10n.t("Back")} onClick={onBack} />}
        <h2 ref={heading} id={id} tabIndex={-1} dir="auto">
          {title}
        </h2>
        <IconButton icon="close" label={l10n.t("Close workflows")} title={l10n.t("Close (Escape)")} onClick={onClose} />
      </div>
      <div class="threadList">{children}</div>
    </section>
  );
}

interface ListProps {
  readonly workflows: WorkflowsState["workflows"];
  /** The list is on its way. */
  readonly waits: boolean;
  readonly act: Act;
}

function List({ workflows, waits, act }: ListProps) {
  if (!workflows?.length) {
    const nothing = workflows ? l10n.t("This server has no workflows.") : waits ? l10n.t("Loading…") : "";
    return (
      <p class="fieldAbout" role="status">
        {nothing}
      </p>
    );
  }
  return (
    <ul aria-label={l10n.t("Workflows")}>
      {workflows.map(({ id, name, description }) => (
        <li key={id}>
          <button type="button" class="workflowRow" onClick={() => act({ do: "choose", workflowId: id })}>
            <span dir="auto">{name}</span>
            {description !== "" && (
              <span class="fieldAbout" dir="auto">
                {description}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
