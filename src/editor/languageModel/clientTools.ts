import type { ClientTool } from "../../agents/modelTurn";

/** `vscode.LanguageModelChatTool` */
export interface OfferedTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema?: object | undefined;
}

/** Some providers take no tool whose arguments are not an object. */
const NO_ARGUMENTS = { type: "object", properties: {} };

/**
 * The tools that VS Code offers in a request, for a server that must not run them: plain JSON schemas without
 * anything to execute, so that the run ends with the finish reason `tool-calls` at the first call.
 */
export function clientTools(tools: readonly OfferedTool[]): Readonly<Record<string, ClientTool>> {
  return Object.fromEntries(
    tools.map(({ name, description, inputSchema }) => [
      name,
      { id: name, description, inputSchema: inputSchema ?? NO_ARGUMENTS },
    ]),
  );
}
