import type { ScrollMetrics, TurnBox } from "../scroll";

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
