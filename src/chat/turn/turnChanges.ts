import type { Attachment, OutgoingMessage } from "../../agents/outgoingMessage";
import type { ContextPart, Part, ToolCallPart, Turn } from "../../shared/transcript";

/** A turn that begins at this moment. */
export function newTurn(turn: Omit<Turn, "id" | "createdAt">, id: string = crypto.randomUUID()): Turn {
  return { ...turn, id, createdAt: Date.now() };
}

/** The turn of a question. Its id is the message's, which the server keeps. */
export function questionTurn({ id, text, attachments }: OutgoingMessage): Turn {
  const parts: Part[] = [{ kind: "text", id: "user", text }, ...attachments.map(contextPart)];
  return newTurn({ role: "user", agentName: "", state: "complete", parts, messageIds: [id] }, id);
}

/** What a question's turn sent, to be sent once more under an id of its own. */
export function questionOf(turn: Turn, text: string = textOf(turn)): OutgoingMessage {
  const attachments = turn.parts.flatMap((part) => (part.kind === "context" ? [attachmentOf(part)] : []));
  return { id: crypto.randomUUID(), text, attachments };
}

/** The words of a turn. */
export function textOf(turn: Turn): string {
  return turn.parts.flatMap((part) => (part.kind === "text" && part.text !== "" ? [part.text] : [])).join("\n\n");
}

/** The same turn as new objects: the panel's buttons rest after a press until they are sent again. */
export function renewed(turn: Turn): Turn {
  return { ...turn, parts: turn.parts.map((part) => ({ ...part })) };
}

/** The call with this id that waits for a person in one of these ways, or undefined. */
export function waitingCall(
  turn: Turn,
  toolCallId: string,
  ...ways: readonly ("awaitingApproval" | "suspended")[]
): ToolCallPart | undefined {
  return turn.parts.find(
    (part): part is ToolCallPart =>
      part.kind === "tool" && part.id === toolCallId && ways.some((status) => status === part.status),
  );
}

/** True for a call that waits for a person. */
export function waits(part: Part): boolean {
  return part.kind === "tool" && (part.status === "awaitingApproval" || part.status === "suspended");
}

/** How many calls of these turns wait for a person. */
export function countWaiting(turns: readonly Turn[]): number {
  return turns.reduce((sum, turn) => (turn.state === "waiting" ? sum + turn.parts.filter(waits).length : sum), 0);
}

/** The turn after a person has answered one of its calls: it goes on. */
export function answered(turn: Turn, toolCallId: string, change: Partial<ToolCallPart>): Turn {
  return { ...turn, state: "streaming", parts: withCall(turn.parts, toolCallId, change) };
}

/** Parts with something about one of the calls changed. */
export function withCall(parts: readonly Part[], toolCallId: string, change: Partial<ToolCallPart>): readonly Part[] {
  return parts.map((part) => (part.kind === "tool" && part.id === toolCallId ? { ...part, ...change } : part));
}

/** The same object without some of its fields: an optional one that is not there differs from one that is undefined. */
export function without<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> {
  const copy: Partial<T> = { ...value };
  for (const key of keys) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the copy is ours, and only optional fields are named
    delete copy[key];
  }
  return copy as Omit<T, K>;
}

function contextPart({ item, content, mediaType }: Attachment): ContextPart {
  return { kind: "context", id: item.id, item, content, ...(mediaType === undefined ? {} : { mediaType }) };
}

function attachmentOf({ item, content, mediaType }: ContextPart): Attachment {
  return { item, content, ...(mediaType === undefined ? {} : { mediaType }) };
}
