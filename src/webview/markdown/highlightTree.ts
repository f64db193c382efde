/** A run of text, or a scope of highlight.js (`"title.function"`) with what is inside it. */
export type HighlightNode = string | { readonly scope: string; readonly children: HighlightNode[] };

/**
 * Collects highlight.js's events as a tree, so that the panel draws nodes and no HTML text is made
 * of an agent's code.
 */
export class HighlightTree {
  readonly root: HighlightNode[] = [];
  private readonly open: HighlightNode[][] = [this.root];

  addText(text: string): void {
    if (text !== "") {
      this.open.at(-1)?.push(text);
    }
  }

  startScope(scope: string): void {
    const children: HighlightNode[] = [];
    this.open.at(-1)?.push({ scope, children });
    this.open.push(children);
  }

  endScope(): void {
    if (this.open.length > 1) {
      this.open.pop();
    }
  }

  /** The older names of the two above: highlight.js 11 still calls both pairs. */
  openNode(scope: string): void {
    this.startScope(scope);
  }

  closeNode(): void {
    this.endScope();
  }

  /** The name is highlight.js's: the tree of code inside code, such as a script in a page. */
  __addSublanguage(tree: HighlightTree, language: string): void {
    this.open.at(-1)?.push({ scope: language === "" ? "" : `language:${language}`, children: tree.root });
  }

  finalize(): void {
    this.open.length = 1;
  }

  /** highlight.js asks for this after every run; nobody reads it. */
  toHTML(): string {
    return "";
  }
}
