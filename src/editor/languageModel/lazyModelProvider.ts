import * as vscode from "vscode";
import { lazily } from "../../shared/lazily";
import type { AgentModelProvider } from "./agentModelProvider";

/** Stands for the agents as models of VS Code until somebody asks for one; VS Code must know it from the start. */
export class LazyModelProvider implements vscode.LanguageModelChatProvider, vscode.Disposable {
  /** As package.json contributes it. */
  readonly vendor = "agent-chat";

  private readonly changed = new vscode.EventEmitter<void>();
  private readonly estimate = lazily(() => import("./tokenEstimate"));

  readonly onDidChangeLanguageModelChatInformation = this.changed.event;

  /**
   * @param isSignedIn asks nothing of a server and nothing of a person
   * @param provider the one that does the work, made when it is first needed
   */
  constructor(
    private readonly isSignedIn: () => Promise<boolean>,
    private readonly provider: () => Promise<AgentModelProvider>,
  ) {}

  /** Does nothing in an editor without models of extensions. */
  register(): vscode.Disposable {
    const lm = vscode.lm as Partial<typeof vscode.lm> | undefined;
    if (!lm?.registerLanguageModelChatProvider) {
      return this;
    }
    const registration = lm.registerLanguageModelChatProvider(this.vendor, this);
    // VS Code resolves models when its chat is first used, and a chat participant asked before that finds none.
    lm.selectChatModels?.({ vendor: this.vendor }).then(undefined, () => undefined);
    return vscode.Disposable.from(registration, this);
  }

  /** The agents are others, or nobody is signed in any more. */
  fireChanged(): void {
    this.changed.fire();
  }

  async provideLanguageModelChatInformation({
    silent,
  }: vscode.PrepareLanguageModelChatModelOptions): Promise<vscode.LanguageModelChatInformation[]> {
    if (silent && !(await this.isSignedIn())) {
      return [];
    }
    return (await this.provider()).list(silent);
  }

  async provideLanguageModelChatResponse(
    ...call: Parameters<vscode.LanguageModelChatProvider["provideLanguageModelChatResponse"]>
  ): Promise<void> {
    await (await this.provider()).respond(...call);
  }

  async provideTokenCount(
    _model: vscode.LanguageModelChatInformation,
    value: string | vscode.LanguageModelChatRequestMessage,
  ): Promise<number> {
    return (await this.estimate()).tokenEstimate(value);
  }

  dispose(): void {
    this.changed.dispose();
  }
}
