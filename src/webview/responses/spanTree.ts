import type { TraceSpan } from "../../shared/responses";

/** A span with those inside of it, in the order in which they began. */
export interface SpanNode {
  readonly span: TraceSpan;
  readonly children: readonly SpanNode[];
}

/**
 * The spans inside one another. One whose parent is not there, or is inside of itself, stands at the top.
 *
 * @param most how many are there, those that began first
 */
export function spanTree(spans: readonly TraceSpan[], most: number): readonly SpanNode[] {
  const first = spans.toSorted((a, b) => a.startedAt - b.startedAt).slice(0, most);
  const nodes = new Map(first.map((span) => [span.id, { span, children: [] as SpanNode[] }]));
  const roots: SpanNode[] = [];
  for (const [id, node] of nodes) {
    const parent = nodes.get(node.span.parentId ?? "");
    (parent && !isInside(parent.span, id, nodes) ? parent.children : roots).push(node);
  }
  return roots;
}

function isInside(span: TraceSpan, id: string, nodes: ReadonlyMap<string, SpanNode>): boolean {
  const passed = new Set<string>();
  let at: TraceSpan | undefined = span;
  while (at !== undefined && !passed.has(at.id)) {
    if (at.id === id) {
      return true;
    }
    passed.add(at.id);
    at = nodes.get(at.parentId ?? "")?.span;
  }
  return false;
}
