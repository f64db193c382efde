import { useEffect, useState } from "preact/hooks";
import { colours } from "./colours";
import type { HighlightNode } from "./highlightTree";

interface Coloured {
  /** Undefined while there are none, and for code that gets none. */
  readonly nodes: readonly HighlightNode[] | undefined;
  /** True while they are on their way. */
  readonly waiting: boolean;
}

/** The colours of a code block; it is drawn again when they come. @param complete false while the code grows */
export function useColours(code: string, language: string, complete: boolean): Coloured {
  const [, redraw] = useState(0);
  const wanted = complete && colours.has(code, language);
  const nodes = wanted ? colours.of(code, language) : undefined;
  const waiting = wanted && nodes === undefined;
  useEffect(() => {
    if (waiting) {
      return colours.ask(code, language, () => redraw((count) => count + 1));
    }
    return undefined;
    // Open code grows with every chunk, and has nothing to ask for.
  }, [waiting && code, language]);
  return { nodes, waiting };
}
