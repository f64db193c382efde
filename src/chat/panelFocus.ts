/** The way to the message box, and the sign that a person does not want to go there. */
export interface PanelFocusDependencies {
  /** True while a person can see the panel. */
  readonly isVisible: () => boolean;
  /** Puts the keyboard into the message box of a panel that is open. */
  readonly focusBox: () => Promise<void>;
  /** Tells when a person has gone on in an editor. */
  readonly onWentOn: (listener: () => void) => { dispose(): unknown };
}

/**
 * Brings the keyboard back to the message box after what was opened from the panel: when a list, a box or a dialog of
 * VS Code closes, chosen from or not, an editor may have the keyboard, and the next Enter would split a line of code.
 */
export class PanelFocus {
  /** What was begun in the panel and is not over; each says whether the person still waits for it. */
  private readonly begun = new Set<{ readonly waits: boolean }>();

  constructor(private readonly deps: PanelFocusDependencies) {}

  /**
   * Runs what a person has begun in the panel, and comes back when it is over, whatever became of it. Who has gone
   * on in an editor meanwhile, or has closed the panel, is left there.
   *
   * @param run ends when nothing is left to be chosen or typed
   */
  async during(run: () => Promise<unknown>): Promise<void> {
    const task = { waits: true };
    const listener = this.deps.onWentOn(() => {
      task.waits = false;
    });
    this.begun.add(task);
    try {
      await run();
    } finally {
      listener.dispose();
      this.begun.delete(task);
      if (task.waits) {
        await this.comeBack();
      }
    }
  }

  /** Nothing more is asked, while what was chosen still takes a while. Does nothing for what began elsewhere. */
  async inputsOver(): Promise<void> {
    if ([...this.begun].some(({ waits }) => waits)) {
      await this.comeBack();
    }
  }

  /** A person has left a question that the panel led to. */
  async comeBack(): Promise<void> {
    if (this.deps.isVisible()) {
      await this.deps.focusBox();
    }
  }
}
