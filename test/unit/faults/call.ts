import type { Fault, Position, SeenRequest } from "../../stack/faults/fault";
import type { FaultWindow } from "./faultWindow";

/** What came of what a person did. */
export interface Outcome {
  readonly worked: boolean;
  /** What they were told where no panel tells it. */
  readonly said?: string | undefined;
}

/** Something that a person does, ready to be done. */
export interface Act {
  /** Resolves when they see how it has come out. @param cancel aborted when they give up on a server that is silent */
  readonly run: (cancel: AbortSignal, fault: Fault) => Promise<Outcome>;
  /** The words of a message that must not get to the server twice. */
  readonly question?: string;
  /** The same once more, on a network that works. @param fault that there was @throws when that fails */
  readonly again?: (fault: Fault) => Promise<unknown>;
}

/** A request that the extension makes, and what a person does to have it made. */
export interface Call {
  readonly name: string;
  readonly request: (request: SeenRequest) => boolean;
  /** So many like it come before the one that is meant. */
  readonly skip?: number;
  /** The answer is a stream of events. */
  readonly streams?: true;
  /**
   * Such a stream goes on until whoever asked leaves, and is asked for anew where it is lost: the place that counts as
   * its middle. The server is killed once, not with each attempt.
   */
  readonly middle?: Position;
  /** Its silence is borne for a minute or more, by the product's own limit: no part of a sample. */
  readonly isPatient?: true;
  /** How often it may be made: a lost connection is tried again where nothing is changed, a refusal with another token. */
  readonly mostRequests: number;
  /** It is made again and again, as it should, until a person gives up. */
  readonly untilCanceled?: true;
  /** Nobody waits for it, so nobody is told. */
  readonly quiet?: true;
  readonly begin: (window: FaultWindow) => Promise<Act>;
}

/** Whether the server says that it doesn't have what it is asked for. */
export function isMissing(fault: Fault): boolean {
  return fault.on === "gateway" && fault.status === 404;
}

/** Whether a fault shows only in time. */
export function isSilent(fault: Fault): boolean {
  return "then" in fault && (fault.then === "silence" || fault.then === "late");
}

/** A request by its method and path. @param path of a Mastra server below its prefix, or Clerk's */
export function to(method: string, path: RegExp): Call["request"] {
  return (request) => request.method === method && path.test(request.path);
}
