import type { AgentChunk } from "../../../src/agents/chunk";
import type { OutgoingMessage } from "../../../src/agents/outgoingMessage";
import type { Turn } from "../../../src/shared/transcript";
import { reduceTurn } from "../../../src/chat/reducer/turnReducer";

/** An agent's turn before its first chunk. */
export function emptyTurn(id = "turn-1"): Turn {
  return {
    id,
    role: "agent",
    agentName: "Weather",
    agentId: "weatherAgent",
    parts: [],
    state: "streaming",
    createdAt: 0,
  };
}

export function reduceAll(chunks: readonly AgentChunk[], turn = emptyTurn()): Turn {
  return chunks.reduce((reduced, chunk) => reduceTurn(reduced, chunk, 0), turn);
}

export const text = (value: string, id = "t1"): AgentChunk => ({ type: "text-delta", id, text: value });
export const finish = (reason = "stop"): AgentChunk => ({ type: "finish", reason });
export const call = { toolCallId: "c1", toolName: "getWeather" } as const;

/** A tool call as it comes from a server, from its first argument to its result. */
export const toolChunks: readonly AgentChunk[] = [
  { type: "tool-call-start", ...call },
  { type: "tool-call-delta", ...call, text: '{"location":' },
  { type: "tool-call-delta", ...call, text: '"Paris"}' },
  { type: "tool-call", ...call, args: { location: "Paris" } },
  { type: "tool-result", ...call, result: { tempC: 21 } },
];

/** A question as it leaves the message box. */
export function question(words: string, id: string = crypto.randomUUID()): OutgoingMessage {
  return { id, text: words, attachments: [] };
}
