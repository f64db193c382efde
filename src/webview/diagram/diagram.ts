import { renderMermaidSVG } from "beautiful-mermaid";
import { type SvgElement, svgTree } from "./svgTree";

/** Why a diagram is not drawn. */
export type DiagramFailure = "large" | "unknown" | "broken";

/** A drawn diagram, or why there is none. */
export type Diagram =
  | { readonly root: SvgElement; readonly width: number; readonly words: readonly string[] }
  | { readonly failed: DiagramFailure };

/**
 * Characters and lines that are read. Reading is by expressions that take long for a long line, and drawing takes
 * about a frame for this much.
 */
const longest = 10_000;
const mostLines = 400;
const longestLine = 300;

const kinds =
  /^(?:(?:graph|flowchart)\b|stateDiagram(?:-v2)?\s*$|sequenceDiagram\s*$|classDiagram\s*$|erDiagram\s*$|xychart(?:-beta)?\b)/i;

/**
 * Draws a Mermaid diagram. What comes back are elements and attributes of SVG from a list (svgTree.ts), whatever
 * the source asks for. Never throws.
 *
 * @param prefix begins the ids of its parts, which are the whole page's
 */
export function diagramOf(source: string, prefix: string): Diagram {
  if (source.length > longest) {
    return { failed: "large" };
  }
  const lines = plainLines(source);
  if (lines.length > mostLines || lines.some(({ length }) => length > longestLine)) {
    return { failed: "large" };
  }
  if (!kinds.test(lines[0] ?? "")) {
    return { failed: "unknown" };
  }
  try {
    const svg = renderMermaidSVG(lines.join("\n"), { bg: "var(--bg)", fg: "var(--fg)", transparent: true });
    return svgTree(svg, prefix) ?? { failed: "broken" };
  } catch (error) {
    return { failed: error instanceof RangeError ? "large" : "broken" };
  }
}

/**
 * The lines that say something, in the form that beautiful-mermaid reads: no front matter, comments or
 * directives, one statement a line, a direction for every flowchart, and no runs of spaces.
 */
function plainLines(source: string): readonly string[] {
  const [first = "", ...rest] = source
    .replace(/^\s*---\n[\s\S]*?\n---(?:\n|$)/, "")
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "" && !line.startsWith("%%"));
  const [head = "", ...behind] = first.split(";").map((part) => part.trim());
  const header = head.replace(/^(graph|flowchart)$/i, "$1 TD").replace(/^classDiagram-v2$/i, "classDiagram");
  return [header, ...behind, ...rest.map((line) => line.replace(/;$/, ""))].filter((line) => line !== "");
}
