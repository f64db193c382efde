import * as vscode from "vscode";
import type { FlowId } from "../signIn/flows";
import type { DeviceCodePrompt, SignInTrouble, SignInUi } from "../signIn/signInWindow";
import { signInHint, troubleSentence } from "./signInHints";

/** A sign-in that is under way, as a person sees it. It holds no state, no authorization code, no token. */
export interface SignInView {
  /** What to do next. */
  readonly hint: string;
  readonly flow: FlowId;
  /** The ways that are left, the next one first. */
  readonly others: readonly FlowId[];
  readonly deviceCode?: DeviceCodePrompt;
  /** What seems to be wrong, in words. */
  readonly trouble?: { readonly sentence: string; readonly redirectUri: string };
}

/** Knows where the sign-in of this window stands, for the panel and the notifications. */
export class SignInStatus implements SignInUi, vscode.Disposable {
  private view: SignInView | undefined;
  private clientId = "";
  private readonly emitter = new vscode.EventEmitter<SignInView | undefined>();

  /** Fires at every step, and with undefined when the sign-in is over. */
  readonly onDidChange = this.emitter.event;

  get current(): SignInView | undefined {
    return this.view;
  }

  /** @param clientId named when something is wrong with the OAuth application */
  begin(clientId: string): void {
    this.clientId = clientId;
  }

  end(): void {
    this.set(undefined);
  }

  started(flow: FlowId, others: readonly FlowId[]): void {
    this.set({ flow, others, hint: signInHint(flow, undefined) });
  }

  deviceCode(deviceCode: DeviceCodePrompt): void {
    if (this.view !== undefined) {
      this.set({ ...this.view, deviceCode, hint: signInHint(this.view.flow, deviceCode) });
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
