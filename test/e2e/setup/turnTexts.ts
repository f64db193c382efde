import type { Chat } from "./chat";

/**
 * What a person reads in each turn. Turns out of sight are not laid out (`content-visibility`) and have no
 * `innerText`, so that which of them the browser has drawn by now would make a difference; here all are laid out.
 */
export function turnTexts(chat: Chat): Promise<string[]> {
  return chat.turns.evaluateAll((turns) =>
    turns.map((turn) => {
      for (const element of [turn, ...turn.querySelectorAll("*")]) {
        if (element instanceof HTMLElement && getComputedStyle(element).contentVisibility === "auto") {
          element.style.contentVisibility = "visible";
        }
      }
      // The time of day is written when somebody points at the turn, and stays from then on.
      const times = [...turn.querySelectorAll<HTMLElement>(".turnTools time")].map(({ innerText }) => innerText);
      return times.reduce((text, time) => text.replace(time, ""), (turn as HTMLElement).innerText).trimEnd();
    }),
  );
}
