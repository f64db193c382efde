import MarkdownIt from "markdown-it";
import { Marked } from "marked";
import { render } from "preact";
import { createElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import ReactMarkdown from "react-markdown";
import remarkGfm from "remark-gfm";
import { Markdown } from "../../../../src/webview/markdown/markdown";
import { Host } from "../../../../src/webview/state/host";
import { Panel, PanelContext } from "../../../../src/webview/state/panel";
import { LEXINGS } from "./lexings";

// A script for a page: draws growing Markdown with each of several renderers.

declare global {
  /** The text that is drawn next, in the pieces in which it comes. */
  var racePieces: readonly string[] | undefined;
  /** Draws that text piece by piece and yields to the page in between. @returns characters that are drawn in the end */
  var markdownRace: (name: string) => Promise<number>;
}

const yieldEvery = 25;

type Draw = (text: string, finished: boolean) => void;

/** Each draws what it is given, as a whole, into the element: nobody but us keeps anything of the last time. */
const renderers: Readonly<Record<string, (root: HTMLElement) => Draw>> = {
  ours: (root) => {
    const host = new Host({ postMessage: () => undefined, getState: () => undefined, setState: () => undefined });
    const panel = new Panel(host, { frame: requestAnimationFrame, delay: () => () => undefined }, () => undefined);
    return (text, finished) =>
      render(
        <PanelContext.Provider value={panel}>
          <Markdown text={text} finished={finished} />
        </PanelContext.Provider>,
        root,
      );
  },
  "react-markdown": (root) => {
    const react = createRoot(root);
    return (text) => flushSync(() => react.render(createElement(ReactMarkdown, { remarkPlugins: [remarkGfm] }, text)));
  },
  "markdown-it": (root) => {
    const markdownIt = new MarkdownIt({ linkify: true });
    return (text) => void (root.innerHTML = markdownIt.render(text));
  },
  marked: (root) => {
    const marked = new Marked({ gfm: true });
    return (text) => void (root.innerHTML = marked.parse(text, { async: false }));
  },
  // No renderer: reads the whole text when it is there, and draws nothing of it.
  lexed: (root) => {
    const marked = new Marked({ gfm: true });
    return (text, finished) => {
      for (let lexing = 0; finished && lexing < LEXINGS; lexing += 1) {
        root.dataset["blocks"] = String(marked.lexer(text).length);
      }
      root.textContent = finished ? text : "";
    };
  },
};

globalThis.markdownRace = async (name) => {
  const pieces = globalThis.racePieces ?? [];
  const root = document.createElement("div");
  // Nothing of it is laid out or painted, so that the time is that of the scripts.
  root.style.display = "none";
  document.body.replaceChildren(root);
  const draw = renderers[name]?.(root);
  if (draw === undefined) {
    throw new RangeError(`There is no renderer ${name}.`);
  }
  const { port1, port2 } = new MessageChannel();
  let text = "";
  for (const [index, piece] of pieces.entries()) {
    text += piece;
    draw(text, false);
    // What a renderer leaves for later is done between two pieces. The pause itself costs as much as some drawings.
    if (index % yieldEvery === 0) {
      await new Promise((resolve) => {
        port1.onmessage = resolve;
        port2.postMessage(undefined);
      });
    }
  }
  draw(text, true);
  return root.textContent.length;
};
