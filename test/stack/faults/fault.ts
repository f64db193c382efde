/** Where in an answer something happens, so that it is the same place each time. */
export type Position =
  /** Before the status, after the server has carried the request out. */
  | { readonly kind: "head" }
  | { readonly kind: "bytes"; readonly bytes: number }
  /** After so many events of a stream (a workflow's run has records), and so many bytes of the next one. */
  | { readonly kind: "events"; readonly events: number; readonly bytes?: number }
  /** Before the event that has such a text in it. */
  | { readonly kind: "before"; readonly text: RegExp }
  /** In the middle, once all of it is known. */
  | { readonly kind: "half" };

/** Names for addresses at which no good server is: reached in the place of the right one. */
export type WrongTurn = "noSuchHost" | "refused" | "expired" | "selfSigned" | "wrongHost";

/** What happens to a request on its way to the server, or to its answer on the way back. */
export type Fault =
  /** The server never hears of it; `close` ends the connection without an answer, `silence` keeps it open. */
  | { readonly on: "request"; readonly then: "reset" | "close" | "silence" }
  /**
   * The answer comes up to there; `end` ends it as if that were all, `restart` is a server that is killed and
   * started again.
   */
  | { readonly on: "answer"; readonly at: Position; readonly then: "reset" | "end" | "silence" | "restart" }
  /** The server carries it out, and its answer waits until the network is mended. */
  | { readonly on: "answer"; readonly then: "late" }
  /** Every byte is a packet of its own. */
  | { readonly on: "answer"; readonly then: "bytewise" }
  /** The answer says that it is something else. */
  | { readonly on: "answer"; readonly then: "type"; readonly contentType: string }
  /** Compressed, and broken in the middle; of an answer without an end what comes up to there is all. */
  | { readonly on: "answer"; readonly then: "brokenGzip"; readonly at?: Position }
  /** So many bytes without an end of a line, with the right content type. */
  | { readonly on: "answer"; readonly then: "endless"; readonly bytes: number }
  /** Something before the server says no in its place. */
  | {
      readonly on: "gateway";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly on: "way"; readonly to: WrongTurn };

/** A request as the network sees it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly hasToken: boolean;
}
