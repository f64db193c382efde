import * as l10n from "@vscode/l10n";
import type { AgentSummary } from "../../shared/protocol";
import { Icon } from "../components/icon";
import { usePanel } from "../state/panel";

interface Props {
  readonly agent: AgentSummary;
  /** False while something is typed, which an example must not replace. */
  readonly empty: boolean;
  /** What the server is called that asks for no sign-in; undefined for one that does. */
  readonly openServer?: string | undefined;
  /** Called after a question was put into the message box. */
  readonly onPicked: () => void;
}

/** The empty thread: who answers here, and a few questions to begin with. They fill the box, no more. */
export function Welcome({ agent, empty, openServer, onPicked }: Props) {
  const panel = usePanel();
  return (
    <section class="screen welcome">
      <Icon name="robot" class="screenIcon" />
      <h2>{agent.name}</h2>
      {agent.description !== "" && <p>{agent.description}</p>}
      {openServer !== undefined && (
        <p class="hint">
          {l10n.t("{0} is an open server: it works without an account, for everyone who can reach it.", openServer)}
        </p>
      )}
      <ul class="examples" aria-label={l10n.t("Example questions")}>
        {exampleQuestions(agent).map((question) => (
          <li key={question}>
            <button
              type="button"
              class="example"
              // Not `disabled`: a key must reach it, and hear why it does nothing.
              aria-disabled={!empty}
              aria-describedby={empty ? undefined : "examplesWait"}
              onClick={() => {
                if (empty) {
                  panel.type(question);
                }
                onPicked();
              }}
            >
              {question}
            </button>
          </li>
        ))}
      </ul>
      {!empty && (
        <p id="examplesWait" class="hint">
          {l10n.t("Empty the message box to use an example.")}
        </p>
      )}
    </section>
  );
}

/** Questions that suit the agent: the weather is what Mastra's own first agent knows. */
function exampleQuestions(agent: AgentSummary): readonly string[] {
  if (/weather/i.test(`${agent.id} ${agent.name} ${agent.description}`)) {
    return [
      l10n.t("What's the weather like in New York?"),
      l10n.t("Do I need an umbrella in London today?"),
      l10n.t("Compare the weather in Tokyo and Sydney."),
    ];
  }
  return [
    l10n.t("What can you help me with?"),
    l10n.t("Which tools can you use?"),
    l10n.t("Show me an example of what you do best."),
  ];
}
