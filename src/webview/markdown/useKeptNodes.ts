import type { VNode } from "preact";
import { useRef } from "preact/hooks";

/**
 * A list as nodes. An item that is where it was before gives the node that it gave then, and Preact does
 * not look at such a node again: what a long list costs is what has changed in it.
 *
 * @param mark what all nodes depend on; when it is another value, all are drawn again
 */
export function useKeptNodes<T>(items: readonly T[], mark: unknown, draw: (item: T, index: number) => VNode): readonly VNode[] {
  const kept = useRef<{ items: readonly T[]; mark: unknown; nodes: readonly VNode[] }>({ items: [], mark, nodes: [] });
  const { items: before, nodes } = kept.current;
  const same = kept.current.mark === mark;
  const next = items.map((item, index) => (same && before[index] === item ? nodes[index] : undefined) ?? draw(item, index));
  kept.current = { items, mark, nodes: next };
  return next;
}
