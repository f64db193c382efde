import { approvalKey, approvedTool } from "../../shared/approvals";
import type { ApprovalScope, ToolCallPart } from "../../shared/transcript";
import type { Conversation } from "../conversation";
import type { ApprovedCall } from "../writtenMessage";
import { waitingCall } from "../turn/turnChanges";

/** That a tool of an agent may run without asking. */
export interface RememberedApproval {
  /** Whose decision it is, as `OwnerSession.id`. */
  readonly owner: string;
  readonly agentId: string;
  /** See `approvedTool`. */
  readonly tool: string;
  /** The thread in which it holds; missing for the whole workspace. */
  readonly threadId?: string;
}

/** Where a workspace keeps the decisions of all owners. */
export interface ApprovalMemory {
  get(): readonly RememberedApproval[];
  set(approvals: readonly RememberedApproval[]): void;
  /** False in a workspace that is not trusted: nothing is approved for all of it there. */
  isTrusted(): boolean;
}

/** How many decisions a workspace keeps: the newest ones. */
const MOST = 500;

/**
 * What an owner has approved once and for all. Only a person's press on a call that waits adds to it, and each call
 * is approved by it once at most.
 */
export class RememberedApprovals {
  private readonly decided = new Set<string>();

  /** @param onChange the owner has decided otherwise */
  constructor(
    private readonly owner: string,
    private readonly memory: ApprovalMemory,
    private readonly onChange: () => void,
  ) {}

  /** Every decision of this owner that holds, the newest first. */
  get all(): readonly RememberedApproval[] {
    return this.memory
      .get()
      .filter((each) => each.owner === this.owner && (each.threadId !== undefined || this.memory.isTrusted()))
      .toReversed();
  }

  /**
   * Remembers that the tool of a waiting call is approved.
   *
   * @returns for how long; undefined when the call does not wait for it, or the workspace is not trusted
   */
  remember(
    conversation: Conversation,
    turnId: string,
    toolCallId: string,
    scope: ApprovalScope,
  ): ApprovalScope | undefined {
    const turn = conversation.turns.find(({ id }) => id === turnId);
    const call = turn && waitingCall(turn, toolCallId, "awaitingApproval");
    // What acts in the editor asks each time.
    if (
      !call ||
      call.inEditor !== undefined ||
      turn.agentId === undefined ||
      (scope === "workspace" && !this.memory.isTrusted())
    ) {
      return undefined;
    }
    const added = this.approval(turn.agentId, approvedTool(call), scope, conversation.threadId);
    const others = this.memory.get().filter((each) => !same(each, added));
    this.memory.set([...others, added].slice(-MOST));
    this.onChange();
    return scope;
  }

  /** The next call of a conversation that waits and need not. Each is given once: a decision that failed is a person's. */
  next(conversation: Conversation): ApprovedCall | undefined {
    const turn = conversation.lastTurn;
    if (turn?.state !== "waiting" || turn.agentId === undefined) {
      return undefined;
    }
    for (const part of turn.parts) {
      if (part.kind === "tool" && part.status === "awaitingApproval") {
        const scope =
          part.inEditor === undefined
            ? this.scopeOf(turn.agentId, approvedTool(part), conversation.threadId)
            : undefined;
        const key = `${turn.id} ${part.id}`;
        if (scope === undefined || this.decided.has(key)) {
          // The calls after it are decided later.
          return undefined;
        }
        this.decided.add(key);
        return { turnId: turn.id, toolCallId: part.id, scope };
      }
    }
    return undefined;
  }

  /** What is approved without asking in a thread, as `approvalKey`. */
  keys(threadId: string): readonly string[] {
    return this.all
      .filter((each) => each.threadId === undefined || each.threadId === threadId)
      .map((each) => approvalKey(each.threadId === undefined ? "workspace" : "thread", each.agentId, each.tool));
  }

  /** The tool of a call that was approved by a decision is asked for again. */
  forgetOf({ threadId }: Conversation, agentId: string, call: ToolCallPart): void {
    if (call.approval !== undefined && call.approval !== "person") {
      this.forget(this.approval(agentId, approvedTool(call), call.approval, threadId));
    }
  }

  forget(approval: RememberedApproval): void {
    this.keep((each) => !same(each, approval));
  }

  /** The thread is gone. */
  forgetThread(threadId: string): void {
    this.keep((each) => each.owner !== this.owner || each.threadId !== threadId);
  }

  private keep(wanted: (approval: RememberedApproval) => boolean): void {
    const before = this.memory.get();
    const kept = before.filter(wanted);
    if (kept.length < before.length) {
      this.memory.set(kept);
      this.onChange();
    }
  }

  private scopeOf(agentId: string, tool: string, threadId: string): ApprovalScope | undefined {
    const keys = this.keys(threadId);
    return (["thread", "workspace"] as const).find((scope) => keys.includes(approvalKey(scope, agentId, tool)));
  }

  private approval(agentId: string, tool: string, scope: ApprovalScope, threadId: string): RememberedApproval {
    return { owner: this.owner, agentId, tool, ...(scope === "thread" ? { threadId } : {}) };
  }
}

function same(a: RememberedApproval, b: RememberedApproval): boolean {
  return a.owner === b.owner && a.agentId === b.agentId && a.tool === b.tool && a.threadId === b.threadId;
}
