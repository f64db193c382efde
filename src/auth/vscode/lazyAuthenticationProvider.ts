import * as vscode from "vscode";

/** Stands for the provider of Clerk accounts until somebody asks for one; VS Code must know it from the start. */
export class LazyAuthenticationProvider implements vscode.AuthenticationProvider, vscode.Disposable {
  static readonly id = "clerk";
  static readonly label = "Clerk";

  private readonly changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  private listener: vscode.Disposable | undefined;

  readonly onDidChangeSessions = this.changed.event;

  /**
   * @param provider the one that does the work, made when it is first called
   * @param mayHaveAccounts whether anybody can have signed in on this computer yet
   */
  constructor(
    private readonly provider: () => Promise<vscode.AuthenticationProvider>,
    private readonly mayHaveAccounts: () => boolean,
  ) {}

  /** Passes on what changes, from the moment on that there is somebody who could change it. */
  follow(provider: Pick<vscode.AuthenticationProvider, "onDidChangeSessions">): void {
    this.listener?.dispose();
    this.listener = provider.onDidChangeSessions((event) => {
      this.changed.fire(event);
    });
  }

  async getSessions(
    ...args: Parameters<vscode.AuthenticationProvider["getSessions"]>
  ): Promise<vscode.AuthenticationSession[]> {
    const [scopes] = args;
    // The Accounts menu, which wants no scopes, asks in every window as soon as there is somebody to ask.
    return scopes || this.mayHaveAccounts() ? (await this.provider()).getSessions(...args) : [];
  }

  async createSession(
    ...args: Parameters<vscode.AuthenticationProvider["createSession"]>
  ): Promise<vscode.AuthenticationSession> {
    return (await this.provider()).createSession(...args);
  }

  async removeSession(id: string): Promise<void> {
    await (await this.provider()).removeSession(id);
  }

  dispose(): void {
    this.listener?.dispose();
    this.changed.dispose();
  }
}
