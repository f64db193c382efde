import * as l10n from "@vscode/l10n";
import { render } from "preact";
import { setFormatLanguage } from "../shared/formats";
import type { ToView } from "../shared/protocol";
import { byEnglishText } from "../shared/translations";
import { App } from "./app/app";
import { MenuCopy } from "./app/menuCopy";
import { showHiddenCharacters } from "./components/hiddenCharacters";
import { Host, type WebviewApi } from "./state/host";
import { Panel } from "./state/panel";
import "./styles/base.css";
import "./styles/icons.css";
import "./styles/controls.css";
import "./styles/conversation.css";
import "./styles/markdown.css";
import "./styles/toolCard.css";
import "./styles/composer.css";
import "./styles/highlight.css";
import "./styles/parts.css";
import "./styles/terminal.css";
import "./styles/form.css";
import "./styles/asks.css";
import "./styles/turnTools.css";
import "./styles/trace.css";
import "./styles/threads.css";
import "./styles/workflows.css";
import "./styles/find.css";
import "./styles/questions.css";
import "./styles/completion.css";
import "./styles/chips.css";
import "./styles/code.css";
import "./styles/table.css";
import "./styles/math.css";
import "./styles/diagram.css";

declare function acquireVsCodeApi(): WebviewApi;

function start(root: HTMLElement): void {
  setFormatLanguage(document.documentElement.lang);
  let drawn = false;
  const panel = new Panel(
    new Host(acquireVsCodeApi(), document.body.dataset["place"]),
    {
      frame: (callback) => requestAnimationFrame(callback),
      delay: (callback, milliseconds) => {
        const timer = setTimeout(callback, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    (model) => render(<App panel={panel} model={model} />, root),
  );
  const menuCopy = new MenuCopy(document, (text) => panel.post("copy", { text }));
  // The page's own skeleton stays until there is something to draw, in the reader's language.
  window.addEventListener("message", (event: MessageEvent<ToView>) => {
    const message = event.data;
    if (!drawn) {
      if (message.type !== "snapshot") {
        return;
      }
      drawn = true;
      l10n.config({ contents: byEnglishText(message.strings) });
      root.replaceChildren();
    }
    if (message.type === "copyFromMenu") {
      menuCopy.copy(message.what);
    }
    panel.receive(message);
  });
  panel.post("ready", {});
}

showHiddenCharacters();
const root = document.getElementById("root");
if (root !== null) {
  start(root);
}
