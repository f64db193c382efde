import type { ApprovalScope, ToolCallPart } from "./transcript";

/** The tool of a sub-agent that is asked for in the name of the sub-agent's own call. */
export function innerCall(payload: unknown): { readonly toolName: string; readonly args: unknown } | undefined {
  const { toolName, args } = (typeof payload === "object" && payload !== null ? payload : {}) as Readonly<
    Record<string, unknown>
  >;
  return typeof toolName === "string" && toolName !== "" ? { toolName, args } : undefined;
}

/** What is approved with a call: its tool, and where a sub-agent asks, the sub-agent's tool in it. */
export function approvedTool({ toolName, suspension }: Pick<ToolCallPart, "toolName" | "suspension">): string {
  const inner = innerCall(suspension?.payload);
  return inner === undefined ? toolName : `${toolName} › ${inner.toolName}`;
}

/** One text for a remembered approval, as `ViewState.approved` lists them. */
export function approvalKey(scope: ApprovalScope, agentId: string, tool: string): string {
  return JSON.stringify([scope, agentId, tool]);
}
