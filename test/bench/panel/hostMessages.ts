import type { ToView } from "../../../src/shared/protocol";
import { agentService } from "../host/answer/clients";
import { BenchChat } from "../host/chat/benchChat";
import { AGENT_ID, type AnswerSpec, answerSpec, questionFor } from "../host/server/answerSpec";
import type { Timed } from "./panelPage";

/** What the panel is told before an answer, and while it comes. */
export interface HostMessages {
  readonly before: readonly ToView[];
  readonly during: readonly Timed[];
}

/**
 * Asks a question through the extension's own chat, which puts together what comes within a frame, and
 * keeps what it sends to the panel. The chat has answered before, as it has for most questions.
 */
export async function hostMessages(origin: string, spec: AnswerSpec): Promise<HostMessages> {
  const posted: Timed[] = [];
  const chat = new BenchChat({
    agents: agentService(origin),
    agentId: AGENT_ID,
    origin,
    post: (message) => posted.push({ at: performance.now(), message: structuredClone(message) }),
  });
  await chat.panel.panelReady();
  await chat.send(questionFor(answerSpec({ chunks: 1000 })));
  await rest();
  const before = posted.splice(0).map(({ message }) => message);
  await chat.send(questionFor(spec));
  await rest();
  const start = posted[0]?.at ?? 0;
  return { before, during: posted.map(({ at, message }) => ({ at: at - start, message })) };
}

/** The last message goes out a frame after what it tells. */
function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
