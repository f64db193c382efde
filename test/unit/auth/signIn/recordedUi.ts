import type { FlowId } from "../../../../src/auth/signIn/flows";
import type { DeviceCodePrompt, SignInTrouble, SignInUi } from "../../../../src/auth/signIn/flowContext";

/** Notes everything that a person would see of a sign-in. */
export class RecordedUi implements SignInUi {
  readonly begun: { readonly flow: FlowId; readonly others: readonly FlowId[] }[] = [];
  readonly codes: DeviceCodePrompt[] = [];
  readonly troubles: SignInTrouble[] = [];
  private readonly waiting: (() => void)[] = [];

  /** @param onStarted what the person does when a flow has begun */
  constructor(private readonly onStarted: (flow: FlowId) => void = () => undefined) {}

  get flows(): readonly FlowId[] {
    return this.begun.map(({ flow }) => flow);
  }

  started(flow: FlowId, others: readonly FlowId[]): void {
    this.begun.push({ flow, others });
    this.onStarted(flow);
    this.wake();
  }

  deviceCode(prompt: DeviceCodePrompt): void {
    this.codes.push(prompt);
    this.wake();
  }

  trouble(trouble: SignInTrouble): void {
    this.troubles.push(trouble);
    this.wake();
  }

  /** Waits until something seen makes `condition` true. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) {
      resolve();
    }
  }
}
