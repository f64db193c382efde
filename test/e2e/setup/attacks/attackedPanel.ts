import type { Browser, Page } from "playwright-core";
import type { ToHost, ToView } from "../../../../src/shared/protocol";
import { snapshot } from "../gallery/states/samples";
import type { PanelServer } from "./panelServer";

declare global {
  /** Messages that the panel has posted, oldest first. */
  var panelPosted: ToHost[];
  /** What has run although nothing should. */
  var executed: string[];
}

/** The real panel in a browser, with everything watched that an attack would do. */
export class AttackedPanel {
  /** Requests, pages, downloads and navigations that are not the panel's own. */
  readonly left: string[] = [];
  readonly errors: string[] = [];

  private constructor(readonly page: Page) {}

  /** @param policy whether the page has the panel's content security policy */
  static async open(browser: Browser, server: PanelServer, policy: "with" | "without"): Promise<AttackedPanel> {
    const context = await browser.newContext({ viewport: { width: 400, height: 700 } });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    const panel = new AttackedPanel(page);
    const own = new RegExp(`^${server.origin.replaceAll(".", "\\.")}/(?:with(?:out)?$|webview[^/]*$)`);
    const isOwn = (url: string): boolean => own.test(url) || /^(?:data|blob):/.test(url);
    await context.route("**/*", (route) => (isOwn(route.request().url()) ? route.continue() : route.abort()));
    context.on("request", (request) => {
      if (!isOwn(request.url())) {
        panel.left.push(`${request.resourceType()} ${request.url()}`);
      }
    });
    page.on("popup", (popup) => panel.left.push(`window ${popup.url()}`));
    page.on("download", (download) => panel.left.push(`download ${download.url()}`));
    page.on("frameattached", () => panel.left.push("frame"));
    page.on("pageerror", (error) => panel.errors.push(error.message));
    page.on("dialog", (dialog) => void dialog.dismiss());
    await page.addInitScript(() => {
      globalThis.executed = [];
      const caught = (name: string) => (value: unknown) => {
        executed.push(`${name}(${String(value)})`);
        return false;
      };
      Object.assign(globalThis, { alert: caught("alert"), confirm: caught("confirm"), prompt: caught("prompt") });
      Object.assign(globalThis, { print: caught("print"), open: caught("open") });
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
        executed.push(`kept by the policy: ${violatedDirective} ${blockedURI} ${sample}`),
      );
    });
    await page.goto(`${server.origin}/${policy}`);
    await page.waitForFunction(() => panelPosted.some(({ type }) => type === "ready"));
    page.on("framenavigated", (frame) => panel.left.push(`navigation ${frame.url()}`));
    await panel.tell([snapshot()]);
    return panel;
  }

  /** Posts messages of the host, each an event of its own, and waits until they are drawn. */
  async tell(messages: readonly ToView[]): Promise<void> {
    await this.page.evaluate(async (all) => {
      for (const message of all) {
        const heard = new Promise((resolve) => addEventListener("message", resolve, { once: true }));
        postMessage(message, "*");
        await heard;
      }
      const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
      await frame();
      await frame();
    }, messages);
  }

  /** Opens what is folded, draws the diagrams, follows the links, and sends every event that handlers wait for. */
  async touchEverything(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let round = 0; round < 4; round++) {
        const closed = document.querySelectorAll<HTMLElement>(
          "details:not([open]) > summary, [aria-label='Show diagram']",
        );
        closed.forEach((element) => element.click());
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      const events =
        "mouseover mouseenter mousemove mousedown mouseup pointerenter pointerover pointerdown focus focusin blur " +
        "toggle error load animationstart animationend transitionend dragstart drop scroll wheel copy paste begin end";
      for (const element of document.querySelectorAll("article *")) {
        for (const name of events.split(" ")) {
          element.dispatchEvent(new Event(name, { bubbles: false }));
        }
      }
      document.querySelectorAll("article a").forEach((link) => {
        link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      });
    });
  }

  /** What has run, or was about to. */
  executed(): Promise<readonly string[]> {
    return this.page.evaluate(() => executed);
  }

  /** Everything that the panel has posted since the last time. */
  posted(): Promise<readonly ToHost[]> {
    return this.page.evaluate(() => panelPosted.splice(0));
  }

  /** What a careless page would do: the texts as HTML. Whoever draws them so is attacked. */
  async drawCarelessly(texts: readonly string[]): Promise<void> {
    await this.page.evaluate(async (all) => {
      for (const text of all) {
        const box = document.createElement("div");
        document.body.append(box);
        box.innerHTML = text;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        box.remove();
      }
    }, texts);
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
