import * as l10n from "@vscode/l10n";
import type { AgentSummary } from "../../shared/protocol";
import { Icon } from "../components/icon";
import { usePanel } from "../state/panel";

interface Props {
  readonly agent: AgentSummary;
  /** False while something is typed, which an example must not replace. */
  readonly empty: boolean;
  /** Called after a question was put into the message box. */
  readonly onPicked: () => void;
}

/** The empty thread: who answers here, and a few questions to begin with. They fill the box, no more. */
export function Welcome({ agent, empty, onPicked }: Props) {
  const panel = usePanel();
  return (
    <section class="screen welcome">
      <Icon name="robot" class="screenIcon" />
      <h2>{agent.name}</h2>
      {agent.description !== "" && <p>{agent.description}</p>}
      <ul class="examples" aria-label={l10n.t("Example questions")}>
        {exampleQuestions(agent).map((question) => (
          <li key={question}>
            <button
              type="button"
              class="example"
              disabled={!empty}
              onClick={() => {
                panel.type(question);
                onPicked();
              }}
            >
              {question}
            </button>
          </li>
        ))}
      </ul>
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
