import type * as vscode from "vscode";
import { disguisedEnv } from "./disguisedEnv";
import { observedChannel } from "./observedChannel";
import { overlay } from "./overlay";
import { UriInbox } from "./uriInbox";
import type { WindowRecord } from "./windowRecord";

/** VS Code's API as the extension gets it: everything works as before, and is written down. */
export function observedApi(api: typeof vscode, record: WindowRecord): typeof vscode {
  return overlay(api, {
    env: overlay(overlay(api.env, disguisedEnv(api, record.root, record.pid)), {
      openExternal: (target) => {
        record.add("opened", typeof target === "string" ? target : target.toString(true));
        return api.env.openExternal(target);
      },
    }),
    window: overlay(api.window, observedWindow(api, record)),
  });
}

function observedWindow(api: typeof vscode, record: WindowRecord): Partial<typeof vscode.window> {
  const { window } = api;
  const inbox = new UriInbox(record.root, record.pid, (text) => api.Uri.parse(text));
  const createLogChannel = (name: string, options: { readonly log: true }): vscode.LogOutputChannel =>
    observedChannel(window.createOutputChannel(name, options), record);
  return {
    createOutputChannel: createLogChannel as typeof window.createOutputChannel,
    registerUriHandler: (handler) => {
      const registration = window.registerUriHandler(handler);
      inbox.open(handler);
      return api.Disposable.from(registration, { dispose: () => inbox.close(handler) });
    },
    registerWebviewViewProvider: (id, provider, options) => {
      const observed: vscode.WebviewViewProvider = {
        resolveWebviewView: (view, ...rest) => {
          observeWebview(view.webview, record);
          return provider.resolveWebviewView(view, ...rest);
        },
      };
      return window.registerWebviewViewProvider(id, observed, options);
    },
  };
}

/** The object of VS Code itself: it has private fields and cannot be copied. */
function observeWebview(webview: vscode.Webview, record: WindowRecord): void {
  const postMessage = webview.postMessage.bind(webview);
  webview.postMessage = (message: unknown) => {
    record.add("webview", JSON.stringify(message));
    return postMessage(message);
  };
}
