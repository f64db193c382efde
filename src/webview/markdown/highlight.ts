import hljs from "highlight.js/lib/core";
import { HighlightTree, type HighlightNode } from "./highlightTree";
import { languages } from "./languages";

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
