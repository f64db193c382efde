import { request as httpRequest } from "node:http";
import type { SignInWindow } from "../../../src/auth/signIn/flowContext";
import { walkThrough } from "../auth/setup/browser";
import type { TestWindow } from "../auth/setup/window";
import { RecordedUi } from "../auth/signIn/recordedUi";

export const callbackAddress = "vscode://agent-chat.mastra-clerk/callback";

/** A browser that a person has walked to its end, but whose last redirect somebody holds back. */
export class HeldBrowser {
  readonly window: SignInWindow;
  /** The address that the browser would open in the editor. */
  readonly callback: Promise<string>;

  constructor(
    readonly owner: TestWindow,
    email: string,
    start: (url: string) => string = (url) => url,
  ) {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.callback = promise;
    this.window = {
      ...owner.desktop(),
      openBrowser: (url) => {
        void walkThrough(start(url), { email }).then(resolve);
        return Promise.resolve(true);
      },
    };
  }

  /** Begins a sign-in of the window that it belongs to. */
  signIn(redirectRelay: string): ReturnType<TestWindow["signIns"]["run"]> {
    const { owner, window } = this;
    const request = { instance: owner.instance, scopes: "openid email", redirectRelay };
    return owner.signIns.run(request, window, new RecordedUi(), new AbortController().signal);
  }
}

/** A callback's address with some of its query changed; undefined leaves a parameter out. */
export function changed(callback: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(callback);
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) {
      url.searchParams.delete(name);
    } else {
      url.searchParams.set(name, value);
    }
  }
  return url.href;
}

/** A parameter of a callback's address. */
export function valueIn(callback: string, name: string): string {
  return new URL(callback).searchParams.get(name) ?? "";
}

/** What a server says, as far as it could lead elsewhere. */
export interface PlainAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly refresh: string | undefined;
  readonly body: string;
}

/** A request whose path nobody tidies up. */
export function plainGet({ hostname, port }: URL, path: string): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: hostname, port, path }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (text: string) => (body += text));
      response.on("end", () => {
        const { location, refresh } = response.headers;
        resolve({ status: response.statusCode ?? 0, location, refresh: refresh as string | undefined, body });
      });
    });
    sent.on("error", reject).end();
  });
}
