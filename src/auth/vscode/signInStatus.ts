import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { DeviceCodePrompt, SignInTrouble, SignInUi } from "../signIn/flowContext";
import type { FlowId } from "../signIn/flows";
import { withCancellableProgress } from "./cancellableProgress";

/** A sign-in that is under way, as a person sees it. It holds no state, no authorization code, no token. */
export interface SignInView {
  /** What to do next. */
  readonly hint: string;
  readonly flow: FlowId;
  /** The flows that are left, the next one first. */
  readonly others: readonly FlowId[];
  readonly deviceCode?: DeviceCodePrompt;
  /** What seems to be wrong, in words. */
  readonly trouble?: { readonly sentence: string; readonly redirectUri: string };
}

/** Where a person sees how the sign-in goes on. */
export interface SignInDisplay extends SignInUi {
  readonly current: SignInView | undefined;
  /** @param clientId named when something is wrong with the OAuth application */
  begin(clientId: string): void;
  end(): void;
  /**
   * Runs a task behind a notification that can be cancelled.
   *
   * @param host of the Clerk instance
   */
  during<T>(host: string, task: (signal: AbortSignal) => Promise<T>): PromiseLike<T>;
}

/** Runs by the link in the notification; not in the palette, because it means something only during a sign-in. */
export const anotherFlowCommand = "_agentChat.anotherFlow";

/** Knows where the sign-in of this window stands, for the panel and the notifications. */
export class SignInStatus implements SignInDisplay, vscode.Disposable {
  private view: SignInView | undefined;
  private clientId = "";
  private readonly emitter = new vscode.EventEmitter<SignInView | undefined>();

  /** Fires at every step, and with undefined when the sign-in is over. */
  readonly onDidChange = this.emitter.event;

  get current(): SignInView | undefined {
    return this.view;
  }

  begin(clientId: string): void {
    this.clientId = clientId;
  }

  end(): void {
    this.set(undefined);
  }

  /** The notification says what to do next, with Cancel and "Try another way". */
  during<T>(host: string, task: (signal: AbortSignal) => Promise<T>): Thenable<T> {
    return withCancellableProgress(l10n.t("Signing in to {0}", host), async (signal, report) => {
      const listener = this.onDidChange((view) => {
        if (view !== undefined) {
          report(messageOf(view));
        }
      });
      try {
        return await task(signal);
      } finally {
        listener.dispose();
      }
    });
  }

  started(flow: FlowId, others: readonly FlowId[]): void {
    this.set({ flow, others, hint: hintOf(flow, undefined) });
  }

  deviceCode(deviceCode: DeviceCodePrompt): void {
    if (this.view !== undefined) {
      this.set({ ...this.view, deviceCode, hint: hintOf(this.view.flow, deviceCode) });
    }
  }

  trouble(trouble: SignInTrouble): void {
    if (this.view?.flow === trouble.flow) {
      const sentence = troubleSentence(trouble, this.clientId);
      this.set({ ...this.view, trouble: { sentence, redirectUri: trouble.redirectUri } });
    }
  }

  dispose(): void {
    this.emitter.dispose();
  }

  private set(view: SignInView | undefined): void {
    this.view = view;
    this.emitter.fire(view);
  }
}

function messageOf({ hint, others }: SignInView): string {
  return others.length === 0 ? hint : `${hint} [${l10n.t("Try another way")}](command:${anotherFlowCommand})`;
}

/** What a person does next. @param prompt of the device flow, once Clerk has given one */
function hintOf(flow: FlowId, prompt: DeviceCodePrompt | undefined): string {
  switch (flow) {
    case "uriHandler":
      return l10n.t("Continue in your browser. If prompted, select Open.");
    case "relay":
      return l10n.t("Continue in your browser, then come back here.");
    case "loopback":
      return l10n.t("Continue in your browser. When the page says that you can close the tab, come back here.");
    case "deviceGrant":
      return prompt === undefined
        ? l10n.t("Getting a code…")
        : l10n.t("Open {0} in any browser and enter the code {1}.", prompt.verificationUri, prompt.userCode);
    case "paste":
      return l10n.t("Paste a token into the box at the top of the window.");
  }
}

/** "Having trouble?", with what has to be registered at Clerk. */
function troubleSentence({ reason, redirectUri }: SignInTrouble, clientId: string): string {
  return reason === "redirectUri"
    ? l10n.t(
        "Clerk doesn't accept the redirect URI of this sign-in. The owner of the OAuth application {0} must add exactly {1} to its redirect URIs. Then reload the page in your browser.",
        clientId,
        redirectUri,
      )
    : l10n.t(
        "Having trouble? Nothing has come back from the browser for a minute. If Clerk's page shows an error, the OAuth application {0} must be public, allow the requested scopes, and have exactly {1} in its redirect URIs.",
        clientId,
        redirectUri,
      );
}
