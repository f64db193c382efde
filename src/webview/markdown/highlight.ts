import hljs from "highlight.js/lib/core";
import { HighlightTree, type HighlightNode } from "./highlightTree";
import { languages } from "./languages";

/** Longer code is shown plain: colouring 12 KB takes about 26 ms (facts/field.md §E). */
const longest = 40_000;
const cacheSize = 200;

const engine = hljs.newInstance();
engine.configure({ __emitter: HighlightTree });
for (const [name, language] of Object.entries(languages)) {
  engine.registerLanguage(name, language);
}

const cache = new Map<string, readonly HighlightNode[]>();

/** The name of a language for people, or the word as it stands in the fence when it is not known. */
export function languageName(language: string): string {
  const known = engine.getLanguage(language)?.name;
  // highlight.js joins the names of a family: "HTML, XML".
  return known?.split(",")[0] ?? language;
}

/** Code as a tree of scopes, or undefined when the language is not known or the code is too long. */
export function highlight(code: string, language: string): readonly HighlightNode[] | undefined {
  if (code.length > longest || engine.getLanguage(language) === undefined) {
    return undefined;
  }
  const key = `${language}\n${code}`;
  const cached = cache.get(key);
  if (cached !== undefined) {
    return cached;
  }
  const { _emitter: tree } = engine.highlight(code, { language, ignoreIllegals: true });
  if (!(tree instanceof HighlightTree)) {
    return undefined;
  }
  const nodes = tree.root;
  cache.set(key, nodes);
  const oldest = cache.keys().next();
  if (cache.size > cacheSize && oldest.done !== true) {
    cache.delete(oldest.value);
  }
  return nodes;
}
