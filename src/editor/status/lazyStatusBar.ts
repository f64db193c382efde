import { lazily } from "../../shared/lazily";
import type { StatusBar } from "./statusBar";

/** The status bar's item, which loads after the chat: nothing waits for it. */
export class LazyStatusBar {
  /** The item, loaded with the first use. */
  readonly bar: () => Promise<StatusBar>;
  private shown: StatusBar | undefined;

  constructor(load: () => Promise<StatusBar>) {
    this.bar = lazily(async () => {
      const made = await load();
      this.shown = made;
      return made;
    });
  }

  /** Something that it tells has changed. */
  changed(): void {
    if (this.shown) {
      this.shown.update();
    } else {
      // An update may have taken the file away; the chat works without it.
      this.bar().catch(() => undefined);
    }
  }
}
