import type * as vscode from "vscode";
import type { ToView } from "../../../../src/shared/protocol";
import { observeLoads } from "../../../stack/host/observer/observeLoads";
import { oncePerObject, overlay } from "../../../stack/host/observer/overlay";
import { hasAnswer } from "../../host/firstToken/hasAnswer";
import { sharedNow } from "../../host/server/askWire";

/** The folder of the installed VSIX, whatever its version. */
const OURS = /[\\/]agent-chat\.mastra-clerk-[^\\/]+[\\/]/i;

export interface Posts {
  /** When the first words of an answer were posted, in milliseconds of the shared clock. Forgets it. */
  take(): number | undefined;
}

/** Stands between the extension and VS Code's webviews, and notes when words of an answer leave for the panel. */
export function watchPosts(): Posts {
  let first: number | undefined;
  const watch = (webview: vscode.Webview): void => {
    // The object of VS Code itself: it has private fields and cannot be copied.
    const post = webview.postMessage.bind(webview);
    webview.postMessage = (message: ToView) => {
      if (first === undefined && hasAnswer(message)) {
        first = sharedNow();
      }
      return post(message);
    };
  };
  const apiOf = oncePerObject((api: typeof vscode) =>
    overlay(api, {
      window: overlay(api.window, {
        registerWebviewViewProvider: (id, provider, options) => {
          const watched: vscode.WebviewViewProvider = {
            resolveWebviewView: (view, ...rest) => {
              watch(view.webview);
              return provider.resolveWebviewView(view, ...rest);
            },
          };
          return api.window.registerWebviewViewProvider(id, watched, options);
        },
      }),
    }),
  );
  observeLoads((request, from, exports) =>
    request === "vscode" && OURS.test(from) ? apiOf(exports as typeof vscode) : exports,
  );
  return {
    take: () => {
      const at = first;
      first = undefined;
      return at;
    },
  };
}
