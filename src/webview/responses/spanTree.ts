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
  const ids = new Set(first.map(({ id }) => id));
  const left = new Set(first);
  const grow = (span: TraceSpan): SpanNode => {
    left.delete(span);
    return { span, children: first.filter((each) => each.parentId === span.id && left.has(each)).map(grow) };
  };
  const roots = first.filter(({ parentId = "" }) => !ids.has(parentId)).map(grow);
  // What is still left is inside of itself.
  return [...roots, ...first.flatMap((span) => (left.has(span) ? [grow(span)] : []))];
}
