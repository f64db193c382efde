import type { Chat } from "./chat";

/** What happened in the conversation while a page of earlier turns came. */
export interface Reading {
  /** Pixels by which the turn that was read moved on the screen. */
  readonly moved: number;
  /** Turns drawn before and after. */
  readonly before: number;
  readonly after: number;
}

/** Scrolls to the top, where earlier turns are fetched, and watches one turn in every frame until they are there. */
export function scrolledBack(chat: Chat, words: string): Promise<Reading> {
  const log = chat.frame.getByRole("log", { name: "Conversation" });
  return log.evaluate(async (box, read) => {
    const turns = (): readonly Element[] => [...box.querySelectorAll("[role=article], article")];
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    const turn = turns().find((each) => each.textContent.includes(read));
    const before = turns().length;
    box.scrollTop = 0;
    const places: number[] = [];
    let after = 0;
    const end = performance.now() + 60_000;
    for (let left = 20; left > 0 && performance.now() < end;) {
      await frame();
      places.push(turn?.getBoundingClientRect().top ?? Number.NaN);
      after = turns().length;
      left -= after > before ? 1 : 0;
    }
    return { moved: Math.max(...places) - Math.min(...places), before, after };
  }, words);
}
