import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../../shared/userFacingError";

/** What a step has done, for taking it back. */
export interface NativeChatUse {
  /** VS Code's chat was off before. */
  readonly switchedOn: boolean;
}

/** VS Code's own chat, as far as extensions reach it (docs/wire.md#vs-code-its-own-chat). */
export interface NativeChatHost {
  /** False in an editor whose chat takes no models of extensions. */
  isSupported(): Promise<boolean>;
  /** Whether the extension that is VS Code's chat is switched on. */
  isOn(): boolean;
  /** Waits until it is, for as long as that may take. @returns false when it does not become on */
  becomesOn(): Promise<boolean>;
  /** What `chat.disableAIFeatures` is set to, if it is set. */
  disabled(): { readonly user: boolean | undefined; readonly workspace: boolean | undefined };
  setDisabled(value: boolean | undefined): Promise<void>;
  /** Says in VS Code's list of models that there are some besides Copilot's. */
  addGroup(): Promise<void>;
  removeGroup(): Promise<void>;
}

export interface NativeChatDialogs {
  /** Says what is about to be switched on. @param isOn whether VS Code's chat is on already */
  confirm(isOn: boolean): Promise<boolean>;
  /** @param modelId the agent that has answered */
  using(modelId: string): void;
  stopped(switchedOff: boolean): void;
}

export interface NativeChatDependencies {
  readonly host: NativeChatHost;
  readonly dialogs: NativeChatDialogs;
  readonly memory: { get(): NativeChatUse | undefined; set(use: NativeChatUse | undefined): Promise<void> };
  /** How many agents VS Code can choose from; offers to sign in when nobody is. */
  readonly countModels: () => Promise<number>;
  /**
   * Puts a plain question to an agent through VS Code, as its chat does.
   *
   * @returns the id of the model that has answered
   * @throws UserFacingError when none does; an `AbortError` when the person does not wait for it
   */
  readonly askAgent: () => Promise<string>;
  /** What is offered has changed: it is used, or cannot be. */
  readonly offerChanged: (offer: { readonly inUse: boolean; readonly unsupported: boolean }) => void;
}

/**
 * Lets VS Code's chat answer with the agents where nobody has signed in to GitHub Copilot, which it otherwise asks
 * for, and takes that back.
 */
export class NativeChat {
  constructor(private readonly deps: NativeChatDependencies) {}

  /** Tells what can be offered. */
  async lookAround(): Promise<void> {
    const unsupported = !(await this.deps.host.isSupported());
    this.deps.offerChanged({ inUse: this.deps.memory.get() !== undefined, unsupported });
  }

  /** @throws UserFacingError when the editor cannot, nobody is signed in, or no agent answers */
  async use(): Promise<void> {
    const { host, dialogs, memory, countModels, askAgent } = this.deps;
    if (!(await host.isSupported())) {
      throw this.unsupported();
    }
    if ((await countModels()) === 0) {
      throw noAgents();
    }
    const wasOn = host.isOn();
    if (!(await dialogs.confirm(wasOn))) {
      return;
    }
    if (!wasOn) {
      await this.switchOn();
    }
    await host.addGroup();
    await memory.set({ switchedOn: !wasOn || (memory.get()?.switchedOn ?? false) });
    this.deps.offerChanged({ inUse: true, unsupported: false });
    dialogs.using(await askAgent());
  }

  /** Switches off what `use` has switched on; without it, VS Code's chat goes on as it was. */
  async stop(): Promise<void> {
    const { host, dialogs, memory } = this.deps;
    const switchesOff = memory.get()?.switchedOn === true && host.isOn();
    await host.removeGroup();
    if (switchesOff) {
      await host.setDisabled(true);
    }
    await memory.set(undefined);
    this.deps.offerChanged({ inUse: false, unsupported: false });
    dialogs.stopped(switchesOff);
  }

  private async switchOn(): Promise<void> {
    const { host } = this.deps;
    const { user, workspace } = host.disabled();
    if (workspace === true) {
      throw disabledHere();
    }
    // VS Code looks at the setting when it changes: one that is written already would do nothing.
    await host.setDisabled(undefined);
    await host.setDisabled(false);
    if (!(await host.becomesOn())) {
      await host.setDisabled(user);
      throw this.unsupported();
    }
  }

  private unsupported(): UserFacingError {
    this.deps.offerChanged({ inUse: false, unsupported: true });
    const message = l10n.t(
      "This editor has no chat of its own that takes agents as models. A current VS Code has one; here, use the Agent Chat panel.",
    );
    return new UserFacingError("noNativeChat", message);
  }
}

function noAgents(): UserFacingError {
  const message = l10n.t("There is no agent to use yet. Sign in to a server that has one, and try again.");
  return new UserFacingError("noAgents", message, ["signIn"]);
}

function disabledHere(): UserFacingError {
  const message = l10n.t(
    "This workspace switches VS Code's chat off with the setting chat.disableAIFeatures. Remove it there and try again.",
  );
  return new UserFacingError("chatDisabled", message);
}
