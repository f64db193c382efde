/** Lengths of a scrolling box, in CSS pixels. */
export interface ScrollMetrics {
  readonly top: number;
  readonly height: number;
  readonly viewport: number;
}

/** A turn's place in the scrolling box. */
export interface TurnBox {
  readonly turnId: string;
  readonly top: number;
}

/** How far from the end still counts as the end; fractions of pixels and half a line come together. */
const slack = 24;

/** True when the reader sees the end of the conversation. */
export function isAtBottom({ top, height, viewport }: ScrollMetrics): boolean {
  return height - viewport - top <= slack;
}

/**
 * Whether new text should pull the view down after a scroll event. Growing content fires no decision:
 * only a move upwards lets go, and only reaching the end takes hold again.
 */
export function nextFollowing(following: boolean, previousTop: number, now: ScrollMetrics): boolean {
  if (isAtBottom(now)) {
    return true;
  }
  return now.top < previousTop ? false : following;
}

/** The turn at the top edge of the view, and how far into it the view starts. */
export function anchorAt(top: number, boxes: readonly TurnBox[]): { turnId: string; offset: number } | undefined {
  const box = boxes.findLast((candidate) => candidate.top <= top) ?? boxes[0];
  return box && { turnId: box.turnId, offset: top - box.top };
}
