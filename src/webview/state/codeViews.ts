/** How a person has set a code block; what is missing is as it comes. */
export interface CodeView {
  readonly wrapped?: boolean;
  /** True when all lines of long code are shown. */
  readonly open?: boolean;
}

/**
 * What was chosen for code blocks, for as long as the panel lives: a turn that is out of sight is not drawn, and
 * comes back as it was left. A block is known by its turn and its code, so that the same code twice in a turn is
 * one.
 */
export class CodeViews {
  private readonly turns = new Map<string, Map<string, CodeView>>();

  /** What was chosen for a block; empty when nothing was. */
  of(turnId: string, code: string): CodeView {
    return this.turns.get(turnId)?.get(code) ?? {};
  }

  /** Keeps a choice beside the others of this block. */
  set(turnId: string, code: string, change: CodeView): void {
    const views = this.turns.get(turnId) ?? new Map<string, CodeView>();
    views.set(code, { ...views.get(code), ...change });
    this.turns.set(turnId, views);
  }

  /** Forgets everything: somebody else reads from now on. */
  clear(): void {
    this.turns.clear();
  }
}
