import { useState } from "preact/hooks";

let last = 0;

/**
 * An id for one element of the page, the same for as long as the component lives. Preact's own `useId`
 * counts from the beginning with every `render` of the root, and the panel is rendered with every change
 * of its model: what is drawn later would get an id that is taken (measured with preact 11.2).
 */
export function useUniqueId(): string {
  const [id] = useState(() => `panel-${++last}`);
  return id;
}
