import type { AgentService } from "../agents/agentService";
import type { AgentChunk } from "../agents/chunk";
import type { StreamMeter } from "../agents/chunkStream";
import type { Transcript } from "../shared/transcript";
import type { RunTimes } from "./turn/turnTimes";

/** What a conversation asks agents with. */
export type Agents = Pick<
  AgentService,
  "stream" | "goOn" | "steer" | "abortRun" | "decideToolCall" | "declineAnswer" | "resumeToolCall" | "serverLabel"
>;

/** Makes the request of a run. */
export type Open = (signal: AbortSignal, meter: StreamMeter) => AsyncIterable<readonly AgentChunk[]>;

export interface ConversationDependencies {
  readonly agents: Agents;
  readonly onChange: () => void;
  /**
   * Writes the transcript as it will be once a run has ended. Nobody is told of the end before this resolves, so
   * that what a person has read of it is there after a reload. A failure is logged and stops nothing.
   */
  readonly beforeEnd?: (ended: Transcript) => Promise<void>;
  readonly logError: (what: string, error: unknown) => void;
  /** A message has come into the run. @param id our own of it, where we have sent it */
  readonly onSteered?: (id: string | undefined) => void;
  /**
   * Whether the server has a message although sending it failed with an error: only its answer was lost then. Must
   * not throw; where it is left out, an error says that the server has not.
   */
  readonly wasStored?: (messageId: string, agentId: string, error: unknown) => Promise<boolean>;
  /** A chunk that this version does not show; its type, never its content. */
  readonly logUnknown?: (type: string) => void;
  /** A run that the server had taken is over, however it ended. */
  readonly logTimes?: (times: RunTimes) => void;
}
