import type { Turn } from "../../shared/transcript";

/** How far above a card the view begins, in CSS pixels: its edge is in sight. */
const gap = 6;

/** Id of the first turn in which a call waits for a person; undefined when none does. */
export function waitingTurn(turns: readonly Turn[]): string | undefined {
  return turns.find(({ state }) => state === "waiting")?.id;
}

/** The first card of a call that waits for a person: in a turn, or anywhere. Undefined when it is not drawn. */
export function waitingCard(box: Element, turnId?: string): HTMLElement | undefined {
  const articles = [...box.querySelectorAll<HTMLElement>("[data-turn]")];
  const within = turnId === undefined ? box : articles.find((article) => article.dataset["turn"] === turnId);
  return within?.querySelector<HTMLElement>("[data-waits]") ?? undefined;
}

/** Where the box has to be scrolled to for a card to begin at its upper edge. */
export function topOfCard(box: Element, card: Element): number {
  return box.scrollTop + card.getBoundingClientRect().top - box.getBoundingClientRect().top - gap;
}

/** True when nothing of a card is in sight. */
export function isOutOfView(box: Element, card: Element): boolean {
  const [view, place] = [box.getBoundingClientRect(), card.getBoundingClientRect()];
  return place.bottom <= view.top || place.top >= view.bottom;
}
