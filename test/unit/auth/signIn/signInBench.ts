import type { SignInRequest, SignInWindow } from "../../../../src/auth/signIn/flowContext";
import { type AuthServer, startAuthServer } from "../../../stack/auth/authServer";
import { MemorySecrets } from "../setup/memorySecrets";
import { type SignInTimes, TestWindow } from "../setup/window";
import { RecordedUi } from "./recordedUi";

export const never = new AbortController().signal;

/** A browser that opens and is left alone. */
export const leftAlone = { openBrowser: () => Promise.resolve(true) };

/** The sign-in of one window at a real OAuth server. */
export class SignInBench {
  server!: AuthServer;
  secrets!: MemorySecrets;
  window!: TestWindow;

  async start(): Promise<void> {
    this.server = await startAuthServer();
  }

  stop(): Promise<void> {
    return this.server.close();
  }

  /** Nobody is signed in, and the server is as it was at its start. */
  reset(): void {
    this.server.setOpaqueTokens(false);
    this.secrets = new MemorySecrets();
    this.window = this.openWindow();
  }

  openWindow(times: SignInTimes = {}, instance: object = {}): TestWindow {
    const settings = { issuer: this.server.issuer, clientId: this.server.clientId, ...instance };
    return new TestWindow(settings, this.secrets, { wait: soon, ...times });
  }

  run(
    from: SignInWindow,
    changes: Partial<SignInRequest> = {},
    ui = new RecordedUi(),
    signal = never,
  ): ReturnType<TestWindow["signIns"]["run"]> {
    const request: SignInRequest = {
      instance: this.window.instance,
      scopes: "openid profile email offline_access",
      redirectRelay: this.server.relayUrl,
      ...changes,
    };
    return this.window.signIns.run(request, from, ui, signal);
  }
}

/** The device grant's waits without the time. */
function soon(_ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(() => (signal.aborted ? reject(signal.reason as Error) : resolve()), 20);
  });
}
