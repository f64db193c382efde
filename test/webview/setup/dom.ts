import { JSDOM } from "jsdom";

/** A page for the panel; imported before anything that touches the DOM. */
const dom = new JSDOM("<!doctype html><html lang='en'><body><div id='root'></div></body></html>", {
  pretendToBeVisual: true,
  url: "https://webview.test/",
});

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

Object.assign(globalThis, {
  window: dom.window,
  document: dom.window.document,
  DOMParser: dom.window.DOMParser,
  HTMLElement: dom.window.HTMLElement,
  Node: dom.window.Node,
  Event: dom.window.Event,
  KeyboardEvent: dom.window.KeyboardEvent,
  MouseEvent: dom.window.MouseEvent,
  requestAnimationFrame: dom.window.requestAnimationFrame.bind(dom.window),
  cancelAnimationFrame: dom.window.cancelAnimationFrame.bind(dom.window),
  ResizeObserver: NoResizes,
});

/** The page's window, for listeners of a test. */
export const page = dom.window;
