import type { CopiedByMenu } from "../../shared/protocol";

/** What each entry is about: a link itself, or what a copy button stands in. */
const around: Readonly<Record<CopiedByMenu, string>> = {
  code: ".codeBlock",
  turn: ".turn",
  link: 'a[href]:not([href="#"])',
};

/**
 * Copies what VS Code's menu was opened over, when one of its entries is chosen: the host knows the entry, and only
 * the page knows where the pointer was.
 */
export class MenuCopy {
  private over: Element | undefined;

  /** @param copyText copies the address of a link; everything else has a button, which is pressed */
  constructor(
    page: Document,
    private readonly copyText: (text: string) => void,
  ) {
    page.addEventListener(
      "contextmenu",
      ({ target }) => {
        this.over = target instanceof Element ? target : undefined;
        // VS Code reads it a moment later, for the conditions of `webview/context` in package.json.
        page.body.dataset["vscodeContext"] = JSON.stringify({
          agentChatCode: this.button("code") !== undefined,
          agentChatTurn: this.button("turn") !== undefined,
          agentChatLink: this.link() !== undefined,
          agentChatThread: this.over?.closest<HTMLElement>("[data-thread]")?.dataset["thread"],
        });
      },
      true,
    );
  }

  /** Does what the copy button there does, and shows it there; a link has no button, and its address is copied. */
  copy(what: CopiedByMenu): void {
    const link = what === "link" ? this.link() : undefined;
    if (link !== undefined) {
      this.copyText(link);
    }
    this.button(what)?.click();
  }

  private button(what: CopiedByMenu): HTMLElement | undefined {
    return this.over?.closest(around[what])?.querySelector<HTMLElement>(`[data-copies="${what}"]`) ?? undefined;
  }

  private link(): string | undefined {
    return this.over?.closest(around.link)?.getAttribute("href") ?? undefined;
  }
}
