/** Lengths of a scrolling box, in CSS pixels. */
interface ScrollMetrics {
  readonly top: number;
  readonly height: number;
  readonly viewport: number;
}

/** A turn's place in the scrolling box. */
interface TurnBox {
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

/** A turn that is to stay where it is: how far its top is below the top of the box, in CSS pixels. */
export interface HeldTurn {
  readonly turnId: string;
  readonly fromTop: number;
}

/** The lengths of a scrolling box. */
export function metrics(element: HTMLElement): ScrollMetrics {
  return { top: element.scrollTop, height: element.scrollHeight, viewport: element.clientHeight };
}

/** The drawn turns with their places in the box. */
export function turnBoxes(element: HTMLElement): readonly TurnBox[] {
  return turnsIn(element).map((turn) => ({ turnId: turn.dataset["turn"] ?? "", top: turn.offsetTop }));
}

/** The first turn of which something is in view. */
export function firstVisible(element: HTMLElement): HeldTurn | undefined {
  const top = element.scrollTop;
  const turn = turnsIn(element).find((candidate) => candidate.offsetTop + candidate.offsetHeight > top);
  return turn && { turnId: turn.dataset["turn"] ?? "", fromTop: turn.offsetTop - top };
}

/** A turn's place in the box; undefined when it is not drawn. */
export function topOf(element: HTMLElement, turnId: string | undefined): number | undefined {
  return turnsIn(element).find((turn) => turn.dataset["turn"] === turnId)?.offsetTop;
}

function turnsIn(element: HTMLElement): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>("[data-turn]")];
}
