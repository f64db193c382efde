import * as vscode from "vscode";
import type { AskAgentInput, AskAgentTool } from "./askAgentTool";

/** As package.json contributes it. */
const TOOL_NAME = "agentChat_askAgent";

/** Stands for the tool until an assistant calls it; VS Code must know it from the start. */
export class LazyAskAgentTool implements vscode.LanguageModelTool<AskAgentInput> {
  /** @param tool the one that does the work, made when it is first needed */
  constructor(private readonly tool: () => Promise<AskAgentTool>) {}

  /** Does nothing in an editor without tools of extensions. */
  register(): vscode.Disposable {
    const lm = vscode.lm as Partial<typeof vscode.lm> | undefined;
    return lm?.registerTool?.(TOOL_NAME, this) ?? new vscode.Disposable(() => undefined);
  }

  async prepareInvocation(
    options: vscode.LanguageModelToolInvocationPrepareOptions<AskAgentInput>,
  ): Promise<vscode.PreparedToolInvocation> {
    return (await this.tool()).prepareInvocation(options);
  }

  async invoke(
    ...call: Parameters<vscode.LanguageModelTool<AskAgentInput>["invoke"]>
  ): Promise<vscode.LanguageModelToolResult> {
    return (await this.tool()).invoke(...call);
  }
}
