import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { DeviceCodePrompt } from "../auth/signIn/flowContext";
import type { SignInView } from "../auth/vscode/signInStatus";
import type { Places } from "../chat/places";
import { actionLabel } from "../shared/actionLabels";
import type { ActionId, Notice } from "../shared/transcript";

const TROUBLE_ACTIONS = ["copyRedirectUri", "anotherWay"] as const satisfies readonly ActionId[];

/** Tells the panel where a sign-in stands, and a person what may be wrong with it. */
export class SignInNotices {
  private shown: SignInView["trouble"];
  private code: string | undefined;

  constructor(
    private readonly chat: Pick<Places, "isVisible" | "showNotice" | "signInChanged">,
    private readonly run: (action: ActionId) => Promise<void>,
  ) {}

  /** @param view undefined when the sign-in is over */
  update(view: SignInView | undefined): void {
    this.chat.signInChanged(view?.hint);
    if (view?.trouble !== this.shown) {
      this.shown = view?.trouble;
      this.showTrouble(this.shown && { message: this.shown.sentence, actions: TROUBLE_ACTIONS });
    }
    if (view?.deviceCode?.userCode !== this.code) {
      this.code = view?.deviceCode?.userCode;
      if (view?.deviceCode !== undefined) {
        void this.showCode(view.deviceCode);
      }
    }
  }

  private showTrouble(notice: Notice | undefined): void {
    // Where the sign-in was started, and not in a notification besides.
    if (notice === undefined || this.chat.isVisible) {
      this.chat.showNotice(notice);
    } else {
      void this.notify(notice);
    }
  }

  private async notify({ message, actions }: Notice): Promise<void> {
    const items = actions.map((action) => ({ title: actionLabel(action), action }));
    const picked = await vscode.window.showWarningMessage(message, ...items);
    if (picked) {
      await this.run(picked.action);
    }
  }

  /** The code is to be compared as well: who sees another one is being tricked (RFC 8628 §5.4). */
  private async showCode({ userCode, verificationUri }: DeviceCodePrompt): Promise<void> {
    const copy = l10n.t("Copy code");
    const message = l10n.t(
      "Your code is {0}. Enter it at {1}, or check that the page there shows the same code.",
      userCode,
      verificationUri,
    );
    if ((await vscode.window.showInformationMessage(message, copy)) === copy) {
      await vscode.env.clipboard.writeText(userCode);
    }
  }
}
