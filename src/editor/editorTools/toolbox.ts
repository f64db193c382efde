import type {
  CallContext,
  CallOutcome,
  ClientCall,
  ClientTools,
  Judgement,
  ShownCall,
} from "../../chat/clientTools/clientTools";
import { UserFacingError } from "../../shared/userFacingError";
import type { EditorTool } from "./editorTool";
import { Declined, ToolRefusal } from "./toolRefusal";
import { readArguments } from "./toolArguments";

/** The editor's tools by their names; whatever an agent calls them with, it gets an answer. */
export class Toolbox implements ClientTools {
  readonly offered: ClientTools["offered"];
  private readonly byName: ReadonlyMap<string, EditorTool>;

  constructor(
    tools: readonly EditorTool[],
    private readonly logError: (what: string, error: unknown) => void,
  ) {
    this.byName = new Map(tools.map((tool) => [tool.name, tool]));
    this.offered = Object.fromEntries(
      tools.map(({ name, description, inputSchema }) => [name, { id: name, description, inputSchema }]),
    );
  }

  async judge(call: ClientCall, context: CallContext): Promise<Judgement> {
    try {
      const tool = this.tool(call);
      const args = readArguments(tool.inputSchema, call.args);
      await tool.check?.(args, context);
      return { kind: tool.kind };
    } catch (error) {
      return { refused: this.reason(error) };
    }
  }

  async shown(call: ClientCall): Promise<ShownCall | undefined> {
    try {
      const tool = this.tool(call);
      return await tool.shown?.(readArguments(tool.inputSchema, call.args));
    } catch {
      // It says so itself when it is run.
      return undefined;
    }
  }

  async run(call: ClientCall, context: CallContext): Promise<CallOutcome> {
    try {
      const tool = this.tool(call);
      const args = readArguments(tool.inputSchema, call.args);
      const now = await tool.shown?.(args);
      // What a person was shown in the place of the arguments is what is run, and nothing else was shown to them.
      if (JSON.stringify(now) !== JSON.stringify(call.shown)) {
        throw new ToolRefusal("It is another one by now than the user has allowed. Call this again.");
      }
      return { result: await tool.run(args, context) };
    } catch (error) {
      context.signal.throwIfAborted();
      return error instanceof Declined ? { declined: true } : { failed: this.reason(error) };
    }
  }

  private tool({ toolName }: ClientCall): EditorTool {
    const tool = this.byName.get(toolName);
    if (tool === undefined) {
      throw new ToolRefusal(`The editor has no tool ${toolName}. It has these: ${[...this.byName.keys()].join(", ")}.`);
    }
    return tool;
  }

  /** What is not said on purpose may name what an agent must not know. */
  private reason(error: unknown): string {
    if (error instanceof ToolRefusal || error instanceof UserFacingError) {
      return error.message;
    }
    this.logError("a tool of the editor", error);
    return "The editor couldn't do that.";
  }
}
