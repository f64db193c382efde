import { JSDOM } from "jsdom";
import { setFormatLanguage } from "../../../src/shared/formats";

declare global {
  /** Each test file is a bundle of its own, so this module runs once a file; the page is one for all of them. */
  var webviewTestPage: JSDOM | undefined;
}

/** A page for the panel; imported before anything that touches the DOM. */
const dom = (globalThis.webviewTestPage ??= new JSDOM(
  "<!doctype html><html lang='en'><body><div id='root'></div></body></html>",
  {
    pretendToBeVisual: true,
    url: "https://webview.test/",
  },
));

/** jsdom lays nothing out, so no box ever changes its size. */
class NoResizes implements ResizeObserver {
  observe(): void {
    // Nothing to watch.
  }
  unobserve(): void {
    // Nothing to watch.
  }
  disconnect(): void {
    // Nothing to watch.
  }
}

/** Nothing comes into view either; a test that needs it puts an observer of its own here. */
class NoIntersections extends NoResizes {}

dom.window.Range.prototype.getBoundingClientRect = () => dom.window.document.body.getBoundingClientRect();

Object.assign(globalThis, {
  window: dom.window,
  document: dom.window.document,
  DOMParser: dom.window.DOMParser,
  Element: dom.window.Element,
  HTMLElement: dom.window.HTMLElement,
  Node: dom.window.Node,
  Text: dom.window.Text,
  NodeFilter: dom.window.NodeFilter,
  Event: dom.window.Event,
  KeyboardEvent: dom.window.KeyboardEvent,
  MouseEvent: dom.window.MouseEvent,
  requestAnimationFrame: dom.window.requestAnimationFrame.bind(dom.window),
  cancelAnimationFrame: dom.window.cancelAnimationFrame.bind(dom.window),
  requestIdleCallback: (callback: () => void) => dom.window.setTimeout(callback),
  FileReader: dom.window.FileReader,
  ResizeObserver: NoResizes,
  IntersectionObserver: NoIntersections,
});

// As main.tsx does for the page of VS Code.
setFormatLanguage(document.documentElement.lang);

/** The page's window, for listeners of a test. */
export const page = dom.window;
