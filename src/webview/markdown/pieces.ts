import { useRef } from "preact/hooks";

/**
 * A long row of things in pieces of the same length; there is always one. A piece of which all things are the same as
 * before is the same array again, so that it need not be drawn again.
 */
export function usePieces<T>(things: readonly T[], length: number): readonly (readonly T[])[] {
  const before = useRef<readonly (readonly T[])[]>([]);
  const pieces: (readonly T[])[] = [];
  for (let start = 0; start === 0 || start < things.length; start += length) {
    const old = before.current[pieces.length];
    const size = Math.min(length, things.length - start);
    const same = old?.length === size && old.every((thing, index) => thing === things[start + index]);
    pieces.push(same ? old : things.slice(start, start + length));
  }
  before.current = pieces;
  return pieces;
}
