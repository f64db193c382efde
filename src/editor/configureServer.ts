import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { type ProbeResult, probeServer } from "../agents/serverProbe";
import { parseServerUrl } from "../agents/serverUrl";
import { withCancellableProgress } from "../auth/vscode/cancellableProgress";
import type { Account } from "../shared/account";
import { UserFacingError } from "../shared/userFacingError";
import { COMMANDS } from "./commandIds";
import type { Settings } from "./settings";

/** "Configure Server": asks for the address, looks what is there, says so, and saves it. */
export class ConfigureServer {
  constructor(
    private readonly settings: Settings,
    private readonly account: () => Promise<Account | undefined>,
    private readonly send: typeof fetch,
  ) {}

  async run(): Promise<void> {
    let url = this.settings.agents().serverUrl;
    for (;;) {
      const entered = await askForUrl(url);
      if (entered === undefined) {
        return;
      }
      url = entered.trim();
      const found = await this.probe(url);
      if (found === "again") {
        continue;
      }
      if (found !== undefined) {
        await this.settings.saveServerUrl(url);
        await this.offerNextStep(found.summary, found.authenticated);
      }
      return;
    }
  }

  /** @returns what is there, "again" for another address, or undefined when cancelled */
  private async probe(url: string): Promise<ProbeResult | "again" | undefined> {
    try {
      return await withCancellableProgress(l10n.t("Looking for a Mastra server…"), (signal) =>
        probeServer(url, this.settings.agents().apiPrefix, this.send, signal),
      );
    } catch (error) {
      if (error instanceof UserFacingError) {
        return this.askAfterFailure(url, error);
      }
      throw error;
    }
  }

  private async askAfterFailure(url: string, error: UserFacingError): Promise<ProbeResult | "again" | undefined> {
    const again = l10n.t("Change the address");
    const save = l10n.t("Save it anyway");
    const picked = await vscode.window.showErrorMessage(error.message, again, save);
    if (picked === save) {
      await this.settings.saveServerUrl(url);
    }
    return picked === again ? "again" : undefined;
  }

  private async offerNextStep(summary: string, authenticated: boolean): Promise<void> {
    const { publishableKey, issuer } = this.settings.clerk();
    const signIn = l10n.t("Sign in");
    const openSettings = l10n.t("Open Clerk settings");
    const buttons: string[] = [];
    if (authenticated && (await this.account()) === undefined) {
      buttons.push(publishableKey === "" && issuer === "" ? openSettings : signIn);
    }
    const picked = await vscode.window.showInformationMessage(summary, ...buttons);
    if (picked === signIn) {
      await vscode.commands.executeCommand(COMMANDS.signIn);
    } else if (picked === openSettings) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "agentChat.clerk");
    }
  }
}

function askForUrl(value: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: l10n.t("Mastra server"),
    prompt: l10n.t("The address of your Mastra server, without /api"),
    value,
    ignoreFocusOut: true,
    validateInput: (text) => {
      try {
        parseServerUrl(text);
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  });
}
