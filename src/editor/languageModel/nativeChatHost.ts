import * as vscode from "vscode";
import type { NativeChatHost } from "./nativeChat";

const SETTING = "disableAIFeatures";
const ADD_GROUP = "lm.addLanguageModelsProviderGroup";
const BUNDLED_CHAT = "GitHub.copilot-chat";

/** A tool of the bundled chat: tells that it is on where it runs in another extension host than this. */
const BUNDLED_TOOL = "copilot_readFile";

/** VS Code enables its extension, loads it and registers its tools: seconds on a slow machine. */
const LIMIT_MS = 45_000;
const STEP_MS = 200;

/** The file in which VS Code keeps the groups, beside the user's settings. */
const GROUPS_FILE = "chatLanguageModels.json";

/** VS Code's own chat by its settings and commands. */
export class EditorNativeChat implements NativeChatHost {
  /** @param vendor as package.json contributes it */
  constructor(
    private readonly context: Pick<vscode.ExtensionContext, "globalStorageUri">,
    private readonly vendor: string,
  ) {}

  async isSupported(): Promise<boolean> {
    const known = chatConfiguration().inspect(SETTING)?.defaultValue !== undefined;
    return known && (await vscode.commands.getCommands(true)).includes(ADD_GROUP);
  }

  isOn(): boolean {
    return (
      vscode.extensions.getExtension(BUNDLED_CHAT) !== undefined ||
      vscode.lm.tools.some(({ name }) => name === BUNDLED_TOOL)
    );
  }

  async becomesOn(): Promise<boolean> {
    const deadline = Date.now() + LIMIT_MS;
    while (!this.isOn()) {
      if (Date.now() > deadline) {
        return false;
      }
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    }
    return true;
  }

  disabled(): { user: boolean | undefined; workspace: boolean | undefined } {
    const found = chatConfiguration().inspect<boolean>(SETTING);
    return { user: found?.globalValue, workspace: found?.workspaceValue };
  }

  async setDisabled(value: boolean | undefined): Promise<void> {
    await chatConfiguration().update(SETTING, value, vscode.ConfigurationTarget.Global);
  }

  async addGroup(): Promise<void> {
    const group = { name: "Agent Chat", vendor: this.vendor };
    // One of that name is there already after the first time.
    await vscode.commands.executeCommand(ADD_GROUP, group).then(undefined, () => undefined);
  }

  /** VS Code has no command for it; a group that stays is a line in a list, without effect. */
  async removeGroup(): Promise<void> {
    const beside = vscode.Uri.joinPath(this.context.globalStorageUri, "..", "..", GROUPS_FILE);
    for (const file of [vscode.Uri.from({ scheme: "vscode-userdata", path: `/User/${GROUPS_FILE}` }), beside]) {
      try {
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
        const kept = withoutVendor(JSON.parse(text), this.vendor);
        if (kept !== undefined) {
          await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(kept, null, "\t")));
        }
        return;
      } catch {
        // It is not there, or not as VS Code writes it: then it stays as it is.
      }
    }
  }
}

/** @returns undefined when there is nothing of the vendor in it */
function withoutVendor(groups: unknown, ours: string): readonly unknown[] | undefined {
  const all = Array.isArray(groups) ? (groups as readonly { readonly vendor?: unknown }[]) : [];
  const kept = all.filter(({ vendor }) => vendor !== ours);
  return kept.length < all.length ? kept : undefined;
}

function chatConfiguration(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration("chat");
}
