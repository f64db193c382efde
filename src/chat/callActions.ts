import { fields, text } from "../agents/fields";
import type { CallAction } from "../shared/protocol";
import type { SubmittedPlan, ToolCallPart } from "../shared/transcript";
import { noticeOf } from "../shared/userFacingError";
import type { Conversation } from "./conversation";
import type { OwnerPlace } from "./ownerPlace";

/** What the actions reach besides the conversation. */
export interface CallActionTargets {
  readonly session: Pick<OwnerPlace, "approvals" | "services" | "isClosed">;
  /** Shows a text as a document that nobody can change. */
  readonly openDocument: (text: string, fileName: string) => Promise<void>;
  /** Restores the files that the response has changed. */
  readonly restoreFiles: () => Promise<void>;
}

/** What a person does with a tool call besides deciding it. */
export async function runCallAction(
  action: CallAction,
  conversation: Conversation,
  turnId: string,
  toolCallId: string,
  { session, openDocument, restoreFiles }: CallActionTargets,
): Promise<void> {
  const turn = conversation.turns.find(({ id }) => id === turnId);
  const call = turn?.parts.find((part): part is ToolCallPart => part.kind === "tool" && part.id === toolCallId);
  if (turn?.agentId === undefined || call === undefined) {
    return;
  }
  switch (action) {
    case "askAgain":
      (await session.approvals()).forgetOf(conversation, turn.agentId, call);
      break;
    case "readPlan": {
      const plan = await readPlan(session, turn.agentId, call);
      if (plan !== undefined && !session.isClosed) {
        conversation.setPlan(turnId, toolCallId, plan);
      }
      break;
    }
    case "openPlan":
      await openPlan(call, openDocument);
      break;
    case "openOutput":
      await openOutput(call, openDocument);
      break;
    case "restoreFiles":
      await restoreFiles();
      break;
  }
}

/** What the plan says that a call submits, or why nobody can read it; undefined where it submits none. */
async function readPlan(
  { services }: Pick<OwnerPlace, "services">,
  agentId: string,
  { suspension, status }: ToolCallPart,
): Promise<SubmittedPlan | undefined> {
  const path = text(fields(suspension?.payload)["path"]);
  if (status !== "suspended" || path === "") {
    return undefined;
  }
  try {
    return { text: await services.agents.readPlan(agentId, path) };
  } catch (error) {
    return { problem: noticeOf(error).message };
  }
}

async function openPlan(
  { suspension, plan }: ToolCallPart,
  openDocument: CallActionTargets["openDocument"],
): Promise<void> {
  const asked = fields(suspension?.payload);
  const words = text(asked["plan"]) || text(fields(plan)["text"]);
  const name = text(asked["path"]).split(/[\\/]/).at(-1)?.replace(/\.md$/i, "");
  if (words !== "") {
    await openDocument(words, `${name || "plan"}.md`);
  }
}

/** What a command has printed, or whatever else a tool of the editor has told the agent. */
async function openOutput({ result }: ToolCallPart, openDocument: CallActionTargets["openDocument"]): Promise<void> {
  const printed = fields(result)["text"];
  if (typeof printed === "string") {
    await openDocument(printed, "output.txt");
  } else {
    await openDocument(JSON.stringify(result, null, 2), "result.json");
  }
}
