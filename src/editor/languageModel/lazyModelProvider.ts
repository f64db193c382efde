import * as vscode from "vscode";
import { lazily } from "../../shared/lazily";
import type { EarlyAnswers } from "../earlyAnswers";
import type { AgentModelProvider } from "./agentModelProvider";

/** Stands for the agents as models of VS Code until somebody asks for one; VS Code must know it from the start. */
export class LazyModelProvider implements vscode.LanguageModelChatProvider, vscode.Disposable {
  /** As package.json contributes it. */
  readonly vendor = "agent-chat";

  private readonly changed = new vscode.EventEmitter<void>();
  private readonly estimate = lazily(() => import("./tokenEstimate"));
  /** What VS Code asks next, it asks because of the extension, and not of a person. */
  private unasked = false;

  readonly onDidChangeLanguageModelChatInformation = this.changed.event;

  /**
   * @param early knows what to say before anybody has used the extension
   * @param provider the one that does the work, made when it is first needed
   */
  constructor(
    private readonly early: Pick<EarlyAnswers, "list">,
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
    this.unasked = true;
    lm.selectChatModels?.({ vendor: this.vendor }).then(undefined, () => undefined);
    return vscode.Disposable.from(registration, this);
  }

  /** The agents are others, or nobody is signed in any more. */
  fireChanged(): void {
    this.unasked = true;
    this.changed.fire();
  }

  async provideLanguageModelChatInformation({
    silent,
  }: vscode.PrepareLanguageModelChatModelOptions): Promise<vscode.LanguageModelChatInformation[]> {
    const list = async (): Promise<vscode.LanguageModelChatInformation[]> => (await this.provider()).list(silent);
    if (!silent) {
      return list();
    }
    const unheard = this.unasked ? "nothing" : "asks";
    this.unasked = false;
    return [...(await this.early.list("models", list, unheard))];
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
