import type { AgentService } from "../../agents/agentService";
import type { ClientTool } from "../../agents/modelTurn";
import type { Agents } from "../conversationDependencies";

/** What the agents of a thread may do in the editor; `reads`: also read without asking each time. */
export type ThreadTools = "off" | "on" | "reads";

/** The agents, and requests to them that are put together here. */
export type RunAgents = Agents & Pick<AgentService, "request">;

/** A call of a tool that this editor runs, as the agent wrote it. */
export interface ClientCall {
  readonly toolName: string;
  readonly args?: unknown;
  /** What the person was asked about, where that is more than the arguments. */
  readonly shown?: unknown;
}

/** What a person is asked about in the place of a call whose arguments don't say it, such as a task's command line. */
export interface ShownCall {
  readonly toolName: string;
  readonly args: object;
}

/** Whose call it is, in which thread. */
export interface CallPlace {
  readonly owner: string;
  readonly threadId: string;
  readonly callId: string;
}

/** What a call is judged by and run with. */
export interface CallContext {
  readonly place: CallPlace;
  /** Ends the call: a person has stopped the response. */
  readonly signal: AbortSignal;
  /** Everything that the person has written and attached in the thread; what they name, they mean. */
  readonly said: string;
}

/** What a call does, or why it is not run. The reason is in English: an agent reads it. */
export type Judgement = { readonly kind: "reads" | "changes" | "acts" } | { readonly refused: string };

/** What became of a call. Reasons are in English, as above. */
export type CallOutcome =
  | { readonly result: unknown }
  | { readonly failed: string }
  /** A person has said no to what it would have done. */
  | { readonly declined: true };

/** Tools that this editor runs for an agent. */
export interface ClientTools {
  /** As they are offered to the server: schemas without anything to execute. */
  readonly offered: Readonly<Record<string, ClientTool>>;
  /** Never throws. */
  judge(call: ClientCall, context: CallContext): Promise<Judgement>;
  /** What to ask a person about; undefined where it is what the agent wrote. Never throws. */
  shown(call: ClientCall, context: CallContext): Promise<ShownCall | undefined>;
  /** Runs a call that was judged, and allowed where it has to be. Throws only after its signal. */
  run(call: ClientCall, context: CallContext): Promise<CallOutcome>;
}
