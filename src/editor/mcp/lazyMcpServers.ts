import * as vscode from "vscode";
import { noticeOf } from "../../shared/userFacingError";
import type { EarlyAnswers } from "../earlyAnswers";
import { plainError } from "../languageModel/callErrors";
import type { McpOffer } from "./mcpOffer";

/** As package.json contributes them. */
const PROVIDER_ID = "agentChat.mcp";

type Definition = vscode.McpHttpServerDefinition;

/** Stands for the server's MCP servers until VS Code asks for them; VS Code must know of them from the start. */
export class LazyMcpServers implements vscode.McpServerDefinitionProvider<Definition>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();

  readonly onDidChangeMcpServerDefinitions = this.changed.event;

  /**
   * @param early knows what to say before anybody has used the extension
   * @param offer what knows of them, made when it is first needed
   * @param logError for an editor that has the API and does not take what is registered
   */
  constructor(
    private readonly early: Pick<EarlyAnswers, "list">,
    private readonly offer: () => Promise<Pick<McpOffer, "list" | "resolve">>,
    private readonly logError: (what: string, error: unknown) => void,
  ) {}

  /** Does nothing in an editor without MCP servers of extensions. */
  register(): vscode.Disposable {
    const lm = vscode.lm as Partial<typeof vscode.lm> | undefined;
    if (!lm?.registerMcpServerDefinitionProvider || !("McpHttpServerDefinition" in vscode)) {
      return this;
    }
    try {
      return vscode.Disposable.from(lm.registerMcpServerDefinitionProvider(PROVIDER_ID, this), this);
    } catch (error) {
      this.logError("offering MCP servers", error);
      return this;
    }
  }

  /** The servers are others, or nobody is signed in any more. */
  fireChanged(): void {
    this.changed.fire();
  }

  async provideMcpServerDefinitions(): Promise<Definition[]> {
    // VS Code asks as soon as this is registered; it is told again when the server is known.
    const servers = await this.early.list("mcpServers", async () => (await this.offer()).list(), "nothing");
    return servers.map(({ label, address, version }) => definition(label, address, version));
  }

  /** @throws Error with one sentence, which VS Code shows as it is */
  async resolveMcpServerDefinition({ label }: Definition): Promise<Definition> {
    try {
      const { address, version, token } = await (await this.offer()).resolve(label);
      // VS Code gives the same object at each start: what is changed in it would stay.
      return definition(label, address, version, { Authorization: `Bearer ${token}` });
    } catch (error) {
      this.logError("starting an MCP server", error);
      throw plainError(noticeOf(error).message);
    }
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function definition(label: string, address: string, version: string, headers: Record<string, string> = {}): Definition {
  return new vscode.McpHttpServerDefinition(label, vscode.Uri.parse(address, true), headers, version);
}
