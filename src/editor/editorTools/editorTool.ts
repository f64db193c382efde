import type { CallContext, ShownCall } from "../../chat/clientTools/clientTools";
import type { ArgumentsSchema, ToolArguments } from "./toolArguments";

/** One tool of the editor. Its words are in English: an agent reads them. */
export interface EditorTool {
  /** As the agent calls it; with a prefix, so that no tool of the server has the same. */
  readonly name: `editor_${string}`;
  readonly kind: "reads" | "changes" | "acts";
  readonly description: string;
  readonly inputSchema: ArgumentsSchema;
  /** Looks at a call before a person is asked about it. @throws ToolRefusal when it would come to nothing */
  check?(args: ToolArguments, context: CallContext): Promise<void>;
  /** What a person is asked about, where the arguments don't say it. @throws ToolRefusal as `check` */
  shown?(args: ToolArguments): Promise<ShownCall>;
  /**
   * @returns what the agent gets, as JSON
   * @throws ToolRefusal when it cannot be done; `Declined` when a person says no
   */
  run(args: ToolArguments, context: CallContext): Promise<object>;
}
