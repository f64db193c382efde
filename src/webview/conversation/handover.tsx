import * as l10n from "@vscode/l10n";
import type { Turn } from "../../shared/transcript";
import { Icon } from "../components/icon";

/** Where in a thread another agent takes over. */
interface Handovers {
  /** Names of agents, by the turn in front of which they take over: the question that they answer. */
  readonly before: ReadonlyMap<string, string>;
  /** True when whoever responds next is another one than whoever did last. */
  readonly atEnd: boolean;
}

/**
 * Finds where another agent has taken over, by the agents that have answered. The question belongs to its answer, so
 * the line stands in front of both, which is where it stood before the question was sent.
 *
 * @param nextId the agent that a message goes to now; undefined while that is not known
 */
export function handovers(turns: readonly Turn[], nextId: string | undefined): Handovers {
  const before = new Map<string, string>();
  let last: string | undefined;
  for (const [index, turn] of turns.entries()) {
    const { role, agentId, agentName } = turn;
    if (role !== "agent" || agentId === undefined) {
      continue;
    }
    if (last !== undefined && agentId !== last) {
      const question = turns[index - 1];
      before.set(question?.role === "user" ? question.id : turn.id, agentName);
    }
    last = agentId;
  }
  return { before, atEnd: last !== undefined && nextId !== undefined && nextId !== last };
}

/** The line that says who responds from here on. */
export function Handover({ name }: { readonly name: string }) {
  return (
    <p class="handover" role="note">
      <span>
        <Icon name="robot" />
        {l10n.t("{0} responds from here", name)}
      </span>
    </p>
  );
}
