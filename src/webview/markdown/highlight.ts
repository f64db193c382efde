import type { LanguageFn } from "highlight.js";
import bash from "highlight.js/lib/languages/bash";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import go from "highlight.js/lib/languages/go";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import markdown from "highlight.js/lib/languages/markdown";
import python from "highlight.js/lib/languages/python";
import rust from "highlight.js/lib/languages/rust";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import hljs from "highlight.js/lib/core";

/** A run of text, or a scope of highlight.js (`"title.function"`) with what is inside it. */
export type HighlightNode = string | { readonly scope: string; readonly children: HighlightNode[] };

/**
 * Collects highlight.js's events as a tree, so that the panel draws nodes and no HTML text is made
 * of an agent's code.
 */
class HighlightTree {
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

/** The languages that answers hold most; others are shown without colours. Their aliases come along. */
export const languages: Readonly<Record<string, LanguageFn>> = {
  bash,
  csharp,
  css,
  diff,
  go,
  java,
  javascript,
  json,
  markdown,
  python,
  rust,
  sql,
  typescript,
  xml,
  yaml,
};

// A script of its own (esbuild.js), which the first code block loads: imported by nothing but `colours.ts`.
const engine = hljs.newInstance();
engine.configure({ __emitter: HighlightTree });
for (const [name, language] of Object.entries(languages)) {
  engine.registerLanguage(name, language);
}

/** Code as a tree of scopes, or undefined when the language is not known. */
export function highlight(code: string, language: string): readonly HighlightNode[] | undefined {
  if (engine.getLanguage(language) === undefined) {
    return undefined;
  }
  const { _emitter: tree } = engine.highlight(code, { language, ignoreIllegals: true });
  return tree instanceof HighlightTree ? tree.root : undefined;
}
